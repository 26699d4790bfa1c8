import type { JobEvent } from '../job/job-event.ts'
import type { EngineContext } from '../engine-context.ts'
import { ownFailure } from '../job/failure.ts'
import type { Job } from '../job/job.ts'

const inHand: ReadonlySet<Job['stage']['at']> = new Set(['placing', 'binding', 'clearing'])
const toCome: ReadonlySet<Job['stage']['at']> = new Set(['waiting', 'sent'])

/**
 * Fails the jobs of one target key that an edit was working on when it threw (a bug of ours); where there were none, those that wait
 * for an edit. A person sees the failure and can retry.
 *
 * @returns Whether any job was ended.
 */
export function failBroken({ store, targetKeyOf }: EngineContext, targetKey: string, error: unknown): boolean {
  const jobs = [...store.jobs()].filter(({ target }) => targetKeyOf(target) === targetKey)
  const held = jobs.filter(({ stage }) => inHand.has(stage.at))
  const ended = held.length > 0 ? held : jobs.filter(({ stage }) => toCome.has(stage.at))
  const msg = error instanceof Error ? error.message : ''
  store.dispatchAll(
    ended.map(({ id }) => id),
    (job) => endOf(job, msg),
  )
  return ended.length > 0
}

function endOf({ stage }: Job, msg: string): JobEvent {
  if (stage.at === 'clearing' && stage.spot) return { type: 'notCleared' }
  const mayStand = stage.at === 'placing' || ('isOut' in stage && stage.isOut)
  return { type: 'failed', failure: ownFailure('unknown-code', msg), ...(mayStand && { perhapsPlaced: true }) }
}
