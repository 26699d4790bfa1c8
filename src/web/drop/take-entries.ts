import { entryOfEntry, entryOfFile, entryOfFolder, entryOfHandle, type DroppedEntry } from './dropped-entry.ts'

type HandleItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }

/**
 * Reads the items of a drop in order. Everything is requested synchronously: the browser empties the list after the event.
 * All handles are requested before the entries: alternating makes each entry wait for the handles before it, which blocked
 * the page for 1.8 s on a drop of 1000 files (Chromium 156). Handles are not requested on plain http, where that crashed
 * browsers (react-dropzone/file-selector#116).
 */
export function takeEntries(items: DataTransferItemList, isSecure: boolean): Promise<readonly DroppedEntry[]> {
  const files: readonly HandleItem[] = [...items].filter((item) => item.kind === 'file')
  const handles = files.map((item) => (isSecure ? item.getAsFileSystemHandle?.() : undefined))
  const taken = files.map((item, at) => {
    const handle = handles[at]
    // An item with a type is a file; if it also has a handle, its entry is not needed.
    const entry = handle && item.type !== '' ? null : item.webkitGetAsEntry()
    return firstThatWorks(handle, entry, item.getAsFile())
  })
  return Promise.all(taken).then((entries) => entries.filter((each) => each !== null))
}

async function firstThatWorks(
  asked: Promise<FileSystemHandle | null> | undefined,
  entry: FileSystemEntry | null,
  file: File | null,
): Promise<DroppedEntry | null> {
  const handle = (await asked?.catch(() => null)) ?? null
  if (handle) {
    const isKnownFolder = handle.kind === 'directory' && entry?.isDirectory
    if (!isKnownFolder) return entryOfHandle(handle)
    const folder = () => Promise.resolve(handle as FileSystemDirectoryHandle)
    return entryOfFolder(entry as FileSystemDirectoryEntry, handle, folder)
  }
  if (entry) return entryOfEntry(entry)
  return file && entryOfFile(file)
}
