import type { Job, Stage } from './job.ts'

/** Does not go on by itself: a person paused it, or its bytes are not here. */
export function isPaused({ paused, lacksFile }: Job): boolean {
  return paused || lacksFile
}

/** Whether a job at this stage can be held back: what Feishu has whole is only written into the document. */
export function isPausable({ at }: Stage): boolean {
  return at === 'waiting' || at === 'placing' || at === 'placed' || at === 'sending'
}
