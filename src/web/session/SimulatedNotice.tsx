import { FlaskConical } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import styles from './SimulatedNotice.module.css'

interface SimulatedNoticeProps {
  readonly documentOrigin: string | null
}

export function SimulatedNotice({ documentOrigin }: SimulatedNoticeProps) {
  const { messages } = useI18n()
  return (
    <p className={styles['notice']}>
      <FlaskConical aria-hidden size={16} />
      <span>
        <span>{messages.session.simulated}</span>{' '}
        {documentOrigin !== null && (
          <a href={documentOrigin} target="_blank" rel="noreferrer">
            {messages.session.simulatedLink}
          </a>
        )}
      </span>
    </p>
  )
}
