import { entryOfEntry, entryOfFile, entryOfHandle, type DroppedEntry } from './dropped-entry.ts'

type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }

/**
 * Takes what a drop or a paste carries, in its order. Everything is asked for at once: the browser empties the list as soon
 * as the event is over.
 *
 * Handles are preferred, because on Windows the older interface may throw for whole folders
 * (react-dropzone/file-selector#130), but never asked for on plain http, where that crashed browsers
 * (react-dropzone/file-selector#116).
 */
export function takeEntries(items: DataTransferItemList, isSecure: boolean): Promise<readonly DroppedEntry[]> {
  const taken = [...items]
    .filter((item) => item.kind === 'file')
    .map((item: HandleItem) => {
      const handle = isSecure ? item.getAsFileSystemHandle?.() : undefined
      const entry = item.webkitGetAsEntry()
      const file = item.getAsFile()
      return firstThatWorks(handle, entry, file)
    })
  return Promise.all(taken).then((entries) => entries.filter((entry) => entry !== null))
}

async function firstThatWorks(
  handle: Promise<FileSystemHandle | null> | undefined,
  entry: FileSystemEntry | null,
  file: File | null,
): Promise<DroppedEntry | null> {
  try {
    const found = await handle
    if (found) return entryOfHandle(found)
  } catch {
    // The older interfaces follow.
  }
  if (entry) return entryOfEntry(entry)
  return file ? entryOfFile(file) : null
}
