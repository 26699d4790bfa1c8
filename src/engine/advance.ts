import type { FileToken } from '../contract/ids.ts'
import type { SourceFile } from './doors.ts'
import {
  afterCancelled,
  afterFailed,
  afterMisplaced,
  afterRetried,
  afterSettled,
  afterUndone,
  ended,
} from './endings.ts'
import type { Failure, Holdup, Job, MadeDocument, Stage, UploadedParts } from './job.ts'
import { takesBytes, type Target } from './target.ts'
import { mediaKindOf } from './media-kind.ts'
import type { Spot } from './spot.ts'
import { isPausable } from './status-of.ts'
import { UnseenFile } from './unseen-file.ts'

/** What happens to one job: asked for by a person, or reported by a lane. */
export type JobEvent =
  | { readonly type: 'placing' }
  | { readonly type: 'putBack' }
  | { readonly type: 'placed'; readonly spot: Spot }
  /** A block came to light that was placed too long ago to be in the right place. */
  | { readonly type: 'misplaced'; readonly spot: Spot; readonly failure: Failure }
  | { readonly type: 'sending' }
  | { readonly type: 'prepared'; readonly parts: UploadedParts }
  | { readonly type: 'bytesLeft'; readonly sentBytes: number }
  | { readonly type: 'partAccepted'; readonly seq: number }
  | { readonly type: 'heldUp'; readonly holdup: Holdup | null }
  | { readonly type: 'sent'; readonly fileToken: FileToken }
  /** Sending stopped at a boundary, for a pause: what Feishu accepted is kept. */
  | { readonly type: 'heldBack' }
  /** From its first byte; what was sent before may be in all the same. */
  | { readonly type: 'sendAgain'; readonly failure?: Failure; readonly perhapsPlaced?: boolean }
  | { readonly type: 'binding' }
  /** Back among those that wait to be put in: the batch was too large. */
  | { readonly type: 'boundLater' }
  | { readonly type: 'bound'; readonly made?: MadeDocument }
  /** A picture stands in its cell, which took it together with its bytes. */
  | { readonly type: 'stands' }
  /** The block the file was sent for is gone or useless: another one is placed, and this one cleared away if it stands. */
  | { readonly type: 'placeAgain'; readonly failure: Failure }
  | {
      readonly type: 'failed'
      readonly failure: Failure
      /** Whether something may stand unseen, for an answer is missing; what was known before holds when absent. */
      readonly perhapsPlaced?: boolean
      /** Met while sending, for a reason that passes: parts that were accepted stay for the retry, and so does the block. */
      readonly keepParts?: boolean
    }
  | { readonly type: 'cleared' }
  | { readonly type: 'notCleared' }
  /** `undoable`: until it is `settled`, its block stands and it can go back by `undone`. */
  | { readonly type: 'cancelled'; readonly undoable?: true }
  | { readonly type: 'undone'; readonly paused: boolean }
  | { readonly type: 'settled' }
  | { readonly type: 'retried' }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** A file that was only listed has been looked at. */
  | { readonly type: 'seen'; readonly file: SourceFile }
  | { readonly type: 'reattached'; readonly file: SourceFile }
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'retargeted'; readonly target: Target }

/**
 * The one way a job changes. A pair of stage and event that can not be (the late answer of an earlier run, a cancel after
 * the end) leaves the very same job, because such pairs are everyday life on a network.
 */
export function advance(job: Job, event: JobEvent): Job {
  switch (event.type) {
    case 'paused':
      return !job.paused && isPausable(job.stage) ? { ...job, paused: true } : job
    case 'resumed':
      return job.paused ? { ...job, paused: false } : job
    case 'seen':
    case 'reattached':
      return withFile(job, event)
    case 'renamed':
      return atRest(job.stage) ? { ...job, name: event.name, stage: withoutParts(job.stage) } : job
    case 'retargeted':
      return atRest(job.stage) ? { ...job, target: event.target, stage: waiting } : job
    default:
      return atNextStage(job, event)
  }
}

function atNextStage(job: Job, event: StageEvent): Job {
  const stage = nextStage(job, event)
  if (stage === job.stage) return job
  const isHeld = event.type === 'undone' ? event.paused : job.paused
  return { ...job, stage, paused: isHeld && isPausable(stage), anewFor: anewFor(job, event, stage) }
}

