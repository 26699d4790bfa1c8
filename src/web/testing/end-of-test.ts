import { onTestFinished } from 'vitest'

/**
 * A signal that is aborted at the end of the running test. Test files share a window: what listens on it has to stop
 * with its test.
 */
export function endOfTest(): AbortSignal {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  return controller.signal
}
