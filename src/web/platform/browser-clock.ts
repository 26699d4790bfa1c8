import type { Clock } from '../../engine/doors.ts'

export const browserClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      const rejectWithReason = () => {
        clearTimeout(timer)
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'))
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', rejectWithReason)
        resolve()
      }, delayMs)
      if (signal.aborted) rejectWithReason()
      else signal.addEventListener('abort', rejectWithReason, { once: true })
    }),
}
