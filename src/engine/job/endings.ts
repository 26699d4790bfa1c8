import { ownFailure } from './failure.ts'
import type { Ending, Failure, Job, Leftover, PerhapsPut, Stage } from './job.ts'
import { blockOf, cellOf, isInPlace, type Spot } from './spot.ts'

type InFlightStage = Extract<Stage, { at: 'placed' | 'sending' | 'sent' | 'binding' }>

/** As in the event `failed`. */
interface Failing {
  readonly failure: Failure
  readonly perhapsPlaced?: boolean
  readonly keepParts?: boolean
}

export function afterFailed({ stage }: Job, failing: Failing): Stage {
  const { failure, perhapsPlaced } = failing
  switch (stage.at) {
    case 'waiting':
    case 'placing':
      return { at: 'failed', failure, leftover: perhapsPlaced ? 'perhaps' : null, kept: null }
    case 'placed':
    case 'sending':
    case 'sent':
    case 'binding':
      return failedUnderWay(stage, failing)
    case 'clearing':
      return stage.spot === null ? ended(stage.ending, perhapsPlaced ? 'perhaps' : null) : stage
    default:
      return stage
  }
}

function failedUnderWay(stage: InFlightStage, { failure, perhapsPlaced, keepParts }: Failing): Stage {
  const { spot } = stage
  const put = (perhapsPlaced ?? stage.mayStand) ? putBy(stage) : null
  if (put) return { at: 'failed', failure, leftover: put, kept: null }
  const parts = keepParts && 'parts' in stage && stage.parts && stage.parts.accepted.size > 0 ? stage.parts : null
  // The file keeps its cell: later files do not move up.
  if (parts || cellOf(spot)) return { at: 'failed', failure, leftover: null, kept: { spot, parts } }
  return { at: 'clearing', spot, ending: { as: 'failed', failure }, ...uploadOf(stage) }
}

/** The file may be bound already, or may still be: clearing recognises it in the block by this token. */
export function uploadOf(stage: Stage) {
  return 'fileToken' in stage && stage.fileToken !== null && { fileToken: stage.fileToken }
}

export function afterCancelled({ stage }: Pick<Job, 'stage'>, undoable?: true): Stage {
  switch (stage.at) {
    case 'waiting':
      return { at: 'cancelled', leftover: null, ...(undoable && { before: stage }) }
    case 'placing':
      return { at: 'clearing', spot: null, ending: { as: 'cancelled', ...(undoable && { undoable }) } }
    case 'placed':
    case 'sending':
    case 'sent':
    case 'binding':
      return undoable ? undoablyCancelled(stage) : cancelledUnderWay(stage)
    case 'clearing':
      return stage.ending.as === 'again' ? { ...stage, ending: { as: 'cancelled' } } : stage
    case 'failed':
      return stage.kept ? { at: 'clearing', spot: stage.kept.spot, ending: { as: 'cancelled' } } : stage
    default:
      return stage
  }
}

/**
 * Keeps the stage that `undo` goes back to. It cannot be kept for a file that is being bound, or may be in the target already,
 * because its call cannot be called back: that one is cleared or reported at once, and starts again when undone.
 */
function undoablyCancelled(stage: InFlightStage): Stage {
  if (stage.at === 'binding' || perhapsPut(stage)) return cancelledUnderWay(stage)
  const { spot } = stage
  if ('fileToken' in stage)
    return { at: 'cancelled', leftover: null, before: { at: 'sent', spot, fileToken: stage.fileToken } }
  return { at: 'cancelled', leftover: null, before: { at: 'placed', spot, parts: stage.parts } }
}

/** Makes a cancelling final. */
export function afterFinalized({ stage }: Pick<Job, 'stage'>): Stage {
  if (stage.at === 'cancelled') return stage.before ? afterCancelled({ stage: stage.before }) : stage
  if (stage.at !== 'clearing' || stage.ending.as !== 'cancelled' || !stage.ending.undoable) return stage
  return { ...stage, ending: { as: 'cancelled' } }
}

export function afterUndone(stage: Stage): Stage {
  if (stage.at === 'cancelled') return asUndone(afterRetried(stage))
  if (stage.at !== 'clearing' || stage.ending.as !== 'cancelled') return stage
  // The call that puts it in is still under way, and its lane takes it up again after that.
  if (stage.put && stage.put.fileToken !== null) return asUndone(putAgain(stage.put))
  // Its block is still being created, or being cleared already, so another one is placed.
  return { ...stage, ending: { as: 'again', failure: ownFailure('placeholder-left') } }
}

