import type { Action } from '../../../contract/problems/problem.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Job, JobId } from '../../../engine/job/job.ts'
import { statusOf } from '../../../engine/queue/status.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { isImportable } from '../../../engine/targets/import/import-format.ts'
import type { PageActions } from '../../app/workspace-context.ts'

/** Carries out an action of the guidance, for one job or for all jobs of a cause. */
export function actOnJobs(uploads: Uploads, ids: readonly JobId[], action: Action, actions: PageActions): void {
  switch (action) {
    case 'retry':
      uploads.retry(ids)
      return
    case 'remove-file':
      uploads.forgetUndoably(ids)
      return
    case 'pick-document':
      actions.pickDocument(ids)
      return
    case 'import-files':
      actions.pickFolder(importableOf(uploads, ids))
      return
    case 'sign-in':
      actions.signIn()
      return
    case 'grant-scopes':
      actions.grant(missingScopes(uploads, ids))
      return
    case 'choose-file-again':
    case 'choose-smaller-file':
      actions.chooseFile((file) => {
        const [job] = ids.flatMap((id) => uploads.getJob(id) ?? [])
        if (job) replaceFile(uploads, job, file)
      })
      return
    // Guidance carries these out itself.
    case 'rename':
    case 'ask-access':
    case 'open-document':
    case 'open-console':
    case 'copy-details':
  }
}

/** Those of the jobs whose files can become online documents. */
export function importableOf(uploads: Uploads, ids: readonly JobId[]): readonly JobId[] {
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && isImportable(job)
  })
}

function missingScopes(uploads: Uploads, ids: readonly JobId[]): readonly string[] {
  const named = ids.flatMap((id) => {
    const stage = uploads.getJob(id)?.stage
    return stage?.at === 'failed' ? stage.failure.scopes : []
  })
  return [...new Set(named)]
}

/** Replaces a job's file by removing the job and adding the file at the end of the queue. */
export function replaceFile(uploads: Uploads, job: Job, file: SourceFile): void {
  // `forget` accepts only ended jobs and those being cancelled.
  if (statusOf(job) === 'needs-file') uploads.cancel([job.id])
  uploads.forget([job.id])
  uploads.add([file], job.target)
}

/** A waiting job is renamed; a failed one is also retried. */
export function renameAndRetry(uploads: Uploads, id: JobId, name: string): void {
  uploads.rename(new Map([[id, name]]))
  if (uploads.getJob(id)?.stage.at === 'failed') uploads.retry([id])
}
