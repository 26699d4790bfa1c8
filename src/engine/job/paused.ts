import type { Job, Stage } from './job.ts'

/** Whether the job waits for a person: it was paused, or its file cannot be read (`Job.lacksFile`). */
export function isPaused({ paused, lacksFile }: Job): boolean {
  return paused || lacksFile
}

/** Whether a job in this stage can be paused; once Feishu has the whole file, only binding is left. */
export function isPausable({ at }: Stage): boolean {
  return at === 'waiting' || at === 'placing' || at === 'placed' || at === 'sending'
}