function asUndone(next: Stage): Stage {
  return next.at === 'sent' && next.mayStand ? { ...next, isUndone: true } : next
}

function cancelledUnderWay(stage: InFlightStage): Stage {
  const put = perhapsPut(stage)
  const clearing = { at: 'clearing', spot: stage.spot, ending: { as: 'cancelled' }, ...uploadOf(stage) } as const
  if (!put) return clearing
  return { ...clearing, put, ...(!stage.mayStand && { isOut: true }) }
}

/** What the call in flight, or one of an earlier attempt, may have put into the target. */
function perhapsPut(stage: InFlightStage): PerhapsPut | null {
  return 'isOut' in stage || stage.mayStand ? putBy(stage) : null
}

/** Null for a block that was empty, which is cleared in any case. */
function putBy(stage: InFlightStage): PerhapsPut | null {
  const { spot } = stage
  if (blockOf(spot) && !isInPlace(spot)) return null
  return { spot, fileToken: 'fileToken' in stage ? stage.fileToken : null }
}

/** The block created for a job has become known too late to be in the right place. */
export function afterMisplaced(stage: Stage, spot: Spot, failure: Failure, isLast: boolean): Stage {
  switch (stage.at) {
    case 'placing':
      return { at: 'clearing', spot, ending: { as: isLast ? 'failed' : 'again', failure } }
    case 'failed':
      if (stage.leftover !== 'perhaps') return stage
      return { at: 'clearing', spot, ending: { as: 'failed', failure: stage.failure } }
    case 'cancelled':
      return stage.leftover === 'perhaps' ? { at: 'clearing', spot, ending: { as: 'cancelled' } } : stage
    case 'clearing':
      return stage.spot === null ? { ...stage, spot } : stage
    default:
      return stage
  }
}

export function afterRetried(stage: Stage): Stage {
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return stage
  if (stage.at === 'failed' && stage.kept) return { at: 'placed', ...stage.kept }
  if (stage.at === 'cancelled' && stage.before) return stage.before
  const { leftover } = stage
  if (leftover === null) return waitingAgain(stage)
  // First it has to be found out whether a block was created.
  if (leftover === 'perhaps') return { at: 'placing', holdup: null }
  if ('fileToken' in leftover) return putAgain(leftover)
  // An empty block that was left behind is of no use: later files may be before it by now.
  const failure = ownFailure('placeholder-left')
  const mayHold = blockOf(leftover)?.mayHold
  return { at: 'clearing', spot: leftover, ending: { as: 'again', failure }, ...(mayHold && { fileToken: mayHold }) }
}

/** A picture that was taken out of its cell goes in there again, so that those behind it keep theirs. */
function waitingAgain(stage: Extract<Stage, { at: 'failed' | 'cancelled' }>): Stage {
  const formerCell = stage.at === 'cancelled' && stage.takenOut ? cellOf(stage.takenOut.spot) : null
  return { at: 'waiting', ...(formerCell && { formerCell }) }
}

/** Retries with the same spot and upload: a file that is there already is recognised by them, and not put in twice. */
function putAgain({ spot, fileToken }: PerhapsPut): Stage {
  if (fileToken === null) return { at: 'placed', spot, parts: null, mayStand: true }
  return { at: 'sent', spot, fileToken, mayStand: true }
}

/** A job that was to start again fails if its useless block cannot be cleared: that block would remain beside the new one. */
export function ended(ending: Ending, leftover: Leftover): Stage {
  if (ending.as === 'cancelled') return { at: 'cancelled', leftover }
  if (ending.as === 'takenOut') return ending.from
  if (ending.as === 'again' && leftover === null) return { at: 'waiting' }
  return { at: 'failed', failure: ending.failure, leftover, kept: null }
}

/** Whether an ended job may have put its file into the target. */
export function perhapsLeft(stage: Stage): boolean {
  const leftover = stage.at === 'failed' || stage.at === 'cancelled' ? stage.leftover : null
  return leftover !== null && leftover !== 'perhaps' && 'fileToken' in leftover
}
