import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { DropId, JobId } from '../../../engine/job/job.ts'
import type { Target } from '../../../engine/targets/target.ts'

/** The files of one drop, choice or paste, as they are found. */
export type Drop = AsyncIterable<readonly SourceFile[]> | Iterable<readonly SourceFile[]>

/** A document whose details Feishu has not returned yet. */
export interface AwaitedDocument {
  readonly is: 'awaited'
  readonly link: string
  /** Title shown on the page. */
  readonly title: string
}

/** Where the page said files would go when they were dropped; null when no document was chosen: they go to the next one. */
export type Goal = Target | AwaitedDocument | null

/** One drop and its target, which may become known later. */
export interface Arrival {
  goal: Goal
  readonly drop: Drop
  readonly dropId: DropId
  /** Jobs made of its files, with the files' paths. */
  readonly jobs: { readonly id: JobId; readonly path: string }[]
}

export interface Batch {
  readonly arrival: Arrival
  readonly files: readonly SourceFile[]
}

export function isAwaited(goal: Goal): goal is AwaitedDocument {
  return goal?.is === 'awaited'
}

/** The batches of a drop as one, in another order, at the position of its first one. */
export function inOneBatch(
  batches: readonly Batch[],
  drop: Drop,
  inOrder: (files: readonly SourceFile[]) => readonly SourceFile[],
): readonly Batch[] {
  const own = batches.filter(({ arrival }) => arrival.drop === drop)
  const [first] = own
  const joined = first && { ...first, files: inOrder(own.flatMap(({ files }) => files)) }
  return batches.flatMap((batch) => {
    if (batch.arrival.drop !== drop) return [batch]
    return batch === first && joined ? [joined] : []
  })
}

export function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { files }) => sum + files.length, 0)
}

/** A document that is not resolved yet, with the number of files dropped for it. */
export type AwaitedWithFiles = AwaitedDocument & { readonly files: number }

/** Documents that files wait for, including those of drops still being read. */
export function awaitedOf(unread: readonly Arrival[], waiting: readonly Batch[]): readonly AwaitedWithFiles[] {
  const byLink = new Map<string, AwaitedWithFiles>()
  for (const { arrival, files } of [...unread.map((each) => ({ arrival: each, files: [] })), ...waiting]) {
    const { goal } = arrival
    if (!isAwaited(goal)) continue
    byLink.set(goal.link, { ...goal, files: (byLink.get(goal.link)?.files ?? 0) + files.length })
  }
  return byLink.size === 0 ? nothingAwaited : [...byLink.values()]
}

const nothingAwaited: readonly AwaitedWithFiles[] = []

/** Neighbouring files of one drop together, in the order given. */
export function byArrival(
  files: readonly SourceFile[],
  arrivalOf: Pick<WeakMap<SourceFile, Arrival>, 'get'>,
): readonly (readonly [Arrival | undefined, readonly SourceFile[]])[] {
  const groups: [Arrival | undefined, SourceFile[]][] = []
  for (const file of files) {
    const arrival = arrivalOf.get(file)
    const last = groups.at(-1)
    if (last && last[0] === arrival) last[1].push(file)
    else groups.push([arrival, [file]])
  }
  return groups
}

/** Whether a batch goes into whatever document is chosen next. */
export function isFree({ arrival }: Batch): boolean {
  return arrival.goal === null
}

export function filesOf(batches: readonly Batch[]): readonly SourceFile[] {
  return batches.flatMap(({ files }) => files)
}

export function sameFiles(some: readonly SourceFile[], others: readonly SourceFile[]): boolean {
  return some.length === others.length && some.every((file, at) => file === others[at])
}

/** The batches with these free files, in the order given, instead of those that they have. */
export function withFreeFiles(
  batches: readonly Batch[],
  files: readonly SourceFile[],
  arrivalOf: Pick<WeakMap<SourceFile, Arrival>, 'get'>,
): readonly Batch[] {
  const free = byArrival(files, arrivalOf).flatMap(([arrival, own]) => (arrival ? [{ arrival, files: own }] : []))
  return [...free, ...batches.filter((batch) => !isFree(batch))]
}

/** The batches with other files in the place of these. */
export function exchanged(batches: readonly Batch[], by: ReadonlyMap<SourceFile, SourceFile>): readonly Batch[] {
  return batches.map((batch) =>
    batch.files.some((file) => by.has(file))
      ? { ...batch, files: batch.files.map((file) => by.get(file) ?? file) }
      : batch,
  )
}
