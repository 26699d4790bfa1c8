import { FlaskConical } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import styles from './SimulatedNotice.module.css'

interface SimulatedSignProps {
  readonly documentOrigin: string | null
}

/** For the page's header, where a queue leaves no room for the notice. */
export function SimulatedSign({ documentOrigin }: SimulatedSignProps) {
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
    <span className={styles['sign']} data-tip={simulated}>
      {sign}
      <span className="visually-hidden">{simulated}</span>
    </span>
  ) : (
    <a className={styles['sign']} href={documentOrigin} target="_blank" rel="noreferrer" data-tip={simulated}>
      {sign}
      <span className="visually-hidden">{`${simulated} ${simulatedLink}`}</span>
    </a>
  )
}
