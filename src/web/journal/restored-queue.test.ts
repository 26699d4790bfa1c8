import { expect, test } from 'vitest'
import type { SourceFile } from '../../engine/files/source-file.ts'
import { target } from '../testing/jobs.ts'
import { emptyQueue, type FiledQueue } from './filed-queue.ts'
import type { FileRecord } from './journal-stores.ts'
import { restoredQueue } from './restored-queue.ts'
import { done, stateAt } from './testing/changes.ts'

const queue = { queueId: 'q', ownerOpenId: 'ou_zhang', createdAtMs: 0, touchedAtMs: 0, order: null }

const seen = { sizeBytes: 3, lastModifiedMs: 7, type: 'text/plain' }
const record = (path: string, facts: Partial<FileRecord> = {}): FileRecord => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { id: name, name, path, seen, target, handleOf: null, ...facts }
}

const fileOnDisk = new File(['abc'], 'a', { lastModified: 7 })

/** A folder `f` with a folder `in` with a file `a`. */
function folderHandle(file = fileOnDisk): FileSystemHandle {
  const fileHandle = { kind: 'file', name: 'a', getFile: () => Promise.resolve(file) }
  const inner = { kind: 'directory', name: 'in', getFileHandle: () => Promise.resolve(fileHandle) }
  return Object.assign({ kind: 'directory', name: 'f' } as FileSystemHandle, {
    getDirectoryHandle: (name: string) =>
      name === 'in' ? Promise.resolve(inner) : Promise.reject(new DOMException('gone', 'NotFoundError')),
  })
}

function restore(filed: Partial<FiledQueue>, { isReadable = true, copy = 'abc' } = {}) {
  return restoredQueue(
    { ...emptyQueue(queue), ...filed },
    { given: new Map(), fetchCopy: () => Promise.resolve(new Blob([copy])), isReadable: () => isReadable },
  )
}

function textOf(file: SourceFile | undefined): Promise<string> {
  if (!file) throw new Error('There is no file')
  return file.open().then((blob) => blob.text())
}

test('a file with a copy continues without the person, whatever its handle allows', async () => {
  const packs = [[0, [record('f/in/a', { handleOf: 'a' })]] as const]
  const filed = { packs, copies: new Set(['a']), handles: new Map([['a', folderHandle()]]) }
  const [job] = restore(filed, { isReadable: false, copy: 'abc' }).jobs
  expect(job).toMatchObject({ id: 'a', lacksFile: false, state: null, file: { path: 'f/in/a', ...seen } })
  expect(await textOf(job?.file)).toBe('abc')
})

test('a file in a folder that may be read is found by its path', async () => {
  const packs = [[0, [record('f/in/a', { handleOf: 'a' })]] as const]
  const [job] = restore({ packs, handles: new Map([['a', folderHandle()]]) }).jobs
  expect(job?.lacksFile).toBe(false)
  expect(await textOf(job?.file)).toBe('abc')
})

test('a file whose folder may not be read yet waits for its bytes', () => {
  const packs = [[0, [record('f/in/a', { handleOf: 'a' })]] as const]
  const [job] = restore({ packs, handles: new Map([['a', folderHandle()]]) }, { isReadable: false }).jobs
  expect(job?.lacksFile).toBe(true)
})

test('opening a file that changed while the page was closed fails as changed', async () => {
  const changed = folderHandle(new File(['abcd'], 'a', { lastModified: 8 }))
  const packs = [[0, [record('f/in/a', { handleOf: 'a' })]] as const]
  const [job] = restore({ packs, handles: new Map([['a', changed]]) }).jobs
  await expect(textOf(job?.file)).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'changed' })
})

test('opening a file that was deleted while the page was closed fails as unreadable', async () => {
  const packs = [[0, [record('f/other/a', { handleOf: 'a' })]] as const]
  const [job] = restore({ packs, handles: new Map([['a', folderHandle()]]) }).jobs
  await expect(textOf(job?.file)).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'unreadable' })
})

test('a file with neither copy nor handle waits for its bytes', () => {
  const [job] = restore({ packs: [[0, [record('a')]]] }).jobs
  expect(job?.lacksFile).toBe(true)
})

test('a file that was only listed is inspected by its handle', async () => {
  const packs = [[0, [record('f/in/a', { handleOf: 'a', seen: null })]] as const]
  const [job] = restore({ packs, handles: new Map([['a', folderHandle()]]) }).jobs
  expect(job?.lacksFile).toBe(false)
  expect(await job?.file.inspect?.()).toMatchObject({ path: 'f/in/a', sizeBytes: 3 })
})

test('jobs are restored with their states, in the order of the queue', () => {
  const packs = [[0, [record('a'), record('b')]] as const, [3, [record('c')]] as const]
  const { jobs } = restore({
    packs,
    queue: { ...queue, order: ['c', 'gone', 'a'] },
    states: new Map([['a', stateAt('a', done)]]),
  })
  expect(jobs.map(({ id, state }) => [id, state?.stage.at])).toEqual([
    ['c', undefined],
    ['a', 'done'],
    ['b', undefined],
  ])
})

test('a file keeps its drop id; one stored by an earlier version of the page has none', () => {
  const packs = [[0, [record('a', { dropId: 'one' }), record('b')]] as const]
  expect(restore({ packs }).jobs.map(({ dropId }) => dropId)).toEqual(['one', undefined])
})
