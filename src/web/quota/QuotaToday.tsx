import type { AskGateway } from '../gateway/ask-gateway.ts'
import { useI18n } from '../i18n/i18n.ts'
import styles from './QuotaToday.module.css'
import { useQuota } from './use-quota.ts'

/** Interval while files are uploaded: the count grows by some hundred in between. */
const lookEveryMs = 30_000

interface QuotaTodayProps {
  readonly ask: AskGateway
  /** Files are being uploaded. Otherwise the quota does not matter, or is already shown as the cause of the wait. */
  readonly isWorking: boolean
}

/** The company's use of Feishu's daily limit, for the upload endpoint closest to it. */
export function QuotaToday({ ask, isWorking }: QuotaTodayProps) {
  const { messages, formats } = useI18n()
  const quota = useQuota(ask, isWorking ? lookEveryMs : null)
  const [nearest] = (quota?.endpoints ?? [])
    .filter(({ route }) => route === 'uploadAll' || route === 'uploadPart')
    .toSorted((a, b) => b.usedToday / b.perDay - a.usedToday / a.perDay)
  if (!isWorking || !quota || !nearest || nearest.usedToday === 0) return null
  const { usedToday, perDay, dayEndsInMs } = nearest
  const text =
    usedToday < perDay
      ? messages.quota.usedToday(formats.number(usedToday), formats.number(perDay))
      : messages.quota.usedUp(formats.number(perDay), formats.when(quota.answeredAtMs + dayEndsInMs))
  return <p className={styles['line']}>{text}</p>
}
