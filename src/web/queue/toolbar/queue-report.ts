import { isInspected } from '../../../engine/files/source-file.ts'
import type { Job, JobId } from '../../../engine/job/job.ts'
import { shownAt } from '../../../engine/targets/families.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import type { ReportLine } from '../../report/report.ts'

/** What is reported of jobs, in the order of their ids. */
export function reportOf(uploads: Uploads, ids: readonly JobId[]): readonly ReportLine[] {
  return ids.flatMap((id) => {
    const job = uploads.getJob(id)
    return job ? [lineOf(job)] : []
  })
}

export function lineOf(job: Job): ReportLine {
  const { name, file, target, stage } = job
  return {
    name,
    path: file.path,
    sizeBytes: isInspected(file) ? file.sizeBytes : null,
    state: stateOf(job),
    arrivedAtMs: null,
    documentTitle: target.title,
    documentUrl: target.url,
    url: shownAt(job),
    fileToken: stage.at === 'done' ? stage.fileToken : null,
    failure: stage.at === 'failed' ? stage.failure : null,
  }
}

function stateOf({ stage }: Job): ReportLine['state'] {
  if (stage.at === 'done') return 'arrived'
  return stage.at === 'failed' || stage.at === 'cancelled' ? stage.at : 'pending'
}
