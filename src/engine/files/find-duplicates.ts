import { FileUnreadable, type SourceFile } from './source-file.ts'
import type { ArrivedFile } from './arrived-file.ts'
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

/** What the target has, or is about to get. */
interface Known {
  readonly jobs: Iterable<Job>
  /** Of earlier queues; the newest first. */
  readonly earlier: readonly ArrivedFile[]
}

/**
 * Deduplication: finds the files that the queue has for this target already (unless failed or cancelled), and those dropped twice:
 * same path and same bytes. Inspects only files whose path occurs more than once, and reads only those whose size does too.
 */
export async function findDuplicates(
  files: readonly SourceFile[],
  target: Target,
  { jobs, earlier }: Known,
): Promise<readonly Duplicate[]> {
  const targetKey = targetKeyOf(target)
  const paths = new Map<string, number>()
  for (const { path } of files) paths.set(path, (paths.get(path) ?? 0) + 1)
  const rivals = Array.from(jobs).filter(({ file, target: other, stage }) => {
    if (targetKeyOf(other) !== targetKey || stage.at === 'failed' || stage.at === 'cancelled') return false
    return paths.has(file.path)
  })
  const standing = standingFrom(earlier, { target, paths, rivals })
  for (const path of [...rivals.map(({ file }) => file.path), ...standing.keys()]) {
    paths.set(path, (paths.get(path) ?? 0) + 1)
  }

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
    return same.has(file) || !isReadable(seen) ? [] : [{ file, seen, sizeBytes: seen.sizeBytes }]
  })
  const inQueue = replaceable(others, rivals, target)
  const asked = new Set(inQueue.map(({ file }) => file))
  return [
    ...duplicates,
    ...inQueue,
    ...againstEarlier(
      others.filter(({ file }) => !asked.has(file)),
      standing,
    ),
  ]
}

interface Around {
  readonly target: Target
  readonly paths: ReadonlyMap<string, number>
  readonly rivals: readonly Job[]
}

/** By path, what earlier queues put into the target and another file could replace: of several the newest, unless the queue has one. */
function standingFrom(earlier: readonly ArrivedFile[], { target, paths, rivals }: Around): Map<string, ArrivedFile> {
  const settled = new Set(rivals.map(({ file }) => file.path))
  const standing = new Map<string, ArrivedFile>()
  for (const arrived of earlier) {
    const { path } = arrived
    if (!paths.has(path) || settled.has(path) || targetKeyOf(arrived.target) !== targetKeyOf(target)) continue
    settled.add(path)
    if (replacesOf(arrived, target)) standing.set(path, arrived)
  }
  return standing
}

/** The files that earlier queues put in under the same path. Their bytes are gone: size and date say whether it is the same file. */
function againstEarlier(
  files: readonly { readonly file: SourceFile; readonly seen: SourceFile }[],
  standing: Map<string, ArrivedFile>,
): readonly Duplicate[] {
  return files.flatMap(({ file, seen }): readonly Duplicate[] => {
    const arrived = standing.get(file.path)
    if (!arrived) return []
    standing.delete(file.path)
    const { sizeBytes, lastModifiedMs } = seen
    const known = { file, sizeBytes, of: arrived.id, isDone: true, arrived }
    const isSame = sizeBytes === arrived.sizeBytes && lastModifiedMs === arrived.lastModifiedMs
    return [isSame ? known : { ...known, canReplace: true }]
  })
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
