import type { Job, Repeat } from '../../../engine/job/job.ts'
import { isOnHold } from '../../../engine/queue/status.ts'
import { orderKeyOf } from '../../../engine/targets/families.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Hold } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import type { QueueMessages } from '../../i18n/zh-CN/queue.ts'
import { blockUrl } from '../../../contract/feishu/docx/block.ts'
import { blockOf } from '../../../engine/job/spot.ts'
import { spotOf } from '../../../engine/job/spot-of.ts'

export interface RowStatus {
  readonly text: string
  readonly tone: 'quiet' | 'active' | 'good' | 'bad'
  /** Share of the bytes that left the browser, 0 to 1; null when no bar is shown. */
  readonly sent: number | null
  /** Share that Feishu has confirmed, 0 to 1, for files sent in parts; null otherwise. */
  readonly confirmed: number | null
  /** What exactly it is at, shown on demand; null where `text` says all. */
  readonly detail: string | null
}

/**
 * Text, tone and progress of a job's row. One that runs is waiting, uploading, being placed, or in the document; what exactly it is at,
 * is in `detail`.
 *
 * @param hold Why the queue is on hold, as shown above it; null while it runs.
 */
export function rowStatus(job: Job, i18n: I18n, hold: Hold | null = null): RowStatus {
  return stillStatus(job, hold, i18n) ?? movingStatus(job, i18n)
}

function movingStatus(job: Job, i18n: I18n): RowStatus {
  const { messages, formats } = i18n
  const { stage } = messages
  const words = messages.families[job.target.is]
  const at = job.stage
  switch (at.at) {
    case 'waiting':
      return quiet(stage.waiting)
    case 'placing':
      return { ...quiet(stage.waiting), detail: stage.placing }
    case 'placed':
      return { ...quiet(stage.waiting), detail: stage.placed }
    case 'sending': {
      const sent = shareOf(at.sentBytes, job.file.sizeBytes)
      const confirmed = at.parts && shareOf(at.acceptedBytes, job.file.sizeBytes)
      const detail = sent === 1 ? stage.finishing : confirmedText(confirmed, i18n)
      return { text: stage.sending(formats.percent(sent)), tone: 'active', sent, confirmed, detail }
    }
    case 'sent':
      return { ...placed(words.binding), detail: sentText(job.target, i18n) }
    case 'binding':
      return placed(words.binding)
    case 'done':
      return { ...still(words.done), tone: 'good' }
    case 'clearing':
      return still(stage.clearing)
    case 'failed':
      return { ...still(stage.failed), tone: 'bad' }
    case 'cancelled':
      return still(stage.cancelled)
  }
}

/** Text that replaces the status of a file that is being taken out, or was; null for all others. */
export function takenOutText({ stage }: Job, say: QueueMessages['takeOut']): string | null {
  if (stage.at === 'clearing' && stage.ending.as === 'takenOut') return say.leaving
  return stage.at === 'cancelled' && stage.takenOut ? say.out : null
}

/** Where binding decides the order, a sent file waits for those before it. */
function sentText(target: Target, { messages }: I18n): string {
  return orderKeyOf(target) === null ? messages.families[target.is].sent : messages.stage.sentInOrder
}

/** Status of a job at a stage in which nothing is being sent. */
function stillStatus(job: Job, hold: Hold | null, i18n: I18n): RowStatus | null {
  return stoppedStatus(job, i18n) ?? onHoldStatus(job, hold, i18n) ?? quotaWaitStatus(job, i18n)
}

/** Status of jobs that wait for the whole queue; the bar shows what Feishu has confirmed. */
function onHoldStatus(job: Job, hold: Hold | null, i18n: I18n): RowStatus | null {
  const { messages } = i18n
  if (!isOnHold(job, hold)) return null
  const { at } = job.stage
  if (at === 'clearing') return still(messages.stage.clearingLater)
  const isAtFeishu = at === 'sent' || at === 'binding'
  const { accepted, confirmed } = acceptedOf(job)
  const detail = confirmedText(confirmed, i18n)
  return { text: messages.stage.onHold, tone: 'quiet', sent: isAtFeishu ? 1 : accepted, confirmed, detail }
}

