import { ended, uploadOf } from './endings.ts'
import { ownFailure } from './failure.ts'
import type { Done, Ending, Stage, TakenOut } from './job.ts'
import type { EventOf } from './job-event.ts'
import { cellOf } from './spot.ts'

/** A file that has arrived begins to be taken out again. */
export function afterTakeOut(stage: Stage): Stage {
  if (stage.at !== 'done') return stage
  return { at: 'clearing', spot: stage.spot, ending: { as: 'takenOut', from: asArrived(stage) }, ...uploadOf(stage) }
}

function asArrived({ stays: _, ...done }: Done): Done {
  return done
}

/** The spot was cleared. */
export function afterCleared(ending: Ending, left?: TakenOut['left']): Stage {
  return ending.as === 'takenOut' ? takenOut(ending.from, left) : ended(ending, null)
}

export function takenOut({ spot, mayComeAgain }: Pick<Done, 'spot' | 'mayComeAgain'>, left?: TakenOut['left']): Stage {
  return {
    at: 'cancelled',
    leftover: mayComeAgain ? { spot, fileToken: null } : null,
    takenOut: { spot, ...(left && { left }) },
  }
}

/** A file in whose place somebody else's content was found. */
export function replacedByOthers(from: Done, { theirs, mayNotComeAgain }: EventOf<'notCleared'>): Stage {
  const { spot, mayComeAgain } = from
  const placed = cellOf(spot)
  return takenOut(
    {
      spot: placed && theirs !== undefined ? { ...placed, theirs } : spot,
      ...(mayComeAgain && !mayNotComeAgain && { mayComeAgain }),
    },
    'others',
  )
}

/** A file that could not be taken out: it is done as before, and says why. */
export function staying(from: Done, { failure, isUnclear }: EventOf<'notCleared'>): Done {
  return { ...from, stays: { failure: failure ?? ownFailure('not-taken-out'), ...(isUnclear && { isUnclear }) } }
}