type AsideOfStage = 'paused' | 'resumed' | 'seen' | 'reattached' | 'renamed' | 'retargeted'
type StageEvent = Exclude<JobEvent, { type: AsideOfStage }>
type SendingEvent = Extract<JobEvent, { type: 'sending' | 'prepared' | 'bytesLeft' | 'partAccepted' | 'sent' }>
type BindingEvent = Extract<JobEvent, { type: 'binding' | 'bound' | 'boundLater' | 'stands' }>
type Cancelling = Extract<JobEvent, { type: 'cancelled' | 'settled' | 'undone' }>
type StepBack = Extract<JobEvent, { type: 'putBack' | 'heldBack' | 'sendAgain' | 'placeAgain' }>

const waiting: Stage = { at: 'waiting' }

/** Seen until the end, for its bar went back to the beginning. */
function anewFor(job: Job, event: StageEvent, { at }: Stage): Job['anewFor'] {
  if (at === 'done' || at === 'failed' || at === 'cancelled') return null
  if (event.type !== 'sendAgain' && event.type !== 'placeAgain') return job.anewFor
  return event.failure?.problem ?? job.anewFor
}

/** The straight way; everything else is trouble or a person's wish. */
function nextStage(job: Job, event: StageEvent): Stage {
  const { stage } = job
  switch (event.type) {
    case 'placing':
      return stage.at === 'waiting' ? { at: 'placing', holdup: null } : stage
    case 'placed':
      return afterPlaced(stage, event.spot)
    case 'misplaced':
      return afterMisplaced(stage, event.spot, event.failure)
    case 'sending':
    case 'prepared':
    case 'bytesLeft':
    case 'partAccepted':
    case 'sent':
      return whileSending(job, event)
    case 'binding':
    case 'bound':
    case 'boundLater':
    case 'stands':
      return whileBinding(stage, event)
    case 'cancelled':
    case 'settled':
    case 'undone':
      return afterCancelling(job, event)
    default:
      return nextStageAside(job, event)
  }
}

function whileBinding(stage: Stage, event: BindingEvent): Stage {
  if (event.type === 'binding') return stage.at === 'sent' ? { ...stage, at: 'binding', holdup: null } : stage
  if (event.type === 'stands') return stage.at === 'sending' ? done(stage.spot, null) : stage
  if (stage.at !== 'binding') return stage
  if (event.type === 'bound') return done(stage.spot, stage.fileToken, event.made)
  const { spot, fileToken, mayStand } = stage
  return { at: 'sent', spot, fileToken, ...(mayStand && { mayStand }) }
}

function nextStageAside(
  job: Job,
  event: Exclude<
    StageEvent,
    { type: 'placing' | 'placed' | 'misplaced' | (BindingEvent | SendingEvent | Cancelling)['type'] }
  >,
): Stage {
  const { stage } = job
  switch (event.type) {
    case 'putBack':
    case 'heldBack':
    case 'sendAgain':
    case 'placeAgain':
      return afterStepBack(job, event)
    case 'heldUp':
      return 'holdup' in stage ? { ...stage, holdup: event.holdup } : stage
    case 'failed':
      return afterFailed(job, event)
    case 'cleared':
      return stage.at === 'clearing' ? ended(stage.ending, null) : stage
    case 'notCleared':
      return afterNotCleared(stage)
    case 'retried':
      return afterRetried(stage)
  }
}

function afterCancelling(job: Job, event: Cancelling): Stage {
  if (event.type === 'cancelled') return afterCancelled(job, event.undoable)
  return event.type === 'settled' ? afterSettled(job) : afterUndone(job.stage)
}

function afterNotCleared(stage: Stage): Stage {
  return stage.at === 'clearing' ? ended(stage.ending, stage.put ?? stage.spot ?? 'perhaps') : stage
}

function afterStepBack(job: Job, event: StepBack): Stage {
  const { stage } = job
  switch (event.type) {
    case 'putBack':
      if (stage.at === 'placing') return waiting
      return stage.at === 'clearing' && stage.spot === null ? ended(stage.ending, null) : stage
    case 'heldBack':
      return stage.at === 'sending' ? placedAgain(stage, stage.parts, takesBytes(job.target)) : stage
    case 'sendAgain':
      if (stage.at === 'sending') return placedAgain(stage, null, takesBytes(job.target))
      return stage.at === 'binding' ? placedAgain(stage, null, event.perhapsPlaced === true) : stage
    case 'placeAgain':
      if (stage.at !== 'sending' && stage.at !== 'binding') return stage
      return { at: 'clearing', spot: stage.spot, ending: { as: 'again', failure: event.failure } }
  }
}

