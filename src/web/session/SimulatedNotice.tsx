import { FlaskConical } from 'lucide-react'
import { useSpeech } from '../i18n/speech.ts'
import styles from './SimulatedNotice.module.css'

export function SimulatedNotice({ documentOrigin }: { readonly documentOrigin: string | null }) {
  const { words } = useSpeech()
  return (
    <p className={styles['notice']}>
      <FlaskConical aria-hidden size={16} />
      <span>
        <span>{words.session.simulated}</span>{' '}
        {documentOrigin !== null && (
          <a href={documentOrigin} target="_blank" rel="noreferrer">
            {words.session.simulatedLink}
          </a>
        )}
      </span>
    </p>
  )
}
