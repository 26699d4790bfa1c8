import { FileUnreadable, type DroppedFile, type ListedFile, type SourceFile } from '../../engine/files/source-file.ts'

/** Sources of a file after a reload or in another tab. */
interface Findable {
  /** Handle of the file, or of the dropped folder it is in (the first step of its path); null if the browser gave none. */
  readonly handle: FileSystemHandle | null
  /** The file in memory, if the page has it: it can be sent to another tab. */
  readonly held?: File
}

/** A file of the page, as the engine's `SourceFile` plus its sources. */
export type PageFile = SourceFile & Findable

/** Metadata of a file. */
export type FileFacts = Omit<PageFile, 'open'>

/** Wraps a `File` in memory: chosen, pasted, or dropped where the browser gives no handle. */
export function inMemoryFile(file: File, path: string): PageFile {
  return { ...fetchedFile(factsOf(file, path, null), () => Promise.resolve(file)), held: file }
}

/** Wraps a file that is fetched from the disk for each `open`. */
export function fetchedFile(facts: FileFacts, fetch: () => Promise<File>): PageFile {
  return { ...facts, open: () => openUnchanged(facts, fetch) }
}

/** Wraps a file of which only the name is known until `look` is called. */
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

/** Handle of a file; the engine passes it through without knowing of it. */
export function handleOf(file: DroppedFile): FileSystemHandle | null {
  return 'handle' in file ? (file as DroppedFile & Findable).handle : null
}

/** The file in memory, if the page has it: it can be sent to another tab. */
export function fileInMemory(file: DroppedFile): File | null {
  return 'held' in file ? ((file as DroppedFile & Findable).held ?? null) : null
}

function factsOf({ name, size, lastModified, type }: File, path: string, handle: PageFile['handle']): FileFacts {
  return { name, path, sizeBytes: size, lastModifiedMs: lastModified, type, handle }
}

/**
 * Compares size and date with those known, and reads one byte. A changed or deleted file fails here with a reason of its
 * own instead of during the upload as a lost connection.
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

/**
 * Delay before a failed read is believed: reads fail in a page that is being unloaded (seen in WebKitGTK 2.50), which is
 * gone by then.
 */
const believedAfterMs = 500

async function openNow({ sizeBytes, lastModifiedMs }: FileFacts, fetch: () => Promise<File>): Promise<File> {
  const now = await fetch()
  const firstByte = await now.slice(0, 1).arrayBuffer()
  // Chromium reads a deleted `File` as empty.
  if (now.size > 0 && firstByte.byteLength === 0) throw new FileUnreadable('unreadable')
  if (now.size !== sizeBytes || now.lastModified !== lastModifiedMs) throw new FileUnreadable('changed')
  return now
}

/** Error for a `File` whose bytes on the disk have changed. File API, "read errors". */
function isChanged(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotReadableError'
}
