import type { SourceFile } from './doors.ts'
import type { Job, JobId, Target } from './job.ts'
import type { Duplicate } from './uploads.ts'

/** Path, size and date: what a file is known by from one drop, or one page, to the next. */
export function fileKey({ path, sizeBytes, lastModifiedMs }: Omit<SourceFile, 'open'>): string {
  return `${sizeBytes} ${lastModifiedMs} ${path}`
}

/** The files that are on their way into the document already, stand in it, or come twice. */
export function findDuplicates(
  files: readonly SourceFile[],
  target: Target,
  jobs: Iterable<Job>,
): readonly Duplicate[] {
  const known = new Map<string, { readonly of: JobId | null; readonly isDone: boolean }>()
  for (const { id, file, target: other, stage } of jobs) {
    if (other.documentId !== target.documentId || stage.at === 'failed' || stage.at === 'cancelled') continue
    known.set(fileKey(file), { of: id, isDone: stage.at === 'done' })
  }
  return files.flatMap((file) => {
    const key = fileKey(file)
    const other = known.get(key)
    known.set(key, other ?? { of: null, isDone: false })
    return other ? [{ file, ...other }] : []
  })
}
