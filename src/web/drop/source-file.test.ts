import { expect, test } from 'vitest'
import { FileUnreadable } from '../../engine/doors.ts'
import { sourceFile } from './source-file.ts'

const file = new File(['abc'], 'a.txt', { lastModified: 5, type: 'text/plain' })

test('what is known of a file is there before it is opened', () => {
  expect(sourceFile(file, 'f/a.txt')).toMatchObject({
    name: 'a.txt',
    path: 'f/a.txt',
    sizeBytes: 3,
    lastModifiedMs: 5,
    type: 'text/plain',
  })
})

test('an unchanged file is handed out as it is on the disk now', async () => {
  const now = new File(['abc'], 'a.txt', { lastModified: 5 })
  expect(await sourceFile(file, 'a.txt', () => Promise.resolve(now)).open()).toBe(now)
})

test.each([
  ['size', new File(['abcd'], 'a.txt', { lastModified: 5 })],
  ['date', new File(['abc'], 'a.txt', { lastModified: 6 })],
])('a file of another %s than at the drop says it changed', async (_, now) => {
  const opening = sourceFile(file, 'a.txt', () => Promise.resolve(now)).open()
  await expect(opening).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'changed' })
})

test('a file that is gone is unreadable, and the cause is kept', async () => {
  const cause = new DOMException('gone', 'NotFoundError')
  const opening = sourceFile(file, 'a.txt', () => Promise.reject(cause)).open()
  await expect(opening).rejects.toBeInstanceOf(FileUnreadable)
  await expect(opening).rejects.toMatchObject({ reason: 'unreadable', cause })
})

test('a file whose first byte can not be read fails at opening, not in mid-upload', async () => {
  const locked = new File(['abc'], 'a.txt', { lastModified: 5 })
  locked.slice = () => {
    const slice = new Blob(['a'])
    slice.arrayBuffer = () => Promise.reject(new DOMException('locked', 'NotReadableError'))
    return slice
  }
  await expect(sourceFile(locked, 'a.txt').open()).rejects.toMatchObject({ reason: 'unreadable' })
})
