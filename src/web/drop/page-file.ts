import { FileUnreadable, type SourceFile } from '../../engine/files/source-file.ts'

/** The engine's `SourceFile`, with what finds it after a reload or in another tab. */
export interface PageFile extends SourceFile {
  /** Handle of the file, or of the dropped folder it is in (the first step of its path); null if the browser gave none. */
  readonly handle: FileSystemHandle | null
  /** The file in memory, if the page has it: it can be sent to another tab. */
  readonly inMemory?: File
}

/** Wraps a `File` in memory: chosen, pasted, or dropped where the browser gives no handle. */
export function inMemoryFile(file: File, path: string): PageFile {
  return { ...seenFile(file, path, null, () => Promise.resolve(file)), inMemory: file }
}

/** Wraps a file that is fetched from the disk for each `open`. */
export function fetchedFile(facts: Omit<PageFile, 'inspect' | 'open'>, fetch: () => Promise<File>): PageFile {
  return { ...facts, inspect: null, open: () => openUnchanged(facts, fetch) }
}

/** Wraps a file of which only the name is known until `inspect` is called. */
export function listedFile(path: string, handle: FileSystemHandle | null, fetch: () => Promise<File>): PageFile {
  const inspect = async () => {
    const file = await fetch().catch((cause: unknown) => {
      throw new FileUnreadable('unreadable', { cause })
    })
    return seenFile(file, path, handle, fetch)
  }
  const name = path.slice(path.lastIndexOf('/') + 1)
  const open = async () => (await inspect()).open()
  return { name, path, sizeBytes: 0, lastModifiedMs: 0, type: '', handle, inspect, open }
}

/** Handle of a file; the engine passes it through without knowing of it. */
export function handleOf(file: SourceFile): FileSystemHandle | null {
  return 'handle' in file ? (file as PageFile).handle : null
}

/** The file in memory, if the page has it: it can be sent to another tab. */
export function fileInMemory(file: SourceFile): File | null {
  return 'inMemory' in file ? ((file as PageFile).inMemory ?? null) : null
}

function seenFile(
  { name, size, lastModified, type }: File,
  path: string,
  handle: PageFile['handle'],
  fetch: () => Promise<File>,
): PageFile {
  return fetchedFile({ name, path, sizeBytes: size, lastModifiedMs: lastModified, type, handle }, fetch)
}

/**
 * Compares size and date with those known, and reads one byte. A changed or deleted file fails here with a reason of its
 * own instead of during the upload as a lost connection.
 */
async function openUnchanged(
  facts: Pick<SourceFile, 'sizeBytes' | 'lastModifiedMs'>,
  fetch: () => Promise<File>,
): Promise<File> {
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

async function openNow(
  { sizeBytes, lastModifiedMs }: Pick<SourceFile, 'sizeBytes' | 'lastModifiedMs'>,
  fetch: () => Promise<File>,
): Promise<File> {
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
