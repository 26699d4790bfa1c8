import type { Job, Stage } from '../job/job.ts'
import { blockOf } from '../job/spot.ts'
import { takesBytes } from '../targets/families.ts'

/**
 * A job's stage as a journal keeps it, and as another page goes on from it. What was on the wire is done again: sending goes
 * back to placed with the parts that were accepted, binding to sent. Either may have put the file in, where no block tells.
 */
export function keptStage({ stage, target }: Pick<Job, 'stage' | 'target'>): Stage {
  switch (stage.at) {
    case 'placing':
      return { at: 'placing', holdup: null }
    case 'sending':
      return { at: 'placed', spot: stage.spot, parts: stage.parts, ...doubt(stage.mayStand ?? takesBytes(target)) }
    case 'binding':
      return { at: 'sent', spot: stage.spot, fileToken: stage.fileToken, ...doubt(blockOf(stage.spot) === null) }
    case 'clearing':
      return clearingUnheard(stage)
    default:
      return stage
  }
}

/** The call that may put it in is the earlier page's: that one of this page had no effect says nothing of it. */
function clearingUnheard({ isOut: _, ...stage }: Extract<Stage, { at: 'clearing' }>): Stage {
  return stage
}

function doubt(mayStand: boolean) {
  return mayStand && ({ mayStand } as const)
}

/** Whether a journal keeps both states of a job alike, so that nothing is written for a step from one to the other. */
export function isKeptAlike(a: Job, b: Job): boolean {
  const areAlike = a.name === b.name && a.target === b.target && a.paused === b.paused
  return areAlike && a.othersTaken === b.othersTaken && areKeptAlike(a, b)
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
