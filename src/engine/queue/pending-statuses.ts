import type { Status } from './uploads.ts'

/** Statuses of jobs that have not ended. A file of its own, because the page's first chunk needs nothing else of the engine. */
export const pendingStatuses: readonly Status[] = ['waiting', 'active', 'paused', 'needs-file']
