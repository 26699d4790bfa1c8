import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { FileText, Image, Film } from 'lucide-react'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import { usesOf } from '../../contract/feishu/scope-uses.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { ClientSignIn } from './client/client-sign-in.ts'
import { isFramed } from './framed/is-framed.ts'
import { openSignInWindow, signInAddress, signInWindowAddress } from './sign-in-address.ts'
import { homePath } from '../gateway/own-path.ts'
import { Brand } from '../shell/Brand.tsx'
import styles from './SignInCard.module.css'

interface SignInCardProps {
  readonly app: SessionAnswer['app']
  /** Why the last sign-in failed; null if it did not. */
  readonly problem: ReactNode
  readonly notice: ReactNode
  /** Number of files and folders that were dropped already. */
  readonly kept: number
  /** Signing in inside Feishu's app. */
  readonly inClient: ClientSignIn
}

export function SignInCard({ app, problem, notice, kept, inClient }: SignInCardProps) {
  const { messages, formats } = useI18n()
  const { portalUrl, features } = app
  const [isOpened, setIsOpened] = useState(false)
  const { is } = useSyncExternalStore(inClient.subscribe, inClient.getSnapshot)
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
          href={portalUrl ?? (isFramed() ? signInWindowAddress() : signInAddress(location))}
          {...(isFramed() && { target: '_blank', rel: portalUrl === null ? 'opener' : 'noreferrer' })}
          onClick={(event) => {
            if (portalUrl === null && inClient.isNext) {
              event.preventDefault()
              void inClient.begin([], kept === 0 ? signInAddress(location) : null)
              return
            }
            // In another site's frame, Feishu's pages do not open.
            if ((isFramed() || kept > 0) && openBeside(portalUrl)) event.preventDefault()
            setIsOpened(isFramed())
          }}
        >
          {portalUrl === null ? messages.session.signIn : messages.session.openPortal}
        </a>
        {is === 'asking' && (
          <p role="status" className={styles['privacy']}>
            {messages.session.inClient}
          </p>
        )}
        {portalUrl !== null && <p className={styles['privacy']}>{messages.session.fromPortal}</p>}
        {isOpened && portalUrl === null && <SignInElsewhere />}
        <WhatIsRead features={features} />
      </section>
    </div>
  )
}

/** Opens the sign-in in a second window, so that this page keeps what was dropped; false when the browser blocks it. */
function openBeside(portalUrl: string | null): boolean {
  return portalUrl === null ? openSignInWindow() : window.open(portalUrl, '_blank') !== null
}

/** What a framed page says once its sign-in window should be open: nothing tells whether the browser or the portal stopped it. */
function SignInElsewhere() {
  const { framed } = useI18n().messages.session
  return (
    <div role="status" className={styles['privacy']}>
      <p>{framed.waiting}</p>
      <p>
        <span>{framed.blocked}</span>{' '}
        <a href={homePath()} target="_blank" rel="noreferrer">
          {location.host}
        </a>
      </p>
    </div>
  )
}

/** Lists what the requested scopes allow to be read and written. */
function WhatIsRead({ features }: Pick<SignInCardProps['app'], 'features'>) {
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
