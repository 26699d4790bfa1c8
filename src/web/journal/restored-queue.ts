import { FileUnreadable } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { RestoredJob, RestoredQueue } from '../../engine/journal/journal-change.ts'
import { fetchedFile, listedFile, type PageFile } from '../drop/page-file.ts'
import { idsInOrder, type FiledQueue } from './filed-queue.ts'
import type { Copy, FileRecord } from './journal-stores.ts'

interface Bytes {
  /** Files handed over by the tab that had the queue. */
  readonly given: ReadonlyMap<JobId, File>
  readonly fetchCopy: (id: JobId) => Promise<Copy>
  /** Whether reading has been permitted already. */
  readonly isReadable: (handle: FileSystemHandle) => boolean
}

/**
 * Converts a stored queue for the engine. The bytes of a file come from the tab that had it, else from a copy, else from a
 * handle.
 */
export function restoredQueue(filed: FiledQueue, bytes: Bytes): RestoredQueue {
  const records = new Map(filed.packs.flatMap(([, files]) => files.map((file) => [file.id, file] as const)))
  const jobs = idsInOrder(filed).flatMap((id) => {
    const record = records.get(id)
    return record ? [restoredJob(record, filed, bytes)] : []
  })
  return { jobs, creations: filed.creations, deletions: filed.deletions, discards: filed.discards }
}

function restoredJob(record: FileRecord, filed: FiledQueue, { given, fetchCopy, isReadable }: Bytes): RestoredJob {
  const { id, target, dropId } = record
  const handle = filed.handles.get(record.handleOf ?? '') ?? null
  const handedOver = given.get(id) ?? null
  const hasCopy = filed.copies.has(id) && record.seen !== null
  const fetch = async (): Promise<File> => {
    // Chromium uploads a received `File` only in the page it was given to; a new `File` from its bytes works in any.
    if (handedOver) return asFile(handedOver, record)
    if (hasCopy) return asFile(await fetchCopy(id), record)
    if (handle) return fileByHandle(handle, record.path)
    throw new FileUnreadable('unreadable')
  }
  return {
    id,
    file: { ...fileOf(record, handle, fetch), ...(handedOver && { inMemory: handedOver }) },
    target,
    lacksFile: !handedOver && !hasCopy && !(handle && isReadable(handle)),
    state: filed.states.get(id) ?? null,
    ...(dropId !== undefined && { dropId }),
  }
}

function fileOf(record: FileRecord, handle: FileSystemHandle | null, fetch: () => Promise<File>): PageFile {
  const { name, path, seen } = record
  return seen ? fetchedFile({ name, path, ...seen, handle }, fetch) : listedFile(path, handle, fetch)
}

/** Some browsers lose the name and date of stored files. */
function asFile(copy: Copy, { name, seen }: FileRecord): File {
  return new File([copy], name, { type: seen?.type ?? '', lastModified: seen?.lastModifiedMs ?? 0 })
}

/**
 * Fetches a file by its own handle, or by that of the dropped folder it is in.
 *
 * @param path As in `SourceFile`.
 * @throws {DOMException} If it is gone or may not be read.
 */
async function fileByHandle(handle: FileSystemHandle, path: string): Promise<File> {
  if (handle.kind === 'file') return (handle as FileSystemFileHandle).getFile()
  const steps = path.split('/').slice(1)
  let folder = handle as FileSystemDirectoryHandle
  for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step)
  return (await folder.getFileHandle(steps.at(-1) ?? '')).getFile()
}
