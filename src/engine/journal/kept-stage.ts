import type { Job, Stage } from '../job/job.ts'
import { blockOf, isInPlace, type Spot } from '../job/spot.ts'

/**
 * A job's stage as the journal keeps it, and from which another page continues. What was in flight is done again: `sending` becomes
 * `placed` with the accepted parts, `binding` becomes `sent`. Where a call may have put the file into its target and no block shows
 * that, `mayStand` is set: of a picture in a cell once its call is about to leave, elsewhere from the beginning of `binding`.
 */
export function keptStage({ stage }: Pick<Job, 'stage'>): Stage {
  switch (stage.at) {
    case 'placing':
      return { at: 'placing', holdup: null }
    case 'sending':
      return { at: 'placed', spot: stage.spot, parts: stage.parts, ...doubt(stage.mayStand ?? stage.isDue) }
    case 'binding':
      return { at: 'sent', spot: stage.spot, fileToken: stage.fileToken, ...doubt(isUnheard(stage.spot)) }
    case 'sent':
      return sentUnheard(stage)
    case 'clearing':
      return clearingUnheard(stage)
    default:
      return stage
  }
}

/** Whether a bind to this spot may have an effect that clearing the spot does not undo. */
function isUnheard(spot: Spot): boolean {
  return blockOf(spot) === null || isInPlace(spot)
}

/** Drops `isOut`: if calls of the next page have no effect, that says nothing about the call that this page has in flight. */
function clearingUnheard({ isOut: _, ...stage }: Extract<Stage, { at: 'clearing' }>): Stage {
  return stage
}

/** Drops `isUndone`: the next page does not know the attempt that was cancelled. */
function sentUnheard({ isUndone: _, ...stage }: Extract<Stage, { at: 'sent' }>): Stage {
  return stage
}

function doubt(mayStand = false) {
  return mayStand && ({ mayStand } as const)
}

/** Whether the journal keeps both versions of a job alike, so that nothing has to be written. */
export function isKeptAlike(a: Job, b: Job): boolean {
  const areAlike = a.name === b.name && a.target === b.target && a.paused === b.paused && a.mayStandIn === b.mayStandIn
  const alsoAlike = areAlike && a.replaces === b.replaces && a.notReplaced === b.notReplaced
  return (
    alsoAlike &&
    a.othersTaken === b.othersTaken &&
    a.contents === b.contents &&
    a.altered === b.altered &&
    areKeptAlike(a, b)
  )
}

function areKeptAlike(a: Job, b: Job): boolean {
  if (a.stage === b.stage) return true
  const one = keptStage(a)
  const other = keptStage(b)
  if (one.at === 'placing') return other.at === 'placing'
  if (one.at === 'placed') {
    return (
      other.at === 'placed' && one.spot === other.spot && one.parts === other.parts && one.mayStand === other.mayStand
    )
  }
  if (one.at !== 'sent' || other.at !== 'sent') return false
  return one.fileToken === other.fileToken && one.mayStand === other.mayStand
}
