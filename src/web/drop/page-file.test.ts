import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FileUnreadable } from '../../engine/files/source-file.ts'
import { fetchedFile, inMemoryFile, listedFile } from './page-file.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** What comes of opening a file, once a doubt has had its time. */
async function opened(opening: Promise<Blob>): Promise<unknown> {
  const outcome = opening.catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(1000)
  return outcome
}

const file = new File(['abc'], 'a.txt', { lastModified: 5, type: 'text/plain' })

const facts = { name: 'a.txt', path: 'f/a.txt', sizeBytes: 3, lastModifiedMs: 5, type: 'text/plain', handle: null }

test('the metadata of a file is known before it is opened', () => {
  expect(inMemoryFile(file, 'f/a.txt')).toMatchObject({
    name: 'a.txt',
    path: 'f/a.txt',
    sizeBytes: 3,
    lastModifiedMs: 5,
    type: 'text/plain',
  })
})

test('opening an unchanged file reads it from the disk', async () => {
  const now = new File(['abc'], 'a.txt', { lastModified: 5 })
  expect(await fetchedFile(facts, () => Promise.resolve(now)).open()).toBe(now)
})

test.each([
  ['size', new File(['abcd'], 'a.txt', { lastModified: 5 })],
  ['date', new File(['abc'], 'a.txt', { lastModified: 6 })],
])('a file with another %s than at the drop is reported as changed', async (_, now) => {
  const opening = fetchedFile(facts, () => Promise.resolve(now)).open()
  await expect(opening).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'changed' })
})

test('a deleted file is unreadable, with the cause', async () => {
  const cause = new DOMException('gone', 'NotFoundError')
  const outcome = await opened(fetchedFile(facts, () => Promise.reject(cause)).open())
  expect(outcome).toBeInstanceOf(FileUnreadable)
  expect(outcome).toMatchObject({ reason: 'unreadable', cause })
})

function fileThatReads(read: () => Promise<ArrayBuffer>): File {
  const held = new File(['abc'], 'a.txt', { lastModified: 5 })
  held.slice = () => Object.assign(new Blob(['a']), { arrayBuffer: read })
  return held
}

test('a chosen file that was written to afterwards is reported as changed', async () => {
  const held = fileThatReads(() => Promise.reject(new DOMException('not readable', 'NotReadableError')))
  expect(await opened(inMemoryFile(held, 'a.txt').open())).toMatchObject({ reason: 'changed' })
})

test('a file that can be read a moment later is not reported as changed, nor is any while the page is being left', async () => {
  let reads = 0
  const held = fileThatReads(() => {
    reads += 1
    return reads === 1
      ? Promise.reject(new DOMException('not readable', 'NotReadableError'))
      : Promise.resolve(new ArrayBuffer(1))
  })
  let outcome: unknown = 'nothing yet'
  void inMemoryFile(held, 'a.txt')
    .open()
    .then((blob) => (outcome = blob))
  await vi.advanceTimersByTimeAsync(100)
  expect(outcome).toBe('nothing yet')
  await vi.advanceTimersByTimeAsync(1000)
  expect(outcome).toBe(held)
})

test('a chosen file that was deleted since then, and reads as empty, is unreadable', async () => {
  const held = fileThatReads(() => Promise.resolve(new ArrayBuffer(0)))
  await expect(inMemoryFile(held, 'a.txt').open()).rejects.toMatchObject({ reason: 'unreadable' })
})

test('a listed file is not touched until it is inspected, and then has its size and date', async () => {
  let fetched = 0
  const listed = listedFile('f/a.txt', null, () => {
    fetched += 1
    return Promise.resolve(file)
  })
  expect(listed).toMatchObject({ name: 'a.txt', path: 'f/a.txt' })
  expect(fetched).toBe(0)
  expect(await listed.inspect?.()).toMatchObject(facts)
})

test('a listed file that is deleted is reported as unreadable when it is inspected', async () => {
  const cause = new DOMException('gone', 'NotFoundError')
  const looking = listedFile('a.txt', null, () => Promise.reject(cause)).inspect?.()
  await expect(looking).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'unreadable', cause })
})
