import { entryOfEntry, entryOfFile, entryOfFolder, entryOfHandle, type DroppedEntry } from './dropped-entry.ts'

type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }

/** One thing of a drop, and the handle that finds it again after a reload, where the browser gave one. */
export interface TakenEntry {
  readonly entry: DroppedEntry
  readonly handle: FileSystemHandle | null
}

/**
 * Takes what a drop carries, in its order. Everything is asked for at once: the browser empties the list as soon as the event
 * is over. First all handles, then the rest: asked for in turns, each entry waits for the handles before it, which froze the
 * page for 1.8 s on a drop of 1000 files (Chromium 156).
 *
 * Handles are never asked for on plain http, where that crashed browsers (react-dropzone/file-selector#116).
 */
export function takeEntries(items: DataTransferItemList, isSecure: boolean): Promise<readonly TakenEntry[]> {
  const files: readonly HandleItem[] = [...items].filter((item) => item.kind === 'file')
  const handles = files.map((item) => (isSecure ? item.getAsFileSystemHandle?.() : undefined))
  const taken = files.map((item, at) => {
    const handle = handles[at]
    // A folder has no type. What has a handle and a type is a file, and its entry would only cost time.
    const entry = handle && item.type !== '' ? null : item.webkitGetAsEntry()
    return firstThatWorks(handle, entry, item.getAsFile())
  })
  return Promise.all(taken).then((entries) => entries.filter((each) => each !== null))
}

async function firstThatWorks(
  asked: Promise<FileSystemHandle | null> | undefined,
  entry: FileSystemEntry | null,
  file: File | null,
): Promise<TakenEntry | null> {
  const handle = (await asked?.catch(() => null)) ?? null
  if (handle) {
    const isKnownFolder = handle.kind === 'directory' && entry?.isDirectory
    if (!isKnownFolder) return { entry: entryOfHandle(handle), handle }
    const folder = () => Promise.resolve(handle as FileSystemDirectoryHandle)
    return { entry: entryOfFolder(entry as FileSystemDirectoryEntry, folder), handle }
  }
  if (entry) return { entry: entryOfEntry(entry), handle: null }
  return file && { entry: entryOfFile(file), handle: null }
}
