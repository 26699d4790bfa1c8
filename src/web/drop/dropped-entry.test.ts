import { expect, test } from 'vitest'
import { entryOfFolder, type DroppedEntry } from './dropped-entry.ts'

const malformed = new DOMException('A URI supplied to the API was malformed', 'EncodingError')

/** A folder of the older interface, which works or fails as it does on some Windows machines. */
function folderEntry(name: string, children: readonly FileSystemEntry[], works = true): FileSystemDirectoryEntry {
  const batches = [children, []]
  const readEntries = (resolve: (batch: readonly FileSystemEntry[]) => void, reject: (error: Error) => void) =>
    works ? resolve(batches.shift() ?? []) : reject(malformed)
  return {
    isFile: false,
    isDirectory: true,
    name,
    createReader: () => ({ readEntries }),
  } as unknown as FileSystemDirectoryEntry
}

function fileEntry(name: string, works = true): FileSystemEntry {
  const file = (resolve: (file: File) => void, reject: (error: Error) => void) =>
    works ? resolve(new File(['by entry'], name)) : reject(malformed)
  return { isFile: true, isDirectory: false, name, file } as unknown as FileSystemEntry
}

function fileHandle(name: string) {
  return { kind: 'file', name, getFile: () => Promise.resolve(new File(['by handle'], name)) }
}

type Handle = ReturnType<typeof fileHandle> | { readonly kind: 'directory'; readonly name: string }

function folderHandle(name: string, children: readonly Handle[]): FileSystemDirectoryHandle {
  const find = (wanted: string) => Promise.resolve(children.find((child) => child.name === wanted))
  return {
    kind: 'directory',
    name,
    values: () => children.values(),
    getFileHandle: find,
    getDirectoryHandle: find,
  } as unknown as FileSystemDirectoryHandle
}

async function textsIn(entry: DroppedEntry): Promise<readonly string[]> {
  if (entry.is === 'file') return [`${entry.name} ${await (await entry.open()).text()}`]
  return (await Promise.all((await entry.list()).map(textsIn))).flat()
}

const inner = folderHandle('inner', [fileHandle('b')])
const dropped = folderHandle('f', [fileHandle('a'), inner])
const find = () => Promise.resolve(dropped)

test('files are read by the older interface where it works', async () => {
  const folder = folderEntry('f', [fileEntry('a'), folderEntry('inner', [fileEntry('b')])])
  const noHandle = () => Promise.reject(new Error('not needed'))
  expect(await textsIn(entryOfFolder(folder, dropped, noHandle))).toEqual(['a by entry', 'b by entry'])
})

test('where it cannot list a folder, the folder is listed by its handle', async () => {
  expect(await textsIn(entryOfFolder(folderEntry('f', [], false), dropped, find))).toEqual([
    'a by handle',
    'b by handle',
  ])
})

test('where it cannot list an inner folder, that one is listed by its own handle', async () => {
  const folder = folderEntry('f', [fileEntry('a'), folderEntry('inner', [], false)])
  expect(await textsIn(entryOfFolder(folder, dropped, find))).toEqual(['a by entry', 'b by handle'])
})

test('where it cannot open a file, the file is opened by its handle', async () => {
  const folder = folderEntry('f', [fileEntry('a', false), folderEntry('inner', [fileEntry('b', false)])])
  expect(await textsIn(entryOfFolder(folder, dropped, find))).toEqual(['a by handle', 'b by handle'])
})