/** Share that Feishu has, from confirmed parts. */
function acceptedOf({ stage, file }: Job): { readonly accepted: number; readonly confirmed: number | null } {
  const parts = 'parts' in stage ? stage.parts : null
  const accepted = parts === null ? 0 : shareOf(parts.accepted.size * parts.partBytes, file.sizeBytes)
  return { accepted, confirmed: parts === null ? null : accepted }
}

/** Status of a paused job, or of one whose bytes are missing; the bar stays where it was. */
function stoppedStatus(job: Job, i18n: I18n): RowStatus | null {
  const { paused, lacksFile, stage } = job
  const { stage: say } = i18n.messages
  const { accepted, confirmed } = acceptedOf(job)
  const bar = { tone: 'quiet', sent: accepted, confirmed, detail: confirmedText(confirmed, i18n) } as const
  if (paused && stage.at === 'sending') return { text: say.pausing, ...bar }
  if (stage.at !== 'waiting' && stage.at !== 'placed') return null
  if (lacksFile) return { text: say.needsFile, ...bar }
  return paused ? { text: say.paused, ...bar } : null
}

/**
 * Status of a job whose call the gateway holds back. Bytes that left the browser are still in buffers, so no bar is shown.
 */
function quotaWaitStatus({ stage, file, target }: Job, i18n: I18n): RowStatus | null {
  if (!('holdup' in stage) || stage.holdup?.is !== 'quota-wait') return null
  const { messages, formats } = i18n
  const { why, ahead } = stage.holdup
  const { reasons, ahead: others, next, held } = messages.held
  const detail = held(reasons[why], ahead === 0 ? next : others(formats.number(ahead)))
  if (stage.at === 'binding') return { ...placed(messages.families[target.is].binding), tone: 'quiet', detail }
  const confirmed = stage.at === 'sending' && stage.parts ? shareOf(stage.acceptedBytes, file.sizeBytes) : null
  return { ...quiet(messages.stage.waiting), sent: confirmed ?? 0, confirmed, detail }
}

/** Longer waits are shown as a time of day instead of a countdown. */
const longestCountdownMs = 120_000

/** The pending retry of a running job; null if there is none. */
export function repeatOf(job: Job, hold: Hold | null): Repeat | null {
  const { stage } = job
  if (isOnHold(job, hold)) return null
  return 'holdup' in stage && stage.holdup?.is === 'repeat' ? stage.holdup : null
}

/** @param title What failed, in a few words. */
export function repeatText({ untilMs }: Repeat, title: string, nowMs: number, { messages, formats }: I18n): string {
  if (untilMs - nowMs > longestCountdownMs) return messages.stage.repeatUntil(title, formats.when(untilMs, nowMs))
  const seconds = Math.ceil((untilMs - nowMs) / 1000)
  return seconds > 0 ? messages.stage.repeat(title, formats.number(seconds)) : messages.stage.repeatNow(title)
}

function quiet(text: string): RowStatus {
  return { text, tone: 'quiet', sent: 0, confirmed: null, detail: null }
}

/** All bytes are at Feishu. */
function placed(text: string): RowStatus {
  return { text, tone: 'active', sent: 1, confirmed: null, detail: null }
}

/** Without a bar. */
function still(text: string): RowStatus {
  return { text, tone: 'quiet', sent: null, confirmed: null, detail: null }
}

function confirmedText(confirmed: number | null, { messages, formats }: I18n): string | null {
  return confirmed === null ? null : messages.stage.confirmed(formats.percent(confirmed))
}

function shareOf(bytes: number, sizeBytes: number): number {
  return sizeBytes === 0 ? 1 : Math.min(1, bytes / sizeBytes)
}

/** Link to the block a job left in a docx if known, else to its target. */
export function leftUrlOf({ stage, target }: Pick<Job, 'stage' | 'target'>): string {
  const spot = spotOf(stage)
  const block = spot && blockOf(spot)
  return block ? blockUrl(target.url, block.topBlockId) : target.url
}
