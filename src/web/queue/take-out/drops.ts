import type { DropId, JobId } from '../../../engine/job/job.ts'
import { pendingStatuses } from '../../../engine/queue/pending-statuses.ts'
import { statusOf } from '../../../engine/queue/status.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { targetKeyOf } from '../../../engine/targets/families.ts'
import type { Target } from '../../../engine/targets/target.ts'

/** A drop with files that have arrived. */
export interface TakeableDrop {
  readonly dropId: DropId
  /** All its jobs that are still on the list. */
  readonly ids: readonly JobId[]
  /** Name of its first file. */
  readonly first: string
  /** Number of files that have arrived and can be taken out. */
  readonly arrived: number
  /** Number of documents that an import made: these are not deleted. */
  readonly made: number
  /** Number of files on their way. */
  readonly pending: number
  /** Targets of the files that have arrived, one for each target key. */
  readonly targets: readonly Target[]
}

type Queue = Pick<Uploads, 'getJob'>

/** Whether any arrived file has a drop id: files added by earlier versions of the page have none. */
export function hasTakeable(uploads: Queue, ids: readonly JobId[]): boolean {
  return ids.some((id) => {
    const job = uploads.getJob(id)
    return job?.stage.at === 'done' && job.dropId !== undefined
  })
}

/** The drops with files that have arrived, the last one first. */
export function takeableDrops(uploads: Queue, ids: readonly JobId[]): readonly TakeableDrop[] {
  const drops = new Map<DropId, JobId[]>()
  for (const id of ids) {
    const dropId = uploads.getJob(id)?.dropId
    if (dropId === undefined) continue
    const own = drops.get(dropId)
    if (own) own.push(id)
    else drops.set(dropId, [id])
  }
  return [...drops]
    .map(([dropId, own]) => dropOf(uploads, dropId, own))
    .filter(({ arrived, made }) => arrived + made > 0)
    .toReversed()
}

function dropOf(uploads: Queue, dropId: DropId, ids: readonly JobId[]): TakeableDrop {
  const jobs = ids.flatMap((id) => uploads.getJob(id) ?? [])
  const arrived = jobs.filter(({ stage }) => stage.at === 'done' && !stage.made)
  const targets = new Map(arrived.map(({ target }) => [targetKeyOf(target), target]))
  return {
    dropId,
    ids,
    first: jobs[0]?.name ?? '',
    arrived: arrived.length,
    made: jobs.filter(({ stage }) => stage.at === 'done' && stage.made).length,
    pending: jobs.filter((job) => pendingStatuses.includes(statusOf(job))).length,
    targets: [...targets.values()],
  }
}
