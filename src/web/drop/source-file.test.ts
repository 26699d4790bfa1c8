import { expect, test } from 'vitest'
import { FileUnreadable } from '../../engine/doors.ts'
import { fetchedFile, heldFile, listedFile } from './source-file.ts'

const file = new File(['abc'], 'a.txt', { lastModified: 5, type: 'text/plain' })

const facts = { name: 'a.txt', path: 'f/a.txt', sizeBytes: 3, lastModifiedMs: 5, type: 'text/plain', handle: null }

test('what is known of a file is there before it is opened', () => {
  expect(heldFile(file, 'f/a.txt')).toMatchObject({
    name: 'a.txt',
    path: 'f/a.txt',
    sizeBytes: 3,
    lastModifiedMs: 5,
    type: 'text/plain',
  })
})

test('an unchanged file is handed out as it is on the disk now', async () => {
  const now = new File(['abc'], 'a.txt', { lastModified: 5 })
  expect(await fetchedFile(facts, () => Promise.resolve(now)).open()).toBe(now)
})

test.each([
  ['size', new File(['abcd'], 'a.txt', { lastModified: 5 })],
  ['date', new File(['abc'], 'a.txt', { lastModified: 6 })],
])('a file of another %s than at the drop says it changed', async (_, now) => {
  const opening = fetchedFile(facts, () => Promise.resolve(now)).open()
  await expect(opening).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'changed' })
})

test('a file that is gone is unreadable, and the cause is kept', async () => {
  const cause = new DOMException('gone', 'NotFoundError')
  const opening = fetchedFile(facts, () => Promise.reject(cause)).open()
  await expect(opening).rejects.toBeInstanceOf(FileUnreadable)
  await expect(opening).rejects.toMatchObject({ reason: 'unreadable', cause })
})

function fileThatReads(read: () => Promise<ArrayBuffer>): File {
  const held = new File(['abc'], 'a.txt', { lastModified: 5 })
  held.slice = () => Object.assign(new Blob(['a']), { arrayBuffer: read })
  return held
}

test('a chosen file that was written to since then says it changed', async () => {
  const held = fileThatReads(() => Promise.reject(new DOMException('not readable', 'NotReadableError')))
  await expect(heldFile(held, 'a.txt').open()).rejects.toMatchObject({ reason: 'changed' })
})

test('a chosen file that was deleted since then, and reads as empty, is unreadable', async () => {
  const held = fileThatReads(() => Promise.resolve(new ArrayBuffer(0)))
  await expect(heldFile(held, 'a.txt').open()).rejects.toMatchObject({ reason: 'unreadable' })
})

test('a listed file is not touched until somebody looks, and then tells its facts', async () => {
  let fetched = 0
  const listed = listedFile('f/a.txt', null, () => {
    fetched += 1
    return Promise.resolve(file)
  })
  expect(listed).toMatchObject({ name: 'a.txt', path: 'f/a.txt' })
  expect(fetched).toBe(0)
  expect(await listed.look()).toMatchObject(facts)
})

test('a listed file that is gone says so when somebody looks', async () => {
  const cause = new DOMException('gone', 'NotFoundError')
  const looking = listedFile('a.txt', null, () => Promise.reject(cause)).look()
  await expect(looking).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'unreadable', cause })
})
