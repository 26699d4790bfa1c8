import type { ReactNode } from 'react'
import { FileText, Image, Film } from 'lucide-react'
import { useSpeech } from '../words/speech.ts'
import { Brand } from './Brand.tsx'
import styles from './SignInCard.module.css'

interface SignInCardProps {
  /** Where signing in starts, or the portal that people come in by. */
  readonly address: string
  readonly isPortal: boolean
  /** Why the last sign-in did not work, where it did not. */
  readonly problem: ReactNode
  readonly notice: ReactNode
}

export function SignInCard({ address, isPortal, problem, notice }: SignInCardProps) {
  const { words } = useSpeech()
  return (
    <div className={styles['column']}>
      {notice}
      <section className={`card ${styles['card'] ?? ''}`}>
        <Brand />
        <div className={styles['picture']} aria-hidden>
          <span>
            <Image size={22} />
          </span>
          <span>
            <FileText size={22} />
          </span>
          <span>
            <Film size={22} />
          </span>
        </div>
        <h2 className={styles['promise']}>{words.product.promise}</h2>
        <p className={styles['detail']}>{words.product.promiseDetail}</p>
        {problem}
        <a className={`button-primary ${styles['button'] ?? ''}`} href={address}>
          {isPortal ? words.session.openPortal : words.session.signIn}
        </a>
        <p className={styles['privacy']}>{isPortal ? words.session.fromPortal : words.session.privacy}</p>
      </section>
    </div>
  )
}
