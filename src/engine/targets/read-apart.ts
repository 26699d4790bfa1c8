import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import type { Outcome } from '../calls/api-caller.ts'
import type { EngineContext } from '../engine-context.ts'

/** Reads something for which no row shows how long it takes. */
export function readApart<T>(
  { api }: Pick<EngineContext, 'api'>,
  request: ApiRequest,
  read: (answer: ApiAnswer) => Reading<T>,
): Promise<Outcome<T>> {
  const { signal } = new AbortController()
  return api.call({ request: () => request, read, signal, onHoldup: () => undefined })
}
