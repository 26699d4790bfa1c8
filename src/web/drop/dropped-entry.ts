/** A dropped file or folder, from either of the browser's two APIs. */
export type DroppedEntry =
  | { readonly is: 'file'; readonly name: string; open(): Promise<File> }
  | { readonly is: 'folder'; readonly name: string; list(): Promise<readonly DroppedEntry[]> }

export function entryOfHandle(handle: FileSystemHandle): DroppedEntry {
  const { name } = handle
  if (isFileHandle(handle)) return { is: 'file', name, open: () => handle.getFile() }
  return { is: 'folder', name, list: () => listHandle(handle as FileSystemDirectoryHandle) }
}

/** File and Directory Entries API: Firefox, Safari, and Chromium on plain http. */
export function entryOfEntry(entry: FileSystemEntry): DroppedEntry {
  if (isFileEntry(entry)) return { is: 'file', name: entry.name, open: () => fileOf(entry) }
  const directory = entry as FileSystemDirectoryEntry
  return { is: 'folder', name: entry.name, list: async () => (await readAllEntries(directory)).map(entryOfEntry) }
}

/**
 * A folder known to both APIs. The older one lists ten thousand files in a third of the time, but throws on some Windows
 * machines, when listing and when opening (react-dropzone/file-selector#130); then the newer one is used.
 *
 * @param handle Finds the folder through the newer API.
 */
export function entryOfFolder(
  folder: FileSystemDirectoryEntry,
  handle: () => Promise<FileSystemDirectoryHandle>,
): DroppedEntry {
  const ofChild = (child: FileSystemEntry): DroppedEntry => {
    const { name } = child
    if (!isFileEntry(child)) {
      return entryOfFolder(child as FileSystemDirectoryEntry, async () => (await handle()).getDirectoryHandle(name))
    }
    const openByHandle = async () => (await (await handle()).getFileHandle(name)).getFile()
    return { is: 'file', name, open: () => fileOf(child).catch(openByHandle) }
  }
  const listByHandle = async () => listHandle(await handle())
  return {
    is: 'folder',
    name: folder.name,
    list: () => readAllEntries(folder).then((children) => children.map(ofChild), listByHandle),
  }
}

export function entryOfFile(file: File): DroppedEntry {
  return { is: 'file', name: file.name, open: () => Promise.resolve(file) }
}

function isFileHandle(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file'
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

async function listHandle(directory: FileSystemDirectoryHandle): Promise<readonly DroppedEntry[]> {
  const entries: DroppedEntry[] = []
  for await (const child of directory.values()) entries.push(entryOfHandle(child))
  return entries
}

/** `readEntries` returns at most 100 entries a call, and an empty list at the end. */
async function readAllEntries(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader()
  const entries: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return entries
    entries.push(...batch)
  }
}
