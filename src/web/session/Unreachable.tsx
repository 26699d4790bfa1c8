import { CloudOff } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import styles from './Unreachable.module.css'

interface UnreachableProps {
  /** The gateway answered with an error. */
  readonly isThere: boolean
  readonly onRetry: () => void
}

export function Unreachable({ isThere, onRetry }: UnreachableProps) {
  const { messages } = useI18n()
  return (
    <section className={`card ${styles['card'] ?? ''}`} role="alert">
      <CloudOff aria-hidden size={28} />
      <h2>{isThere ? messages.session.outOfOrder : messages.session.unreachable}</h2>
      <p>{isThere ? messages.session.outOfOrderRemedy : messages.session.unreachableRemedy}</p>
      <button type="button" className="button-primary" onClick={onRetry}>
        {messages.session.tryAgain}
      </button>
    </section>
  )
}
