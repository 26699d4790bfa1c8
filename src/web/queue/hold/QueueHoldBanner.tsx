import type { ReactNode } from 'react'
import { LogIn, WifiOff } from 'lucide-react'
import { useSpeech } from '../../i18n/speech.ts'
import styles from './QueueHoldBanner.module.css'

interface StandstillBannerProps {
  readonly isOffline: boolean
  /** The way on, where a person has to act. */
  readonly children?: ReactNode
}

/** Why nothing moves: a state of the queue, not a failure of its files. */
export function StandstillBanner({ isOffline, children }: StandstillBannerProps) {
  const { words } = useSpeech()
  return (
    <section className={styles['banner']} role="alert">
      {isOffline ? <WifiOff aria-hidden size={20} /> : <LogIn aria-hidden size={20} />}
      <div>
        <h2>{isOffline ? words.standstill.offline : words.standstill.signedOut}</h2>
        <p>{isOffline ? words.standstill.offlineWhat : words.standstill.signedOutWhat}</p>
        {children}
      </div>
    </section>
  )
}
