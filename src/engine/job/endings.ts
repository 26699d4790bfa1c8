import { ownFailure } from './failure.ts'
import type { Ending, Failure, Job, Leftover, PerhapsPut, Stage } from './job.ts'
import { blockOf, cellOf, type Spot } from './spot.ts'

type InFlightStage = Extract<Stage, { at: 'placed' | 'sending' | 'sent' | 'binding' }>

/** How a job fails. */
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
  // A cell stays the file's own: the others do not move up.
  if (parts || cellOf(spot)) return { at: 'failed', failure, leftover: null, kept: { spot, parts } }
  return { at: 'clearing', spot, ending: { as: 'failed', failure }, ...uploadOf(stage) }
}

/** Its bind may have taken effect, or do so late: whoever takes the block out knows it by this. */
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
 * Goes on from there when it is undone. What is being put in just then, or may stand already, is taken out or told at once, for it
 * can not be called back: undone, it begins anew.
 */
function undoablyCancelled(stage: InFlightStage): Stage {
  if (stage.at === 'binding' || perhapsPut(stage)) return cancelledUnderWay(stage)
  const { spot } = stage
  if ('fileToken' in stage)
    return { at: 'cancelled', leftover: null, before: { at: 'sent', spot, fileToken: stage.fileToken } }
  return { at: 'cancelled', leftover: null, before: { at: 'placed', spot, parts: stage.parts } }
}

/** The cancelling can not be undone any more. */
export function afterSettled({ stage }: Pick<Job, 'stage'>): Stage {
  if (stage.at === 'cancelled') return stage.before ? afterCancelled({ stage: stage.before }) : stage
  if (stage.at !== 'clearing' || stage.ending.as !== 'cancelled' || !stage.ending.undoable) return stage
  return { ...stage, ending: { as: 'cancelled' } }
}

export function afterUndone(stage: Stage): Stage {
  if (stage.at === 'cancelled') return afterRetried(stage)
  if (stage.at !== 'clearing' || stage.ending.as !== 'cancelled') return stage
  // Its block is on the way, or being taken out: another one is placed.
  return { ...stage, ending: { as: 'again', failure: ownFailure('placeholder-left') } }
}

function cancelledUnderWay(stage: InFlightStage): Stage {
  const put = perhapsPut(stage)
  const clearing = { at: 'clearing', spot: stage.spot, ending: { as: 'cancelled' }, ...uploadOf(stage) } as const
  if (!put) return clearing
  return { ...clearing, put, ...(!stage.mayStand && { isOut: true }) }
}

/** What a call that has left, or one before, may have put in. */
function perhapsPut(stage: InFlightStage): PerhapsPut | null {
  return 'isOut' in stage || stage.mayStand ? putBy(stage) : null
}

/** What may have been put in; null for a block, which is taken out again. */
function putBy(stage: InFlightStage): PerhapsPut | null {
  const { spot } = stage
  if (blockOf(spot)) return null
  return { spot, fileToken: 'fileToken' in stage ? stage.fileToken : null }
}

/** A block came to light that is in the wrong place by now. */
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
  if (leftover === null) return { at: 'waiting' }
  // First it must come to light whether a block stands.
  if (leftover === 'perhaps') return { at: 'placing', holdup: null }
  if ('fileToken' in leftover) return putAgain(leftover)
  // An empty block that stayed behind is no use: later files may stand before it by now.
  const failure = ownFailure('placeholder-left')
  const mayHold = blockOf(leftover)?.mayHold
  return { at: 'clearing', spot: leftover, ending: { as: 'again', failure }, ...(mayHold && { fileToken: mayHold }) }
}

/** The same once more: what stands by now is known by it, and stays the only one. */
function putAgain({ spot, fileToken }: PerhapsPut): Stage {
  if (fileToken === null) return { at: 'placed', spot, parts: null, mayStand: true }
  return { at: 'sent', spot, fileToken, mayStand: true }
}

/** A job that would go on, but whose useless block can not be taken out, ends instead: a second block would stand beside it. */
export function ended(ending: Ending, leftover: Leftover): Stage {
  if (ending.as === 'cancelled') return { at: 'cancelled', leftover }
  if (ending.as === 'again' && leftover === null) return { at: 'waiting' }
  return { at: 'failed', failure: ending.failure, leftover, kept: null }
}
