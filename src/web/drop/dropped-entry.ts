/** A dropped file or folder, or what is in one, from either of the browser's two APIs. */
export type DroppedEntry = {
  readonly name: string
  /** Handle of what was dropped: of the file or folder itself, or of the folder it is in; null if the browser gave none. */
  readonly handle: FileSystemHandle | null
  /** What the browser gave along with a file, if it did: its size and date are known without opening it. */
  readonly given?: File | null
} & (
  | { readonly is: 'file'; open(): Promise<File> }
  | { readonly is: 'folder'; list(): Promise<readonly DroppedEntry[]> }
)

/** @param dropped As in `DroppedEntry`. */
export function entryOfHandle(own: FileSystemHandle, dropped: FileSystemHandle = own): DroppedEntry {
  const { name } = own
  if (isFileHandle(own)) return { is: 'file', name, handle: dropped, open: () => own.getFile() }
  return { is: 'folder', name, handle: dropped, list: () => listHandle(own as FileSystemDirectoryHandle, dropped) }
}

/** File and Directory Entries API: Firefox, Safari, and Chromium on plain http. */
export function entryOfEntry(entry: FileSystemEntry): DroppedEntry {
  if (isFileEntry(entry)) return { is: 'file', name: entry.name, handle: null, open: () => fileOf(entry) }
  const directory = entry as FileSystemDirectoryEntry
  const list = async () => (await readAllEntries(directory)).map(entryOfEntry)
  return { is: 'folder', name: entry.name, handle: null, list }
}

/**
 * A folder known to both APIs. The older one lists ten thousand files in a third of the time, but throws on some Windows
 * machines, when listing and when opening (react-dropzone/file-selector#130); then the newer one is used.
 *
 * @param dropped Handle of the dropped folder: this one, or the one it is in.
 * @param find Finds the folder itself through the newer API.
 */
export function entryOfFolder(
  folder: FileSystemDirectoryEntry,
  dropped: FileSystemHandle,
  find: () => Promise<FileSystemDirectoryHandle>,
): DroppedEntry {
  const ofChild = (child: FileSystemEntry): DroppedEntry => {
    const { name } = child
    if (!isFileEntry(child)) {
      const findChild = async () => (await find()).getDirectoryHandle(name)
      return entryOfFolder(child as FileSystemDirectoryEntry, dropped, findChild)
    }
    const openByHandle = async () => (await (await find()).getFileHandle(name)).getFile()
    return { is: 'file', name, handle: dropped, open: () => fileOf(child).catch(openByHandle) }
  }
  const listByHandle = async () => listHandle(await find(), dropped)
  return {
    is: 'folder',
    name: folder.name,
    handle: dropped,
    list: () => readAllEntries(folder).then((children) => children.map(ofChild), listByHandle),
  }
}

export function entryOfFile(file: File): DroppedEntry {
  return { is: 'file', name: file.name, handle: null, given: file, open: () => Promise.resolve(file) }
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

async function listHandle(
  directory: FileSystemDirectoryHandle,
  dropped: FileSystemHandle,
): Promise<readonly DroppedEntry[]> {
  const entries: DroppedEntry[] = []
  for await (const child of directory.values()) entries.push(entryOfHandle(child, dropped))
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
