import type { SourceFile } from '../../engine/doors.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import { sourceFile } from './source-file.ts'

/** Files that systems leave in folders and nobody means to upload. */
const systemFiles = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.localized'])

/** Files looked at side by side: enough to keep the disk busy, few enough to show the first rows at once. */
const batchFiles = 200

type DroppedFile = Extract<DroppedEntry, { is: 'file' }>
type DroppedFolder = Extract<DroppedEntry, { is: 'folder' }>

export interface Found {
  readonly files: readonly SourceFile[]
  /** Paths of what could not be read; the rest is not affected. */
  readonly unreadable: readonly string[]
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * Walks dropped files and folders, and tells what it finds batch by batch: top level in the order of the drop, inside a folder
 * files by name ("2" before "10"), then its folders.
 */
export async function* walk(entries: readonly DroppedEntry[], parentPath = ''): AsyncGenerator<Found> {
  let run: DroppedEntry[] = []
  for (const entry of entries) {
    if (entry.is === 'file') {
      run.push(entry)
      continue
    }
    yield* openFiles(run, parentPath)
    run = []
    yield* walkFolder(entry, parentPath)
  }
  yield* openFiles(run, parentPath)
}

async function* walkFolder(folder: DroppedFolder, parentPath: string): AsyncGenerator<Found> {
  const path = `${parentPath}${folder.name}`
  let children: readonly DroppedEntry[]
  try {
    children = await folder.list()
  } catch {
    yield { files: [], unreadable: [path] }
    return
  }
  yield* walk(children.toSorted(filesFirstByName), `${path}/`)
}

async function* openFiles(entries: readonly DroppedEntry[], parentPath: string): AsyncGenerator<Found> {
  const wanted = entries.filter((entry) => entry.is === 'file').filter((entry) => !isSystemFile(entry.name))
  for (let start = 0; start < wanted.length; start += batchFiles) {
    yield await openBatch(wanted.slice(start, start + batchFiles), parentPath)
  }
}

async function openBatch(entries: readonly DroppedFile[], parentPath: string): Promise<Found> {
  const files: SourceFile[] = []
  const unreadable: string[] = []
  const opened = await Promise.allSettled(entries.map((entry) => entry.open()))
  opened.forEach((result, index) => {
    const entry = entries[index]
    if (!entry) return
    const path = `${parentPath}${entry.name}`
    if (result.status === 'fulfilled') {
      files.push(sourceFile(result.value, path, () => entry.open()))
    } else unreadable.push(path)
  })
  return { files, unreadable }
}

export function isSystemFile(name: string): boolean {
  return systemFiles.has(name.toLowerCase())
}

function filesFirstByName(a: DroppedEntry, b: DroppedEntry): number {
  if (a.is !== b.is) return a.is === 'file' ? -1 : 1
  return byName.compare(a.name, b.name)
}
