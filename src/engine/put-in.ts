import { problems } from '../contract/problems/catalogue.ts'
import type { Outcome } from './corridor.ts'
import type { EngineParts } from './engine-parts.ts'
import type { Holdup, Job, JobId, Stage } from './job.ts'

/** A job whose file has been sent and is being put in. */
export type BindingJob = Job & { readonly stage: Extract<Stage, { at: 'binding' }> }

type NotOk = Extract<Outcome<unknown>, { ok: false }>

export function bindingJobs({ store }: EngineParts, ids: readonly JobId[]): readonly BindingJob[] {
  return ids.flatMap((id) => {
    const job = store.get(id)
    return job?.stage.at === 'binding' ? [{ ...job, stage: job.stage }] : []
  })
}

/** How the calls of an edit tell its jobs why they stand still. */
export function toldTo({ store }: EngineParts, ids: readonly JobId[]) {
  return {
    signal: new AbortController().signal,
    onHoldup: (holdup: Holdup | null) => store.dispatchAll(ids, () => ({ type: 'heldUp', holdup })),
  }
}

/** Whether smaller batches could save the members that are not at fault. */
export function isOneMembersFault({ healing, failure }: NotOk): boolean {
  if (healing === 'split-batch' || healing === 'restart-upload' || healing === 'recreate-block') return true
  return healing === 'none' && problems[failure.problem].concerns === 'file'
}

/** Ends a job that could not be put in, or sends it once more where that may help. */
export function healOrFail({ store, heals }: EngineParts, id: JobId, { healing, failure, unclear }: NotOk): void {
  const doubt = unclear ? { perhapsPlaced: true } : {}
  if (healing === 'restart-upload' && heals.allow(id, healing))
    store.dispatch(id, { type: 'sendAgain', failure, ...doubt })
  else store.dispatch(id, { type: 'failed', failure, ...doubt })
}
