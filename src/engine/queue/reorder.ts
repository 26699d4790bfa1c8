import type { Job, JobId } from '../job/job.ts'
import type { Move, SortDirection, SortKey } from './uploads.ts'
import { isInspected } from '../files/source-file.ts'

/** Moves `wanted` within `ids`, keeping their order among themselves. `up` and `down` move past one neighbour. */
export function moved(ids: readonly JobId[], wanted: ReadonlySet<JobId>, to: Move): readonly JobId[] {
  if (typeof to !== 'string') return movedBefore(ids, wanted, to.before)
  switch (to) {
    case 'top':
      return [...ids.filter((id) => wanted.has(id)), ...ids.filter((id) => !wanted.has(id))]
    case 'bottom':
      return [...ids.filter((id) => !wanted.has(id)), ...ids.filter((id) => wanted.has(id))]
    case 'up':
      return movedUp(ids, wanted)
    case 'down':
      return movedUp(ids.toReversed(), wanted).toReversed()
  }
}

/** Before one of `wanted` itself, they gather at its place. Before a job that is not among `ids`, nothing moves. */
function movedBefore(ids: readonly JobId[], wanted: ReadonlySet<JobId>, before: JobId): readonly JobId[] {
  const at = ids.indexOf(before)
  if (at < 0) return ids
  const others = (part: readonly JobId[]) => part.filter((id) => !wanted.has(id))
  return [...others(ids.slice(0, at)), ...ids.filter((id) => wanted.has(id)), ...others(ids.slice(at))]
}

function movedUp(ids: readonly JobId[], wanted: ReadonlySet<JobId>): JobId[] {
  const order: JobId[] = []
  for (const id of ids) {
    const before = order.at(-1)
    if (wanted.has(id) && before !== undefined && !wanted.has(before)) order.splice(-1, 0, id)
    else order.push(id)
  }
  return order
}

/** Sorts jobs, with the numbers in names compared by value; stable. By date or size, files not inspected yet come first. */
export function sorted<T extends Pick<Job, 'name' | 'file'>>(
  jobs: readonly T[],
  by: SortKey,
  direction: SortDirection,
): readonly T[] {
  const names = new Intl.Collator(undefined, { numeric: true })
  const compare: Record<SortKey, (a: T, b: T) => number> = {
    name: (a, b) => names.compare(a.name, b.name) || names.compare(a.file.path, b.file.path),
    date: (a, b) => a.file.lastModifiedMs - b.file.lastModifiedMs,
    size: (a, b) => a.file.sizeBytes - b.file.sizeBytes,
  }
  const sign = direction === 'ascending' ? 1 : -1
  return jobs.toSorted((a, b) => {
    if (by !== 'name' && isInspected(a.file) !== isInspected(b.file)) return isInspected(a.file) ? 1 : -1
    return sign * compare[by](a, b)
  })
}
