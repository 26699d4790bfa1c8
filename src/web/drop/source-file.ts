import { FileUnreadable, type DroppedFile, type ListedFile, type SourceFile } from '../../engine/doors.ts'

/** What finds a file again after a reload. */
interface Findable {
  /** Handle of the file, or of the dropped folder it lies in (the first step of its path); null where there is none. */
  readonly handle: FileSystemHandle | null
  /** The file itself, where the page holds it: another tab can be given it. */
  readonly held?: File
}

/** A file as the page brings it in. */
export type PageFile = SourceFile & Findable

/** Everything about a file but its bytes. */
export type FileFacts = Omit<PageFile, 'open'>

/** A file that the page holds: chosen, pasted, or dropped where the browser gives nothing better. */
export function inMemoryFile(file: File, path: string): PageFile {
  return { ...fetchedFile(factsOf(file, path, null), () => Promise.resolve(file)), held: file }
}

/** A file fetched from the disk anew each time, as it is then. */
export function fetchedFile(facts: FileFacts, fetch: () => Promise<File>): PageFile {
  return { ...facts, open: () => openUnchanged(facts, fetch) }
}

/** A file known by its name alone, until somebody looks. */
export function listedFile(
  path: string,
  handle: FileSystemHandle | null,
  fetch: () => Promise<File>,
): ListedFile & Findable {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    handle,
    look: async () => {
      const file = await fetch().catch((cause: unknown) => {
        throw new FileUnreadable('unreadable', { cause })
      })
      return fetchedFile(factsOf(file, path, handle), fetch)
    },
  }
}

/** The handle that comes with a file of the page; the engine hands it through without knowing. */
export function handleOf(file: DroppedFile): FileSystemHandle | null {
  return 'handle' in file ? (file as DroppedFile & Findable).handle : null
}

/** The file itself, where the page holds it. */
export function fileInMemory(file: DroppedFile): File | null {
  return 'held' in file ? ((file as DroppedFile & Findable).held ?? null) : null
}

function factsOf({ name, size, lastModified, type }: File, path: string, handle: PageFile['handle']): FileFacts {
  return { name, path, sizeBytes: size, lastModifiedMs: lastModified, type, handle }
}

/**
 * Compares size and date with those known, and reads one byte: a file that changed or went away fails here with its own name,
 * and not in mid-upload as something that looks like a lost connection.
 */
async function openUnchanged(facts: FileFacts, fetch: () => Promise<File>): Promise<File> {
  return openNow(facts, fetch).catch(async (error: unknown) => {
    if (error instanceof FileUnreadable) throw error
    await new Promise((resolve) => setTimeout(resolve, believedAfterMs))
    return openNow(facts, fetch).catch((again: unknown) => {
      if (again instanceof FileUnreadable) throw again
      throw new FileUnreadable(isChanged(again) ? 'changed' : 'unreadable', { cause: again })
    })
  })
}

/** A page that is being left can read nothing any more (seen in WebKitGTK 2.50), and is gone before it could say so of a file. */
const believedAfterMs = 500

async function openNow({ sizeBytes, lastModifiedMs }: FileFacts, fetch: () => Promise<File>): Promise<File> {
  const now = await fetch()
  const firstByte = await now.slice(0, 1).arrayBuffer()
  // Chromium reads a `File` that was deleted as if it had become empty.
  if (now.size > 0 && firstByte.byteLength === 0) throw new FileUnreadable('unreadable')
  if (now.size !== sizeBytes || now.lastModified !== lastModifiedMs) throw new FileUnreadable('changed')
  return now
}

/** What browsers answer when the bytes on the disk are no longer those that the `File` stands for. File API, "read errors". */
function isChanged(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotReadableError'
}
