import { afterCleared, afterTakeOut, replacedByOthers, staying } from './taking-out.ts'
import {
  afterCancelled,
  afterFailed,
  afterMisplaced,
  afterRetried,
  afterFinalized,
  afterUndone,
  ended,
  perhapsLeft,
  uploadOf,
} from './endings.ts'
import type { Failure, Job, NotReplaced, Stage, UploadedParts } from './job.ts'
import type { Target } from '../targets/target.ts'
import type { EventOf, JobEvent } from './job-event.ts'
import type { Contents } from '../files/contents.ts'
import { mediaKindOf } from '../files/media-kind.ts'
import type { FileToken } from '../../contract/feishu/ids.ts'
import { afterUpload, blockOf, isInPlace, type Spot } from './spot.ts'
import { isPausable } from './paused.ts'
import { isInspected } from '../files/source-file.ts'
import { done, whileBinding } from './while-binding.ts'
import { whileSending } from './while-sending.ts'

/**
 * The job's state machine, as a reducer: the only way a job changes. An event that does not apply to the stage, such as the late
 * answer of an earlier attempt or a cancelling after the end, returns the very same job: on a network such events are normal.
 */
export function advance(job: Job, event: JobEvent): Job {
  switch (event.type) {
    case 'paused':
      return isPausable(job.stage) ? withPause(job, true) : job
    case 'resumed':
      return withPause(job, false)
    case 'inspected':
    case 'reattached':
    case 'altered':
      return withFile(job, event)
    case 'recognized':
      return withContents(job, event.contents)
    case 'renamed':
    case 'retargeted':
      return atRest(job.stage) ? withOtherGoal(job, event) : job
    case 'notReplaced':
      return asAnother(job, event.why)
    case 'leftTargets':
    case 'tookOthers':
      return withReport(job, event)
    default:
      return atNextStage(job, event)
  }
}

function withOtherGoal(job: Job, event: EventOf<'renamed' | 'retargeted'>): Job {
  if (event.type === 'retargeted') return inAnotherTarget(job, event.target)
  return { ...job, name: event.name, stage: withoutParts(job.stage) }
}

function withReport(job: Job, event: EventOf<'leftTargets' | 'tookOthers'>): Job {
  if (event.type === 'leftTargets') return { ...job, mayStandIn: event.mayStandIn }
  return job.othersTaken === 'surely' ? job : { ...job, othersTaken: event.how }
}

function asAnother(job: Job, why: NotReplaced): Job {
  const stage = job.stage.at === 'binding' ? boundElsewhere(job.stage) : afterPutBack(job.stage)
  if (stage === job.stage) return job
  return { ...withoutReplaced(job), notReplaced: why, stage }
}

/** An upload is for one block; where files have no block, it is bound as it is. */
function boundElsewhere(stage: Extract<Stage, { at: 'binding' }>): Stage {
  return blockOf(stage.spot) ? waiting : whileBinding(stage, { type: 'boundLater' })
}

/** Keeps what the job may have left in its former target, since that is still unknown. Blocks are cleared (`TargetLane.giveUp`). */
function inAnotherTarget(job: Job, target: Target): Job {
  const before = job.mayStandIn?.filter(({ url }) => url !== job.target.url) ?? []
  const left = perhapsLeft(job.stage) && { mayStandIn: [...before, job.target] }
  return { ...withoutReplaced(job), target, stage: waiting, ...left }
}

function atNextStage(job: Job, event: StageEvent): Job {
  const stage = nextStage(job, event)
  if (stage === job.stage) return job
  const isPaused = event.type === 'undone' ? event.paused : job.paused
  const next = { ...job, stage, paused: isPaused && isPausable(stage), restartedFor: restartedFor(job, event, stage) }
  return stage.at === 'done' && next.replaces ? withoutReplaced(next) : next
}

function withoutReplaced({ replaces: _, ...job }: Job): Job {
  return job
}

type StageEvent = Exclude<
  JobEvent,
  EventOf<
    | 'paused'
    | 'resumed'
    | 'inspected'
    | 'recognized'
    | 'reattached'
    | 'renamed'
    | 'altered'
    | 'retargeted'
    | 'leftTargets'
    | 'notReplaced'
    | 'tookOthers'
  >