function placedAgain(
  { spot, mayStand }: Extract<Stage, { at: 'sending' | 'binding' }>,
  parts: UploadedParts | null,
  perhapsPlaced: boolean,
): Stage {
  return { at: 'placed', spot, parts, ...((mayStand ?? perhapsPlaced) && { mayStand: true }) }
}

function whileSending({ stage, file }: Job, event: SendingEvent): Stage {
  if (event.type === 'sending') {
    if (stage.at !== 'placed') return stage
    const acceptedBytes = stage.parts ? bytesOf(stage.parts, file.sizeBytes) : 0
    return { ...stage, at: 'sending', sentBytes: acceptedBytes, acceptedBytes, holdup: null }
  }
  if (stage.at !== 'sending') return stage
  switch (event.type) {
    case 'prepared': {
      const acceptedBytes = bytesOf(event.parts, file.sizeBytes)
      return { ...stage, parts: event.parts, acceptedBytes, sentBytes: acceptedBytes }
    }
    case 'bytesLeft': {
      // A multipart body is a little longer than its file.
      const sentBytes = Math.max(stage.acceptedBytes, Math.min(event.sentBytes, file.sizeBytes))
      return sentBytes === stage.sentBytes ? stage : { ...stage, sentBytes }
    }
    case 'partAccepted': {
      if (!stage.parts || stage.parts.accepted.has(event.seq)) return stage
      const parts = { ...stage.parts, accepted: new Set(stage.parts.accepted).add(event.seq) }
      const acceptedBytes = bytesOf(parts, file.sizeBytes)
      return { ...stage, parts, acceptedBytes, sentBytes: Math.max(acceptedBytes, stage.sentBytes) }
    }
    case 'sent':
      return { at: 'sent', spot: stage.spot, fileToken: event.fileToken, ...(stage.mayStand && { mayStand: true }) }
  }
}

/** Every part is `partBytes` long but the last, which holds the rest. */
export function bytesOf({ accepted, partBytes }: UploadedParts, sizeBytes: number): number {
  const lastSeq = Math.ceil(sizeBytes / partBytes) - 1
  const missingInLast = accepted.has(lastSeq) ? (lastSeq + 1) * partBytes - sizeBytes : 0
  return accepted.size * partBytes - missingInLast
}

function afterPlaced(stage: Stage, spot: Spot): Stage {
  if (stage.at === 'placing') return { at: 'placed', spot, parts: null }
  if (stage.at !== 'clearing' || stage.spot !== null) return stage
  const { ending } = stage
  if (ending.as !== 'cancelled' || !ending.undoable) return { ...stage, spot }
  return { at: 'cancelled', leftover: null, before: { at: 'placed', spot, parts: null } }
}

function done(spot: Spot, fileToken: FileToken | null, made?: MadeDocument): Stage {
  return { at: 'done', spot, fileToken, ...(made && { made }) }
}

function withFile(job: Job, { type, file }: Extract<JobEvent, { type: 'seen' | 'reattached' }>): Job {
  const isAwaited = type === 'seen' ? !job.isSeen : job.lacksFile
  if (!isAwaited) return job
  const lacksFile = job.lacksFile && type === 'seen'
  // One that was seen before is the same file again: what it becomes in the document stays.
  if (job.isSeen || file instanceof UnseenFile) return { ...job, file, lacksFile }
  return { ...job, file, lacksFile, kind: mediaKindOf(file), isSeen: true }
}

/** Feishu was told the name when the upload was opened: another name needs another upload. */
function withoutParts(stage: Stage): Stage {
  if (stage.at === 'cancelled' && stage.before && 'spot' in stage.before) {
    const { spot, mayStand } = stage.before
    return { ...stage, before: { at: 'placed', spot, parts: null, ...(mayStand && { mayStand }) } }
  }
  return stage.at === 'failed' && stage.kept ? { ...stage, kept: { ...stage.kept, parts: null } } : stage
}

function atRest({ at }: Stage): boolean {
  return at === 'waiting' || at === 'failed' || at === 'cancelled'
}
