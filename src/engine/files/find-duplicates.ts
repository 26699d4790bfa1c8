import { FileUnreadable, type SourceFile } from './source-file.ts'
import type { Job, JobId } from '../job/job.ts'
import { replacesOf } from './replaces.ts'
import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'
import { inspectFiles, type InspectedFile } from './inspect-file.ts'
import type { Duplicate } from '../queue/uploads.ts'
import { haveSameBytes, ReadingBudget } from './same-bytes.ts'

/** Enough for some hundred photographs. */
const comparedMaxBytes = 256 * 1024 * 1024

/** A file that another one may be the same as. */
interface Earlier {
  readonly file: SourceFile
  readonly of: JobId | null
  readonly isDone: boolean
}

/**
 * Deduplication: finds the files that the queue has for this target already (unless failed or cancelled), and those dropped twice:
 * same path and same bytes. Inspects only files whose path occurs more than once, and reads only those whose size does too.
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
  const inspected = await inspectFiles([...rivals.map(({ file }) => file), ...compared])
  const known = new Map<string, Earlier[]>()
  rivals.forEach(({ id, stage }, at) => {
    const seen = inspected[at]
    if (isReadable(seen)) push(known, seen, { file: seen, of: id, isDone: stage.at === 'done' })
  })
  const budget = new ReadingBudget(comparedMaxBytes)
  const duplicates: Duplicate[] = []
  for (const [at, file] of compared.entries()) {
    const seen = inspected[rivals.length + at]
    if (!isReadable(seen)) continue
    const other = await firstSame(seen, known.get(keyOf(seen)) ?? [], budget)
    const { of, isDone } = other ?? { of: null, isDone: false }
    push(known, seen, { file: seen, of, isDone })
    if (other) duplicates.push({ file, sizeBytes: seen.sizeBytes, of, isDone })
  }
  const same = new Set(duplicates.map(({ file }) => file))
  const others = compared.flatMap((file, at) => {
    const seen = inspected[rivals.length + at]
    return same.has(file) || !isReadable(seen) ? [] : [{ file, sizeBytes: seen.sizeBytes }]
  })
  return [...duplicates, ...replaceable(others, rivals, target)]
}

/** The files that can be put where another of their path stands: of several the one that came last, and each only once. */
function replaceable(
  files: readonly Pick<Duplicate, 'file' | 'sizeBytes'>[],
  rivals: readonly Job[],
  target: Target,
): readonly Duplicate[] {
  const pending = new Set(rivals.map(({ replaces }) => replaces?.of))
  const standing = new Map(
    rivals
      .filter((job) => !pending.has(job.id) && replacesOf(job, target))
      .map(({ id, file }) => [file.path, id] as const),
  )
  return files.flatMap(({ file, sizeBytes }): readonly Duplicate[] => {
    const of = standing.get(file.path)
    if (of === undefined) return []
    standing.delete(file.path)
    return [{ file, sizeBytes, of, isDone: true, canReplace: true }]
  })
}

/** The first of the earlier files with the same bytes. Where they cannot be compared, the date decides. */
async function firstSame(
  file: SourceFile,
  earlier: readonly Earlier[],
  budget: ReadingBudget,
): Promise<Earlier | undefined> {
  for (const each of earlier) {
    const isSame = await haveSameBytes(file, each.file, budget)
    if (isSame ?? file.lastModifiedMs === each.file.lastModifiedMs) return each
  }
  return undefined
}

/** A file that cannot be inspected is no duplicate; its job fails later with the reason. */
function isReadable(inspected: InspectedFile | undefined): inspected is SourceFile {
  return inspected !== undefined && !(inspected instanceof FileUnreadable)
}

function keyOf({ sizeBytes, path }: SourceFile): string {
  return `${sizeBytes} ${path}`
}

function push(known: Map<string, Earlier[]>, file: SourceFile, earlier: Earlier): void {
  const key = keyOf(file)
  known.set(key, [...(known.get(key) ?? []), earlier])
}