>
type UploadStage = Extract<Stage, { at: 'sending' | 'binding' }>

const waiting: Stage = { at: 'waiting' }

/** Kept until the job ends, to explain why its progress bar went back to the beginning. */
function restartedFor(job: Job, event: StageEvent, { at }: Stage): Job['restartedFor'] {
  if (at === 'done' || at === 'failed' || at === 'cancelled') return null
  if (event.type !== 'sendAgain' && event.type !== 'placeAgain' && event.type !== 'lost') return job.restartedFor
  return event.failure?.problem ?? job.restartedFor
}

function nextStage(job: Job, event: StageEvent): Stage {
  // TypeScript cannot see that the handler found under an event's type accepts that event.
  const after: (job: Job, event: never) => Stage = stageAfter[event.type]
  return after(job, event as never)
}

const stageAfter: { readonly [Type in StageEvent['type']]: (job: Job, event: EventOf<Type>) => Stage } = {
  placing: ({ stage }) => (stage.at === 'waiting' ? { at: 'placing', holdup: null } : stage),
  placed: ({ stage }, { spot }) => afterPlaced(stage, spot),
  misplaced: ({ stage }, { spot, failure, isLast }) => afterMisplaced(stage, spot, failure, isLast ?? false),

  sending: whileSending,
  moved: whileSending,
  due: ({ stage }) => (stage.at === 'sending' && !stage.isDue ? { ...stage, isDue: true } : stage),
  prepared: whileSending,
  bytesLeft: whileSending,
  partAccepted: whileSending,
  sent: whileSending,

  binding: ({ stage }, event) => whileBinding(stage, event),
  leaving: ({ stage }, event) => whileBinding(stage, event),
  returned: ({ stage }, event) => whileBinding(stage, event),
  bound: ({ stage }, event) => whileBinding(stage, event),
  boundLater: ({ stage }, event) => whileBinding(stage, event),
  stands: ({ stage }, event) => whileBinding(stage, event),

  heldUp: ({ stage }, { holdup }) => ('holdup' in stage ? { ...stage, holdup } : stage),
  putBack: ({ stage }) => afterPutBack(stage),
  interrupted: ({ stage }) => (stage.at === 'sending' ? placedAgain(stage, stage.parts, stage.isOut) : stage),
  sendAgain: ({ stage }, { perhapsPlaced }) => afterSendAgain(stage, perhapsPlaced),
  placeAgain: ({ stage }, { failure }) => afterPlaceAgain(stage, failure),
  failed: afterFailed,

  noted: ({ stage }, { fileToken }) =>
    stage.at === 'done' && stage.fileToken === null && !stage.stays ? { ...stage, fileToken } : stage,
  takeOut: ({ stage }) => afterTakeOut(stage),
  doubted: ({ stage }) => (stage.at === 'done' && !stage.isAssumed ? { ...stage, isAssumed: true } : stage),

  cleared: ({ stage }, { left }) => (stage.at === 'clearing' ? afterCleared(stage.ending, left) : stage),
  notCleared: ({ stage }, event) => afterNotCleared(stage, event),
  arrived: ({ stage }, { fileToken }) => afterArrived(stage, fileToken),
  lost: ({ stage }) => (stage.at === 'done' ? waiting : stage),
  removed: ({ stage }, { failure }) =>
    stage.at === 'done' ? { at: 'failed', failure, leftover: null, kept: null } : stage,

  cancelled: (job, { undoable }) => afterCancelled(job, undoable),
  finalized: afterFinalized,
  undone: ({ stage }) => afterUndone(stage),
  retried: ({ stage }) => afterRetried(stage),
}

function afterPutBack(stage: Stage): Stage {
  if (stage.at === 'placing') return waiting
  return stage.at === 'clearing' && stage.spot === null ? ended(stage.ending, null) : stage
}

function afterSendAgain(stage: Stage, perhapsPlaced?: boolean): Stage {
  if (stage.at === 'sending') return placedAgain(stage, null, stage.isOut)
  if (stage.at !== 'binding') return stage
  return placedAgain({ ...stage, spot: afterUpload(stage.spot, stage.fileToken) }, null, perhapsPlaced)
}

