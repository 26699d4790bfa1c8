import { useState, type ReactNode } from 'react'
import { FileText, Image, Film } from 'lucide-react'
import { usesOf } from '../../contract/feishu/scope-uses.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Brand } from '../shell/Brand.tsx'
import styles from './SignInCard.module.css'

interface SignInCardProps {
  /** Address at which signing in starts, or of the portal. */
  readonly address: string
  readonly isPortal: boolean
  /** Features whose scopes are requested. */
  readonly features: readonly string[]
  /** Why the last sign-in failed; null if it did not. */
  readonly problem: ReactNode
  readonly notice: ReactNode
  /** Number of files and folders that were dropped already. */
  readonly kept: number
  /** In another site's frame, where Feishu's pages do not open: always in a window of its own. */
  readonly isFramed: boolean
  /** Opens the address in a window of its own, so that this page and what it keeps stay; false when the browser blocks it. */
  readonly onOpenBeside: () => boolean
}

export function SignInCard({
  address,
  isPortal,
  features,
  problem,
  notice,
  kept,
  isFramed,
  onOpenBeside,
}: SignInCardProps) {
  const { messages, formats } = useI18n()
  const [isOpened, setIsOpened] = useState(false)
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
        <h2 className={styles['promise']}>{messages.product.promise}</h2>
        <p className={styles['detail']}>{messages.product.promiseDetail}</p>
        {problem}
        {kept > 0 && <p role="status">{messages.drop.kept(formats.number(kept))}</p>}
        <a
          className={`button-primary ${styles['button'] ?? ''}`}
          href={address}
          {...(isFramed && { target: '_blank', rel: 'opener' })}
          onClick={(event) => {
            if ((isFramed || kept > 0) && onOpenBeside()) event.preventDefault()
            setIsOpened(isFramed)
          }}
        >
          {isPortal ? messages.session.openPortal : messages.session.signIn}
        </a>
        {isPortal && <p className={styles['privacy']}>{messages.session.fromPortal}</p>}
        {isOpened && !isPortal && <SignInElsewhere />}
        <WhatIsRead features={features} />
      </section>
    </div>
  )
}

/** What a framed page says once its sign-in window should be open: nothing tells whether the browser or the portal stopped it. */
function SignInElsewhere() {
  const { framed } = useI18n().messages.session
  return (
    <div role="status" className={styles['privacy']}>
      <p>{framed.waiting}</p>
      <p>
        <span>{framed.blocked}</span>{' '}
        <a href="/" target="_blank" rel="noreferrer">
          {location.host}
        </a>
      </p>
    </div>
  )
}

/** Lists what the requested scopes allow to be read and written. */
function WhatIsRead({ features }: Pick<SignInCardProps, 'features'>) {
  const { access } = useI18n().messages.session
  const { reads, writes } = usesOf(features)
  return (
    <div className={styles['privacy']}>
      <p>{access.reads}</p>
      <ul>
        {reads.map((each) => (
          <li key={each}>{access.read[each]}</li>
        ))}
      </ul>
      <p>{access.writes}</p>
      <ul>
        {writes.map((each) => (
          <li key={each}>{access.written[each]}</li>
        ))}
      </ul>
    </div>
  )
}
