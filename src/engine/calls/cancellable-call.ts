import type { ApiRequest } from '../../contract/feishu/api.ts'
import type { Call, NotOk, Outcome } from './api-caller.ts'
import type { Api } from '../engine-context.ts'

/** A request to send; why it cannot be built; or null when there is nothing left for it to do. */
export type Built = ApiRequest | NotOk | null

/** A call that is built shortly before it leaves, and may turn out then not to be needed any more. */
export interface CancellableCall<T> extends Omit<Call<T>, 'request' | 'signal' | 'pause' | 'window' | 'once'> {
  /** As `Call.request`. */
  readonly build: (unclear: boolean) => Promise<Built>
}

/** Makes a call, unless `build` calls it off; null when there was nothing left to do. */
export async function cancellableCall<T>(api: Api, { build, ...call }: CancellableCall<T>): Promise<Outcome<T> | null> {
  const off = new AbortController()
  let end: NotOk | null = null
  const request = async (unclear: boolean) => {
    const built = await build(unclear)
    if (built !== null && 'route' in built) return built
    end = built && { ...built, unclear: built.unclear || unclear }
    off.abort(new Error('Called off'))
    throw off.signal.reason as Error
  }
  try {
    return await api.call({ ...call, request, signal: off.signal })
  } catch (error) {
    if (!off.signal.aborted) throw error
    return end
  }
}
