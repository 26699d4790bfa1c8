import type { SourceFile } from '../../engine/files/source-file.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import { listedFile } from './page-file.ts'

/** Files created by operating systems that nobody means to upload. */
const systemFiles = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.localized'])

/** Folders listed ahead: listing is mostly waiting, for the disk and for the main thread. */
const foldersAhead = 8

type DroppedFolder = Extract<DroppedEntry, { is: 'folder' }>

export interface Found {
  readonly files: readonly SourceFile[]
  /** Paths of unreadable folders; they do not affect the others. */
  readonly unreadable: readonly string[]
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * Walks dropped files and folders without opening files, and yields each folder's files: the top level in the order of the
 * drop; within a folder its files in natural order ("2" before "10"), then its folders. Files are looked at only after the
 * walk: doing so in between would delay listing ten thousand files by seconds.
 */
export async function walk(dropped: readonly DroppedEntry[], report: (found: Found) => void): Promise<void> {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  let single: DroppedEntry[] = []
  for (const entry of dropped) {
    if (entry.is === 'file') {
      single.push(entry)
      continue
    }
    report({ files: listed(single, '', ended), unreadable: [] })
    single = []
    await walkFolder(list(entry), { path: entry.name, ended, report })
  }
  report({ files: listed(single, '', ended), unreadable: [] })
  end()
}

interface Walk {
  readonly path: string
  readonly ended: Promise<void>
  readonly report: (found: Found) => void
}

async function walkFolder(listing: Listing, walk: Walk): Promise<void> {
  const { path, ended, report } = walk
  const children = await listing
  if (!children) {
    report({ files: [], unreadable: [path] })
    return
  }
  const sorted = children.toSorted((a, b) => byName.compare(a.name, b.name))
  report({ files: listed(sorted, `${path}/`, ended), unreadable: [] })
  const folders = sorted.filter((child) => child.is === 'folder')
  const listings = folders.slice(0, foldersAhead).map(list)
  for (const [at, folder] of folders.entries()) {
    const [next, ahead] = [listings.shift() ?? list(folder), folders[at + foldersAhead]]
    if (ahead) listings.push(list(ahead))
    await walkFolder(next, { ...walk, path: `${path}/${folder.name}` })
  }
}

/** Entries of a folder; null if it cannot be read. */
type Listing = Promise<readonly DroppedEntry[] | null>

function list(folder: DroppedFolder): Listing {
  return folder.list().catch(() => null)
}

/** The files among the entries, unopened. */
function listed(entries: readonly DroppedEntry[], parentPath: string, ended: Promise<void>): readonly SourceFile[] {
  return entries.flatMap((entry) => {
    if (entry.is !== 'file' || isSystemFile(entry.name)) return []
    const fetch = () => ended.then(() => entry.open())
    return [listedFile(`${parentPath}${entry.name}`, entry.handle, fetch)]
  })
}

export function isSystemFile(name: string): boolean {
  return systemFiles.has(name.toLowerCase())
}
