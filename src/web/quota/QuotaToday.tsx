import type { AskGateway } from '../wire/ask-gateway.ts'
import { useSpeech } from '../words/speech.ts'
import styles from './QuotaToday.module.css'
import { useQuota } from './use-quota.ts'

interface QuotaTodayProps {
  readonly ask: AskGateway
  /** Files are on their way: only then does it matter. */
  readonly isWorking: boolean
}

/** How much of Feishu's daily limit the company has used, of the upload endpoint that is nearest to it. */
export function QuotaToday({ ask, isWorking }: QuotaTodayProps) {
  const { words, formats } = useSpeech()
  const quota = useQuota(ask, isWorking)
  const [nearest] = (quota?.endpoints ?? [])
    .filter(({ route }) => route === 'uploadAll' || route === 'uploadPart')
    .toSorted((a, b) => b.usedToday / b.perDay - a.usedToday / a.perDay)
  if (!nearest || nearest.usedToday === 0) return null
  const { usedToday, perDay, dayEndsInMs } = nearest
  const text =
    usedToday < perDay
      ? words.quota.usedToday(formats.number(usedToday), formats.number(perDay))
      : words.quota.usedUp(formats.number(perDay), formats.duration(dayEndsInMs))
  return <p className={styles['line']}>{text}</p>
}