function afterPlaceAgain(stage: Stage, failure: Failure): Stage {
  if (stage.at !== 'sending' && stage.at !== 'binding') return stage
  return { at: 'clearing', spot: stage.spot, ending: { as: 'again', failure }, ...uploadOf(stage) }
}

function afterNotCleared(stage: Stage, event: EventOf<'notCleared'>): Stage {
  if (stage.at !== 'clearing') return stage
  const { spot, ending, put, fileToken } = stage
  const { isFilled } = event
  if (ending.as === 'takenOut') return isFilled ? replacedByOthers(ending.from, event) : staying(ending.from, event)
  if (isFilled || spot === null) return ended(ending, put ?? 'perhaps')
  const isUncertain = blockOf(spot) !== null && fileToken !== undefined
  return ended(ending, put ?? (isUncertain ? { ...spot, mayHold: fileToken } : spot))
}

function afterArrived(stage: Stage, fileToken: FileToken): Stage {
  if (stage.at !== 'clearing') return stage
  const { spot, ending } = stage
  // What it replaced is gone: it is too late to cancel.
  const isWanted = (ending.as !== 'cancelled' && ending.as !== 'takenOut') || isInPlace(spot)
  return spot && isWanted ? done(spot, fileToken, {}) : stage
}

function placedAgain({ spot, mayStand }: UploadStage, parts: UploadedParts | null, perhapsPlaced = false): Stage {
  return { at: 'placed', spot, parts, ...((mayStand ?? perhapsPlaced) && { mayStand: true }) }
}

function afterPlaced(stage: Stage, spot: Spot): Stage {
  if (stage.at === 'placing') return { at: 'placed', spot, parts: null }
  if (stage.at !== 'clearing' || stage.spot !== null) return stage
  const { ending } = stage
  if (ending.as !== 'cancelled' || !ending.undoable) return { ...stage, spot }
  return { at: 'cancelled', leftover: null, before: { at: 'placed', spot, parts: null } }
}

function withPause(job: Job, paused: boolean): Job {
  return job.paused === paused ? job : { ...job, paused }
}

function withFile(job: Job, event: EventOf<'inspected' | 'reattached' | 'altered'>): Job {
  if (event.type === 'altered') return withAlteration(job, event)
  const { type, file } = event
  const isAwaited = type === 'inspected' ? !isInspected(job.file) : job.lacksFile
  if (!isAwaited) return job
  const lacksFile = job.lacksFile && type === 'inspected'
  // A file that was inspected before is the same file again, so its `kind` stays.
  return { ...job, file, lacksFile, ...(!isInspected(job.file) && isInspected(file) && { kind: mediaKindOf(file) }) }
}

/**
 * Once anything was begun for the job, its bytes stay what they are: parts of two versions must never meet. Only a file that was
 * looked at is altered, so its contents are known.
 */
function withAlteration(job: Job, { of, file, name, contents, how }: EventOf<'altered'>): Job {
  if (job.stage.at !== 'waiting' || job.file !== of || job.lacksFile) return job
  const before = job.altered ?? { how: [], fromBytes: job.file.sizeBytes }
  const altered = { how: [...new Set([...before.how, ...how])], fromBytes: before.fromBytes }
  return { ...job, file, name, contents, kind: contents.kind, altered }
}

/** Once a file has its spot, its kind stays: an empty block takes either pictures or other files. */
function withContents(job: Job, contents: Contents): Job {
  return job.stage.at === 'waiting' && job.contents === null ? { ...job, contents, kind: contents.kind } : job
}

/** Feishu got the name when the upload was prepared, so another name needs another upload. */
function withoutParts(stage: Stage): Stage {
  if (stage.at === 'cancelled' && stage.before && 'spot' in stage.before) {
    const { before } = stage
    const { mayStand } = before
    const spot = before.at === 'sent' ? afterUpload(before.spot, before.fileToken) : before.spot
    return { ...stage, before: { at: 'placed', spot, parts: null, ...(mayStand && { mayStand }) } }
  }
  return stage.at === 'failed' && stage.kept ? { ...stage, kept: { ...stage.kept, parts: null } } : stage
}

function atRest({ at }: Stage): boolean {
  return at === 'waiting' || at === 'failed' || at === 'cancelled'
}
