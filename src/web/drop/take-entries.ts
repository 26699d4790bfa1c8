import { entryOfEntry, entryOfFile, entryOfFolder, entryOfHandle, type DroppedEntry } from './dropped-entry.ts'

type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }

/** What a drop consists of. */
export interface Taken {
  readonly entries: readonly DroppedEntry[]
  /** Number of items for which the browser gave nothing to read. */
  readonly lost: number
}

/**
 * Reads the items of a drop in order. Everything is requested synchronously: the browser empties the list after the event.
 * All handles are requested before the entries: alternating makes each entry wait for the handles before it, which blocked
 * the page for 1.8 s on a drop of 1000 files (Chromium 156). Handles are not requested on plain http, where that crashed
 * browsers (react-dropzone/file-selector#116).
 */
export function takeEntries(items: DataTransferItemList, isSecure: boolean): Promise<Taken> {
  const files: readonly HandleItem[] = [...items].filter((item) => item.kind === 'file')
  const handles = files.map((item) => (isSecure ? item.getAsFileSystemHandle?.() : undefined))
  const taken = files.map((item, at) => {
    const handle = handles[at]
    // An item with a type is a file; if it also has a handle, its entry is not needed.
    const entry = handle && item.type !== '' ? null : item.webkitGetAsEntry()
    return firstThatWorks(handle, entry, item.getAsFile())
  })
  return Promise.all(taken).then((found) => {
    const entries = found.filter((each) => each !== null)
    return { entries, lost: found.length - entries.length }
  })
}

async function firstThatWorks(
  asked: Promise<FileSystemHandle | null> | undefined,
  entry: FileSystemEntry | null,
  file: File | null,
): Promise<DroppedEntry | null> {
  const handle = (await asked?.catch(() => null)) ?? null
  if (handle) {
    const isKnownFolder = handle.kind === 'directory' && entry?.isDirectory
    if (!isKnownFolder) return withGiven(entryOfHandle(handle), file)
    const folder = () => Promise.resolve(handle as FileSystemDirectoryHandle)
    return entryOfFolder(entry as FileSystemDirectoryEntry, handle, folder)
  }
  if (entry) return withGiven(entryOfEntry(entry), file)
  return file && entryOfFile(file)
}

function withGiven(entry: DroppedEntry, given: File | null): DroppedEntry {
  return entry.is === 'file' ? { ...entry, given } : entry
}
