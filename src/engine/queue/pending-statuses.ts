import type { Status } from './uploads.ts'

/** Statuses of jobs that have not ended. By itself, because the page's first part needs it and nothing else of the engine. */
export const pendingStatuses: readonly Status[] = ['waiting', 'active', 'paused', 'needs-file']
