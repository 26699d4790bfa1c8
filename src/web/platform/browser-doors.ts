import type { Clock, Connectivity } from '../../engine/doors.ts'
import { askGateway } from '../gateway/ask-gateway.ts'
import { whoAnswers } from '../gateway/who-answers.ts'

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

export const browserConnectivity: Connectivity = {
  isOnline: () => navigator.onLine,
  subscribe: (listener) => {
    window.addEventListener('online', listener)
    window.addEventListener('offline', listener)
    return () => {
      window.removeEventListener('online', listener)
      window.removeEventListener('offline', listener)
    }
  },
  whoAnswers: () => whoAnswers(askGateway),
}
