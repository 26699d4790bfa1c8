import type { Job, Stage } from './job.ts'

/**
 * A stage as a journal keeps it, and as another page goes on from it. What was on the wire is done again: sending goes back
 * to placed with the parts that were accepted, binding to sent.
 */
export function keptStage(stage: Stage): Stage {
  switch (stage.at) {
    case 'placing':
      return { at: 'placing', holdup: null }
    case 'sending':
      return { at: 'placed', spot: stage.spot, parts: stage.parts, ...doubtOf(stage) }
    case 'binding':
      return { at: 'sent', spot: stage.spot, fileToken: stage.fileToken, ...doubtOf(stage) }
    default:
      return stage
  }
}

function doubtOf({ mayStand }: Extract<Stage, { at: 'sending' | 'binding' }>) {
  return mayStand && { mayStand }
}

/** Whether a journal keeps both states of a job alike, so that nothing is written for a step from one to the other. */
export function isKeptAlike(a: Job, b: Job): boolean {
  return a.name === b.name && a.target === b.target && a.paused === b.paused && areKeptAlike(a.stage, b.stage)
}

function areKeptAlike(a: Stage, b: Stage): boolean {
  if (a === b) return true
  const one = keptStage(a)
  const other = keptStage(b)
  if (one.at === 'placing') return other.at === 'placing'
  if (one.at === 'placed') return other.at === 'placed' && one.spot === other.spot && one.parts === other.parts
  return one.at === 'sent' && other.at === 'sent' && one.fileToken === other.fileToken
}
