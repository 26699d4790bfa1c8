import { CloudOff } from 'lucide-react'
import { useSpeech } from '../i18n/speech.ts'
import styles from './Unreachable.module.css'

interface UnreachableProps {
  /** The gateway answered, if only that something in it is not in order. */
  readonly isThere: boolean
  readonly onRetry: () => void
}

export function Unreachable({ isThere, onRetry }: UnreachableProps) {
  const { words } = useSpeech()
  return (
    <section className={`card ${styles['card'] ?? ''}`} role="alert">
      <CloudOff aria-hidden size={28} />
      <h2>{isThere ? words.session.outOfOrder : words.session.unreachable}</h2>
      <p>{isThere ? words.session.outOfOrderRemedy : words.session.unreachableRemedy}</p>
      <button type="button" className="button-primary" onClick={onRetry}>
        {words.session.tryAgain}
      </button>
    </section>
  )
}
