import type { ReactNode } from 'react'
import { AppearanceSwitches } from './AppearanceSwitches.tsx'
import { Brand } from './Brand.tsx'
import styles from './PageFrame.module.css'

interface PageFrameProps {
  /** The signed-in person's menu; null on the sign-in page. */
  readonly person: ReactNode
  readonly isCentred?: boolean
  readonly children: ReactNode
}

export function PageFrame({ person, isCentred = false, children }: PageFrameProps) {
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        {isCentred ? <span /> : <Brand />}
        <div className={styles['tools']}>
          <AppearanceSwitches />
          {person}
        </div>
      </header>
      <main className={isCentred ? styles['centred'] : styles['main']}>{children}</main>
    </div>
  )
}
