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
export function rowStatus(job: Job, speech: Speech): RowStatus {
  const held = heldStatus(job, speech)
  if (held) return held
  const { words, formats } = speech
  const { stage } = words
  const kind = words.kinds[job.target.is]
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
      return { text: kind.sent, tone: 'active', sent: 1, confirmed: null }
    case 'binding':
      return { text: kind.binding, tone: 'active', sent: 1, confirmed: null }
    case 'done':
      return { text: kind.done, tone: 'good', sent: null, confirmed: null }
    case 'clearing':
      return { text: stage.clearing, tone: 'quiet', sent: null, confirmed: null }
    case 'failed':
      return { text: stage.failed, tone: 'bad', sent: null, confirmed: null }
    case 'cancelled':
      return { text: stage.cancelled, tone: 'quiet', sent: null, confirmed: null }
  }
}

/** What a paused job says, and one whose bytes are not here; its bar stays where it was. */
function heldStatus({ paused, lacksFile, stage, file }: Job, { words }: Speech): RowStatus | null {
  const parts = 'parts' in stage ? stage.parts : null
  const accepted = parts === null ? 0 : shareOf(parts.accepted.size * parts.partBytes, file.sizeBytes)
  const confirmed = parts === null ? null : accepted
  if (paused && stage.at === 'sending') return { text: words.stage.pausing, tone: 'quiet', sent: accepted, confirmed }
  if (stage.at !== 'waiting' && stage.at !== 'placed') return null
  if (lacksFile) return { text: words.stage.needsFile, tone: 'quiet', sent: accepted, confirmed }
  return paused ? { text: words.stage.paused, tone: 'quiet', sent: accepted, confirmed } : null
}

/** Why a running job stands still just now. */
export function holdupOf({ stage }: Job): Holdup | null {
  return 'holdup' in stage ? stage.holdup : null
}

/** @param title What holds it up, in a few words. */
export function holdupText({ untilMs }: Holdup, title: string, nowMs: number, { words, formats }: Speech): string {
  const seconds = Math.ceil((untilMs - nowMs) / 1000)
  return seconds > 0 ? words.stage.holdup(title, formats.number(seconds)) : words.stage.holdupNow(title)
}

function quiet(text: string): RowStatus {
  return { text, tone: 'quiet', sent: 0, confirmed: null }
}

function shareOf(bytes: number, sizeBytes: number): number {
  return sizeBytes === 0 ? 1 : Math.min(1, bytes / sizeBytes)
}
