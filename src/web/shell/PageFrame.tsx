import type { ReactNode } from 'react'
import { AppearanceSwitches } from './AppearanceSwitches.tsx'
import { Brand } from './Brand.tsx'
import styles from './PageFrame.module.css'

interface PageFrameProps {
  /** The signed-in person's menu; null on the sign-in page. */
  readonly person: ReactNode
  /** Beside the product's name. */
  readonly sign?: ReactNode
  readonly isCentred?: boolean
  readonly children: ReactNode
}

export function PageFrame({ person, sign, isCentred = false, children }: PageFrameProps) {
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        {isCentred ? (
          <span />
        ) : (
          <div className={styles['brand']}>
            <Brand />
            {sign}
          </div>
        )}
        <div className={styles['tools']}>
          <AppearanceSwitches />
          {person}
        </div>
      </header>
      <main className={isCentred ? styles['centred'] : styles['main']}>{children}</main>
    </div>
  )
}
