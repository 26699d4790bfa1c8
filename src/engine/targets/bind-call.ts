import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import { problems } from '../../contract/problems/catalogue.ts'
import type { Call, NotOk, Outcome } from '../calls/api-caller.ts'
import type { EngineContext } from '../engine-context.ts'
import type { Holdup, Job, JobId, Stage } from '../job/job.ts'

/** A job whose file has been sent and is being bound. */
export type BindingJob = Job & { readonly stage: Extract<Stage, { at: 'binding' }> }

export function bindingJobs({ store }: EngineContext, ids: readonly JobId[]): readonly BindingJob[] {
  return ids.flatMap((id) => {
    const job = store.get(id)
    return job?.stage.at === 'binding' ? [{ ...job, stage: job.stage }] : []
  })
}

/** Call options that report holdups to the affected jobs. The signal never aborts: an edit in flight cannot be called back. */
export function reportHoldups({ store }: EngineContext, ids: readonly JobId[]) {
  return {
    signal: new AbortController().signal,
    onHoldup: (holdup: Holdup | null) => store.dispatchAll(ids, () => ({ type: 'heldUp', holdup })),
  }
}

/** Options for every call made on behalf of an edit, such as reads before it, so that they too end once no job wants the edit. */
export type CallOptions = Pick<Call<unknown>, 'signal' | 'pause' | 'onHoldup'>

export interface Edit<T> {
  /**
   * Builds the request for the jobs that are still binding (`bindingJobs`). Called before each attempt. A returned outcome ends the
   * edit; null means that there is nothing to bind.
   *
   * @param unclear An earlier attempt may have taken effect.
   */
  readonly request: (options: CallOptions, unclear: boolean) => Promise<ApiRequest | NotOk | null>
  readonly read: (answer: ApiAnswer) => Reading<T>
  readonly once?: boolean
  /** An attempt failed; `mayHaveWorked`: it may have taken effect nevertheless. */
  readonly onMiss?: (mayHaveWorked: boolean) => void
  /** A job is no longer binding, for example because it was cancelled. `mayHaveLeft`: an attempt may still take effect for it. */
  readonly onLoss?: (mayHaveLeft: boolean) => void
}

/** Aborts the call of an edit that has nothing left to bind. */
class NothingToBind extends Error {
  readonly outcome: NotOk | null

  constructor(outcome: NotOk | null) {
    super('There is nothing to bind')
    this.outcome = outcome
  }
}

/**
 * Makes an edit for those of the jobs that are binding. A job that has left that stage before an attempt is not part of it; with no
 * job left, no request is sent.
 *
 * @returns Null when there was nothing left to bind.
 * @throws Whatever `edit.request` throws.
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
    if (wanted === 0) end.abort(new NothingToBind(null))
  }
  const options = { ...reportHoldups(context, ids), pause: end.signal }
  const forget = ids.map((id) => store.subscribeJob(id, look))
  try {
    return await api.call({
      ...options,
      request: async () => {
        const built = await edit.request(options, unclear)
        if (built === null || 'ok' in built) end.abort(new NothingToBind(built && { ...built, unclear }))
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
    if (error instanceof NothingToBind) return error.outcome
    throw error
  } finally {
    for (const stop of forget) stop()
  }
}

/** Whether one member may have caused the refusal, so that the others can succeed in smaller batches. */
export function isOneMembersFault({ healing, failure }: NotOk): boolean {
  if (healing === 'split-batch' || healing === 'restart-upload' || healing === 'recreate-block') return true
  return healing === 'none' && problems[failure.problem].concerns === 'file'
}

/** Fails a job that could not be bound, or restarts its upload where that may help and `restartLimit` allows it. */
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
