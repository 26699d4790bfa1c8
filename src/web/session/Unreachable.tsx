import { CloudOff } from 'lucide-react'
import { useSpeech } from '../words/speech.ts'
import styles from './Unreachable.module.css'

export function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  const { words } = useSpeech()
  return (
    <section className={`card ${styles['card'] ?? ''}`} role="alert">
      <CloudOff aria-hidden size={28} />
      <h2>{words.session.unreachable}</h2>
      <p>{words.session.unreachableRemedy}</p>
      <button type="button" className="button-primary" onClick={onRetry}>
        {words.session.tryAgain}
      </button>
    </section>
  )
}
