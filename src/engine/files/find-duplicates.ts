import { FileUnreadable, type SourceFile } from './source-file.ts'
import type { Job, JobId } from '../job/job.ts'
import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'
import { lookAt, type Looked } from './inspect-file.ts'
import type { Duplicate } from '../queue/uploads.ts'

/**
 * Finds the files that the queue has for this target already (unless failed or cancelled), and those dropped twice: same path, size
 * and date. Inspects only files whose path occurs more than once.
 */
export async function findDuplicates(
  files: readonly SourceFile[],
  target: Target,
  jobs: Iterable<Job>,
): Promise<readonly Duplicate[]> {
  const targetKey = targetKeyOf(target)
  const paths = new Map<string, number>()
  for (const { path } of files) paths.set(path, (paths.get(path) ?? 0) + 1)
  const rivals = Array.from(jobs).filter(({ file, target: other, stage }) => {
    if (targetKeyOf(other) !== targetKey || stage.at === 'failed' || stage.at === 'cancelled') return false
    return paths.has(file.path)
  })
  for (const { file } of rivals) paths.set(file.path, (paths.get(file.path) ?? 0) + 1)

  const compared = files.filter(({ path }) => (paths.get(path) ?? 0) > 1)
  const looked = await lookAt([...rivals.map(({ file }) => file), ...compared])
  const known = new Map<string, { readonly of: JobId | null; readonly isDone: boolean }>()
  rivals.forEach(({ id, stage }, at) => {
    const seen = looked[at]
    if (isReadable(seen)) known.set(keyOf(seen), { of: id, isDone: stage.at === 'done' })
  })
  return compared.flatMap((file, at) => {
    const seen = looked[rivals.length + at]
    if (!isReadable(seen)) return []
    const other = known.get(keyOf(seen))
    known.set(keyOf(seen), other ?? { of: null, isDone: false })
    return other ? [{ file, sizeBytes: seen.sizeBytes, ...other }] : []
  })
}

/** A file that cannot be inspected is no duplicate; its job fails later with the reason. */
function isReadable(looked: Looked | undefined): looked is SourceFile {
  return looked !== undefined && !(looked instanceof FileUnreadable)
}

/** Path, size and date. */
function keyOf({ sizeBytes, lastModifiedMs, path }: SourceFile): string {
  return `${sizeBytes} ${lastModifiedMs} ${path}`
}
