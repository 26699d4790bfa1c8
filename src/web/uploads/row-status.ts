import type { Holdup, Job } from '../../engine/job.ts'
import type { Speech } from '../words/load-language.ts'

export interface RowStatus {
  readonly text: string
  readonly tone: 'quiet' | 'active' | 'good' | 'bad'
  /** Share of the bytes that left the browser, 0 to 1; null when there is no bar to show. */
  readonly sent: number | null
  /** Share that Feishu has confirmed, where a file goes in parts. */
  readonly confirmed: number | null
}

/** What a row says and shows about its job. */
export function rowStatus(job: Job, { words, formats }: Speech): RowStatus {
  const { stage } = words
  const at = job.stage
  switch (at.at) {
    case 'waiting':
      return quiet(stage.waiting)
    case 'placing':
      return quiet(stage.placing)
    case 'placed':
      return quiet(stage.placed)
    case 'sending': {
      const sent = shareOf(at.sentBytes, job.file.sizeBytes)
      const text = sent === 1 ? stage.finishing : stage.sending(formats.percent(sent))
      return { text, tone: 'active', sent, confirmed: at.parts && shareOf(at.acceptedBytes, job.file.sizeBytes) }
    }
    case 'sent':
      return { text: stage.sent, tone: 'active', sent: 1, confirmed: null }
    case 'binding':
      return { text: stage.binding, tone: 'active', sent: 1, confirmed: null }
    case 'done':
      return { text: stage.done, tone: 'good', sent: null, confirmed: null }
    case 'clearing':
      return { text: stage.clearing, tone: 'quiet', sent: null, confirmed: null }
    case 'failed':
      return { text: stage.failed, tone: 'bad', sent: null, confirmed: null }
    case 'cancelled':
      return { text: stage.cancelled, tone: 'quiet', sent: null, confirmed: null }
  }
}

/** Why a running job stands still just now. */
export function holdupOf({ stage }: Job): Holdup | null {
  return 'holdup' in stage ? stage.holdup : null
}

export function holdupText(holdup: Holdup, nowMs: number, { words, problemWords, formats }: Speech): string {
  const { title } = problemWords[holdup.problem]
  const seconds = Math.ceil((holdup.untilMs - nowMs) / 1000)
  return seconds > 0 ? words.stage.holdup(title, formats.number(seconds)) : words.stage.holdupNow(title)
}

function quiet(text: string): RowStatus {
  return { text, tone: 'quiet', sent: 0, confirmed: null }
}

function shareOf(bytes: number, sizeBytes: number): number {
  return sizeBytes === 0 ? 1 : Math.min(1, bytes / sizeBytes)
}
