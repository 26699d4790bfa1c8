/** A file or folder of a drop, whichever of the browser's two interfaces gave it. */
export type DroppedEntry =
  | { readonly is: 'file'; readonly name: string; open(): Promise<File> }
  | { readonly is: 'folder'; readonly name: string; list(): Promise<readonly DroppedEntry[]> }

/** `FileSystemDirectoryHandle` is async iterable; TypeScript's DOM library knows it, older browsers do not. */
export function entryOfHandle(handle: FileSystemHandle): DroppedEntry {
  if (handle instanceof FileSystemFileHandle) {
    return { is: 'file', name: handle.name, open: () => handle.getFile() }
  }
  const directory = handle as FileSystemDirectoryHandle
  return {
    is: 'folder',
    name: handle.name,
    list: async () => {
      const entries: DroppedEntry[] = []
      for await (const child of directory.values()) entries.push(entryOfHandle(child))
      return entries
    },
  }
}

/** The older File and Directory Entries API: Firefox, Safari, and Chromium on plain http. */
export function entryOfEntry(entry: FileSystemEntry): DroppedEntry {
  if (entry.isFile) {
    const fileEntry = entry as FileSystemFileEntry
    return {
      is: 'file',
      name: entry.name,
      open: () => new Promise((resolve, reject) => fileEntry.file(resolve, reject)),
    }
  }
  const directory = entry as FileSystemDirectoryEntry
  return { is: 'folder', name: entry.name, list: () => readAllEntries(directory) }
}

export function entryOfFile(file: File): DroppedEntry {
  return { is: 'file', name: file.name, open: () => Promise.resolve(file) }
}

/** `readEntries` gives at most 100 at a time and an empty list at the end. */
async function readAllEntries(directory: FileSystemDirectoryEntry): Promise<readonly DroppedEntry[]> {
  const reader = directory.createReader()
  const entries: DroppedEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return entries
    entries.push(...batch.map(entryOfEntry))
  }
}
