import type { ReactNode } from 'react'
import { LogIn, WifiOff } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.ts'
import styles from './QueueHoldBanner.module.css'

interface StandstillBannerProps {
  readonly isOffline: boolean
  /** What the person can do, if anything. */
  readonly children?: ReactNode
}

/** Banner for a state of the whole queue, as opposed to a failure of its files. */
export function QueueHoldBanner({ isOffline, children }: StandstillBannerProps) {
  const { messages } = useI18n()
  return (
    <section className={styles['banner']} role="alert">
      {isOffline ? <WifiOff aria-hidden size={20} /> : <LogIn aria-hidden size={20} />}
      <div>
        <h2>{isOffline ? messages.hold.offline : messages.hold.signedOut}</h2>
        <p>{isOffline ? messages.hold.offlineWhat : messages.hold.signedOutWhat}</p>
        {children}
      </div>
    </section>
  )
}
