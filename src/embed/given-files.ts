import type { FeishuUploaderGiven, FeishuUploaderPlacedFile } from './types/index.d.ts'

/** What a portal gives, in its order: files with their paths, and folders that have yet to be read. */
type Item = FeishuUploaderPlacedFile | FileSystemEntry

/** Read at once: browsers empty a drop's items after its event. */
export function itemsOf(given: FeishuUploaderGiven): readonly Item[] {
  if (!('items' in given)) return [...given].map((each) => (each instanceof File ? placed(each) : each))
  return [...given.items].flatMap((item) => {
    if (item.kind !== 'file') return []
    const entry = item.webkitGetAsEntry()
    if (entry?.isDirectory) return entry
    const file = item.getAsFile()
    return file ? placed(file) : []
  })
}

/** Whether there is nothing to read. */
export function areFiles(items: readonly Item[]): items is readonly FeishuUploaderPlacedFile[] {
  return items.every((item) => !isEntry(item))
}

/** The files of all folders, in order. What cannot be read is left out, and its path noted. */
export async function filesOf(items: readonly Item[], unreadable: string[]): Promise<FeishuUploaderPlacedFile[]> {
  const found = items.map((item) => (isEntry(item) ? filesUnder(item, '', unreadable) : Promise.resolve([item])))
  return (await Promise.all(found)).flat()
}

function placed(file: File): FeishuUploaderPlacedFile {
  return { file, path: file.webkitRelativePath || file.name }
}

function isEntry(item: Item): item is FileSystemEntry {
  return 'isDirectory' in item
}

async function filesUnder(
  entry: FileSystemEntry,
  parent: string,
  unreadable: string[],
): Promise<FeishuUploaderPlacedFile[]> {
  const path = `${parent}${entry.name}`
  try {
    if (!entry.isDirectory) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
      return [{ file, path }]
    }
    const children = await childrenOf(entry as FileSystemDirectoryEntry)
    return (await Promise.all(children.map((child) => filesUnder(child, `${path}/`, unreadable)))).flat()
  } catch {
    unreadable.push(path)
    return []
  }
}

/** `readEntries` gives at most 100 entries a call, and an empty list at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return children
    children.push(...some)
  }
}

/** Takes files dropped on an element of the portal; returns what ends that. */
export function acceptDrops(element: HTMLElement, take: (dropped: DataTransfer) => void): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const filesOf = (event: DragEvent) => {
    const dragged = event.dataTransfer?.types.includes('Files') ? event.dataTransfer : null
    // Without this the browser would open the file in the portal's place.
    if (dragged) event.preventDefault()
    return dragged
  }
  element.addEventListener('dragenter', filesOf, { signal })
  element.addEventListener('dragover', filesOf, { signal })
  const drop = (event: DragEvent) => {
    const dropped = filesOf(event)
    if (dropped) take(dropped)
  }
  element.addEventListener('drop', drop, { signal })
  return () => ending.abort()
}
