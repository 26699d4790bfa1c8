import { expect, test } from 'vitest'
import type { SourceFile } from './source-file.ts'
import { haveSameBytes, ReadingBudget } from './same-bytes.ts'

function fileWith(bytes: string, read: number[] = []): SourceFile {
  const blob = new Blob([bytes])
  const slice = (start = 0, end = blob.size) => {
    read.push(end - start)
    return blob.slice(start, end)
  }
  return {
    name: 'a',
    path: 'a',
    sizeBytes: blob.size,
    lastModifiedMs: 1,
    type: '',
    inspect: null,
    open: () => Promise.resolve(Object.assign(new Blob([bytes]), { slice })),
  }
}

const plenty = () => new ReadingBudget(1e9)
const long = 'x'.repeat(1_000_000)

test.each([
  ['x', 'x', true],
  ['x', 'y', false],
  ['', '', true],
  ['x', 'xx', false],
  [long, long, true],
  [long, `${long.slice(1)}y`, false],
])('bytes are compared, not names (case %#)', async (one, other, same) => {
  expect(await haveSameBytes(fileWith(one), fileWith(other), plenty())).toBe(same)
})

test('reading ends at the first piece that differs, and no piece is large', async () => {
  const read: number[] = []
  await haveSameBytes(fileWith(`a${long}`, read), fileWith(`b${long}`, read), plenty())
  expect(read).toHaveLength(2)
  expect(Math.max(...read)).toBeLessThanOrEqual(256 * 1024)
})

test('a file that can no longer be opened is not known to be the same', async () => {
  const gone = { ...fileWith('x'), open: () => Promise.reject(new Error('gone')) }
  expect(await haveSameBytes(fileWith('x'), gone, plenty())).toBeNull()
})

test('what the budget does not cover is not read', async () => {
  const read: number[] = []
  const budget = new ReadingBudget(1_500_000)
  expect(await haveSameBytes(fileWith(long, read), fileWith(long, read), budget)).toBe(true)
  const before = read.length
  expect(await haveSameBytes(fileWith(long, read), fileWith(long, read), budget)).toBeNull()
  expect(read).toHaveLength(before)
})
