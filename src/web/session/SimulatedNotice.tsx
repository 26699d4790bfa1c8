import { FlaskConical } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import styles from './SimulatedNotice.module.css'

interface SimulatedProps {
  readonly documentOrigin: string | null
}

/** For the page's header, where a queue leaves no room for the notice. */
export function SimulatedSign({ documentOrigin }: SimulatedProps) {
  const { messages } = useI18n()
  const { simulated, simulatedLink, simulatedShort } = messages.session
  const sign = (
    <>
      <FlaskConical aria-hidden size={14} />
      <span aria-hidden className={styles['short']}>
        {simulatedShort}
      </span>
    </>
  )
  return documentOrigin === null ? (
    <span className={styles['sign']} title={simulated}>
      {sign}
      <span className="visually-hidden">{simulated}</span>
    </span>
  ) : (
    <a className={styles['sign']} href={documentOrigin} target="_blank" rel="noreferrer" title={simulated}>
      {sign}
      <span className="visually-hidden">{`${simulated} ${simulatedLink}`}</span>
    </a>
  )
}

export function SimulatedNotice({ documentOrigin }: SimulatedProps) {
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
