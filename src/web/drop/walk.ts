import type { SourceFile } from '../../engine/files/source-file.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import { isLeftOut } from './left-out.ts'
import { naturalOrder } from './order.ts'
import { inMemoryFile, listedFile } from './page-file.ts'

/** Folders listed ahead: listing is mostly waiting, for the disk and for the main thread. */
const foldersAhead = 8

type DroppedFolder = Extract<DroppedEntry, { is: 'folder' }>

/** A file or folder with its place in the drop. */
export interface Located<T = DroppedEntry> {
  readonly entry: T
  /** Path of the folder it is in, with a slash at the end; empty for what was dropped itself. */
  readonly parentPath: string
}

export function pathOf({ entry, parentPath }: Located): string {
  return `${parentPath}${entry.name}`
}

export interface WalkRules {
  /** Language whose order of names is used. */
  readonly language: string
  /** Whether files that nobody means to upload are left out. */
  readonly leavesOut: boolean
  /** Whether packages are walked like other folders, or reported. */
  readonly opensPackages: boolean
}

export interface Found {
  readonly files: readonly SourceFile[]
  /** Paths of unreadable folders; they do not affect the others. */
  readonly unreadable: readonly string[]
  readonly leftOut: readonly Located[]
  readonly packages: readonly Located<DroppedFolder>[]
}

const nothing: Found = { files: [], unreadable: [], leftOut: [], packages: [] }

interface Walk extends WalkRules {
  /** The same for what is inside folders. */
  readonly leavesOutInside: boolean
  readonly ended: Promise<void>
  readonly report: (found: Found) => void
}

/**
 * Walks dropped files and folders without opening files, and reports what it finds, in order: the top level as given; within a
 * folder its folders, then its files, in natural order ("2" before "10"). Files are inspected only after the walk: doing so in
 * between would delay listing ten thousand files by seconds.
 */
export async function walk(
  dropped: readonly Located[],
  rules: WalkRules,
  report: (found: Found) => void,
): Promise<void> {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  // What was given alone was meant, whatever its name.
  const leavesOut = rules.leavesOut && dropped.length > 1
  await walkEntries(dropped, { ...rules, leavesOut, leavesOutInside: rules.leavesOut, ended, report })
  end()
}

/** Reports runs of files between folders, and the contents of the folders, in order. */
async function walkEntries(located: readonly Located[], walk: Walk): Promise<void> {
  const folders = located.flatMap(({ entry, parentPath }) =>
    entry.is === 'folder' && isWalked(entry, walk) ? [{ entry, parentPath }] : [],
  )
  const listings = folders.slice(0, foldersAhead).map(({ entry }) => list(entry))
  let [files, at]: [Located[], number] = [[], 0]
  for (const each of located) {
    if (folders[at]?.entry !== each.entry) {
      files.push(each)
      continue
    }
    walk.report(sorted(files, walk))
    files = []
    const ahead = folders[at + foldersAhead]
    if (ahead) listings.push(list(ahead.entry))
    at += 1
    await walkFolder(listings.shift() ?? null, pathOf(each), walk)
  }
  walk.report(sorted(files, walk))
}

async function walkFolder(listing: Listing | null, path: string, walk: Walk): Promise<void> {
  const children = await listing
  if (!children) {
    walk.report({ ...nothing, unreadable: [path] })
    return
  }
  const compare = naturalOrder(walk.language)
  const asHanded = ({ name, is }: DroppedEntry) => ({ name, isFolder: is === 'folder' })
  const inOrder = children.toSorted((a, b) => compare(asHanded(a), asHanded(b)))
  const located = inOrder.map((entry) => ({ entry, parentPath: `${path}/` }))
  await walkEntries(located, { ...walk, leavesOut: walk.leavesOutInside })
}

function isWalked({ name, is }: DroppedEntry, { leavesOut, opensPackages }: WalkRules): boolean {
  return !(leavesOut && isLeftOut(name, is)) && (opensPackages || !isPackage(name))
}

/** Entries of a folder; null if it cannot be read. */
type Listing = Promise<readonly DroppedEntry[] | null>

function list(folder: DroppedFolder): Listing {
  return folder.list().catch(() => null)
}

/** Tells files, what is left out, and packages apart; opens nothing. */
function sorted(located: readonly Located[], { leavesOut, ended }: Walk): Found {
  const [files, leftOut, packages]: [SourceFile[], Located[], Located<DroppedFolder>[]] = [[], [], []]
  for (const each of located) {
    const { entry, parentPath } = each
    if (leavesOut && isLeftOut(entry.name, entry.is)) leftOut.push(each)
    else if (entry.is === 'file') files.push(fileOf(entry, pathOf(each), ended))
    else packages.push({ entry, parentPath })
  }
  return { ...nothing, files, leftOut, packages }
}

function fileOf(entry: Extract<DroppedEntry, { is: 'file' }>, path: string, ended: Promise<void>): SourceFile {
  if (entry.given && !entry.handle) return inMemoryFile(entry.given, path)
  return listedFile(path, entry.handle, () => ended.then(() => entry.open()))
}

/** Endings of folders that macOS shows as one file: documents of its programs, programs, libraries. */
const packageEndings = new Set(
  `key pages numbers rtfd app bundle framework photoslibrary photolibrary imovielibrary fcpbundle logicx band theater tvlibrary musiclibrary
  xcodeproj xcworkspace playground pkg mpkg plugin kext scptd sparsebundle graffle oo3 dtbase2 pvm vmwarevm
  workflow prefpane scriv textbundle pxd lrdata lrlibrary aplibrary docset dsym vst vst3 mlpackage utm backupbundle imovieproject imovietrailer migratedphotolibrary
  fcarch lrcat-data cocatalog xcarchive xcresult xcdatamodeld playgroundbook appex xpc wdgt saver component qlgenerator mdimporter screenflow
  cmproj tscproj hype ooutline ofocus oplx dtsparse dvdmedia parallels mellel curio`.split(/\s+/),
)

/** Whether a folder of this name is a package: in pieces, nothing opens it any more. */
function isPackage(name: string): boolean {
  const ending = /.\.([a-z\d-]+)$/i.exec(name)?.[1]
  return ending !== undefined && packageEndings.has(ending.toLowerCase())
}
