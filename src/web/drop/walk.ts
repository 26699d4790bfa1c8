import type { ListedFile } from '../../engine/doors.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import { listedFile } from './source-file.ts'
import type { TakenEntry } from './take-entries.ts'

/** Files that systems leave in folders and nobody means to upload. */
const systemFiles = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.localized'])

/** Files told at a time, after the first: each telling costs the page a look at its whole queue. */
const batchFiles = 500

type DroppedFolder = Extract<DroppedEntry, { is: 'folder' }>

export interface Found {
  readonly files: readonly ListedFile[]
  /** Paths of folders that could not be read; the rest is not affected. */
  readonly unreadable: readonly string[]
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * Walks dropped files and folders without opening any, and tells what it finds: what comes first at once, the rest batch by
 * batch. Top level in the order of the drop, inside a folder files by name ("2" before "10"), then its folders.
 */
export async function* walk(taken: readonly TakenEntry[]): AsyncGenerator<Found> {
  let [files, unreadable]: [ListedFile[], string[]] = [[], []]
  let isFirst = true
  for await (const found of walkTop(taken)) {
    files.push(...found.files)
    unreadable.push(...found.unreadable)
    if (files.length < (isFirst ? 1 : batchFiles)) continue
    yield { files, unreadable }
    ;[files, unreadable, isFirst] = [[], [], false]
  }
  if (files.length + unreadable.length > 0) yield { files, unreadable }
}

async function* walkTop(taken: readonly TakenEntry[]): AsyncGenerator<Found> {
  let single: TakenEntry[] = []
  for (const each of taken) {
    const { entry, handle } = each
    if (entry.is === 'file') {
      single.push(each)
      continue
    }
    yield { files: listed(single, ''), unreadable: [] }
    single = []
    yield* walkFolder(entry, entry.name, handle)
  }
  yield { files: listed(single, ''), unreadable: [] }
}

async function* walkFolder(folder: DroppedFolder, path: string, handle: TakenEntry['handle']): AsyncGenerator<Found> {
  let children: readonly DroppedEntry[]
  try {
    children = await folder.list()
  } catch {
    yield { files: [], unreadable: [path] }
    return
  }
  const sorted = children.toSorted((a, b) => byName.compare(a.name, b.name))
  const taken = sorted.map((entry) => ({ entry, handle }))
  yield { files: listed(taken, `${path}/`), unreadable: [] }
  for (const child of sorted) {
    if (child.is === 'folder') yield* walkFolder(child, `${path}/${child.name}`, handle)
  }
}

/** The files among them, without opening one. */
function listed(taken: readonly TakenEntry[], parentPath: string): readonly ListedFile[] {
  return taken.flatMap(({ entry, handle }) => {
    if (entry.is !== 'file' || isSystemFile(entry.name)) return []
    return [listedFile(`${parentPath}${entry.name}`, handle, () => entry.open())]
  })
}

export function isSystemFile(name: string): boolean {
  return systemFiles.has(name.toLowerCase())
}
