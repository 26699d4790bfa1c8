import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import { problems } from '../../contract/problems/catalogue.ts'
import type { Call, Outcome } from '../calls/api-caller.ts'
import type { EngineContext } from '../engine-context.ts'
import type { Holdup, Job, JobId, Stage } from '../job/job.ts'

/** A job whose file has been sent and is being put in. */
export type BindingJob = Job & { readonly stage: Extract<Stage, { at: 'binding' }> }

export type NotOk = Extract<Outcome<unknown>, { ok: false }>

export function bindingJobs({ store }: EngineContext, ids: readonly JobId[]): readonly BindingJob[] {
  return ids.flatMap((id) => {
    const job = store.get(id)
    return job?.stage.at === 'binding' ? [{ ...job, stage: job.stage }] : []
  })
}

/** How the calls of an edit tell its jobs why they stand still. */
export function reportHoldups({ store }: EngineContext, ids: readonly JobId[]) {
  return {
    signal: new AbortController().signal,
    onHoldup: (holdup: Holdup | null) => store.dispatchAll(ids, () => ({ type: 'heldUp', holdup })),
  }
}

/** What an edit's calls go by: those that are made for it end, too, when nobody wants it any more. */
export type CallOptions = Pick<Call<unknown>, 'signal' | 'pause' | 'onHoldup'>

export interface Edit<T> {
  /**
   * Builds the request for whoever still wants it (`bindingJobs`), for each attempt, as it leaves. An outcome ends the edit; null:
   * there is nothing to put in.
   *
   * @param unclear An attempt before this one may have taken effect.
   */
  readonly request: (told: CallOptions, unclear: boolean) => Promise<ApiRequest | NotOk | null>
  readonly read: (answer: ApiAnswer) => Reading<T>
  readonly once?: boolean
  /** An attempt was no success; whether it may have taken effect all the same. */
  readonly onMiss?: (mayHaveWorked: boolean) => void
  /** A job went another way, as one that is cancelled. `mayHaveLeft`: the edit, or an attempt before, may take effect all the same. */
  readonly onLoss?: (mayHaveLeft: boolean) => void
}

/** Ends the call of an edit that has nothing to put in any more. */
class NothingToPutIn extends Error {
  readonly outcome: NotOk | null

  constructor(outcome: NotOk | null) {
    super('There is nothing to put in')
    this.outcome = outcome
  }
}

/**
 * Makes an edit for the jobs that are being put in. Those that went another way by the time an attempt leaves are not in it, and
 * where nobody is left, nothing leaves.
 *
 * @returns Null when there was nothing to put in any more.
 */
export async function bindCall<T>(
  context: EngineContext,
  ids: readonly JobId[],
  edit: Edit<T>,
): Promise<Outcome<T> | null> {
  const { store, api } = context
  const end = new AbortController()
  let isOut = false
  let unclear = false
  let wanted = bindingJobs(context, ids).length
  if (wanted === 0) return null
  const look = () => {
    const left = bindingJobs(context, ids).length
    if (left < wanted) edit.onLoss?.(isOut || unclear)
    wanted = left
    if (wanted === 0) end.abort(new NothingToPutIn(null))
  }
  const told = { ...reportHoldups(context, ids), pause: end.signal }
  const forget = ids.map((id) => store.subscribeJob(id, look))
  try {
    return await api.call({
      ...told,
      request: async () => {
        const built = await edit.request(told, unclear)
        if (built === null || 'ok' in built) end.abort(new NothingToPutIn(built && { ...built, unclear }))
        end.signal.throwIfAborted()
        isOut = true
        store.dispatchAll(ids, () => ({ type: 'leaving' }))
        return built as ApiRequest
      },
      read: edit.read,
      onMiss: (mayHaveWorked) => {
        isOut = false
        unclear ||= mayHaveWorked
        edit.onMiss?.(mayHaveWorked)
        if (!unclear) store.dispatchAll(ids, () => ({ type: 'returned' }))
      },
      ...(edit.once && { once: true }),
    })
  } catch (error) {
    if (error instanceof NothingToPutIn) return error.outcome
    throw error
  } finally {
    for (const stop of forget) stop()
  }
}

/** Whether smaller batches could save the members that are not at fault. */
export function isOneMembersFault({ healing, failure }: NotOk): boolean {
  if (healing === 'split-batch' || healing === 'restart-upload' || healing === 'recreate-block') return true
  return healing === 'none' && problems[failure.problem].concerns === 'file'
}

/** Ends a job that could not be put in, or sends it once more where that may help. */
export function restartOrFail(
  { store, restartLimit }: EngineContext,
  id: JobId,
  { healing, failure, unclear }: NotOk,
): void {
  const doubt = unclear ? { perhapsPlaced: true } : {}
  if (healing === 'restart-upload' && restartLimit.allow(id, healing))
    store.dispatch(id, { type: 'sendAgain', failure, ...doubt })
  else store.dispatch(id, { type: 'failed', failure, ...doubt })
}
