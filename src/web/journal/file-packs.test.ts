import { expect, test } from 'vitest'
import { target } from '../testing/jobs.ts'
import { FilePacks } from './file-packs.ts'
import type { FileRecord } from './journal-stores.ts'

const record = (id: string, name = id): FileRecord => ({ id, name, path: name, seen: null, target, handleOf: null })
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, at) => record(String(from + at)))

function packsOf(files: readonly FileRecord[]) {
  const packs = new FilePacks()
  for (const file of files) packs.put(file)
  return packs
}

const shape = (packs: FilePacks) => packs.takeChanged().map(([number, files]) => [number, files.length])

test('ten thousand files are stored in twenty records', () => {
  const sizes = shape(packsOf(numbered(10_000)))
  expect(sizes).toHaveLength(20)
  expect(new Set(sizes.map(([, size]) => size))).toEqual(new Set([500]))
})

test('a change rewrites only the pack it is in', () => {
  const packs = packsOf(numbered(1200))
  packs.takeChanged()
  packs.put(record('700', 'renamed'))
  const [[number, files] = [], ...others] = packs.takeChanged()
  expect([number, others]).toEqual([1, []])
  expect(files?.find(({ id }) => id === '700')?.name).toBe('renamed')
  expect(files).toHaveLength(500)
})

test('later files fill the last pack before a new one is begun', () => {
  const packs = packsOf(numbered(499))
  packs.takeChanged()
  for (const file of numbered(2, 499)) packs.put(file)
  expect(shape(packs)).toEqual([
    [0, 500],
    [1, 1],
  ])
})

test('a pack without files is returned once, as empty', () => {
  const packs = packsOf(numbered(2))
  packs.takeChanged()
  packs.remove('0')
  packs.remove('1')
  expect(packs.isEmpty).toBe(true)
  expect(shape(packs)).toEqual([[0, 0]])
  packs.put(record('new'))
  expect(shape(packs)).toEqual([[1, 1]])
})

test('packs that were read from the database are continued', () => {
  const packs = new FilePacks([[4, numbered(3)]])
  packs.put(record('1', 'again'))
  packs.put(record('new'))
  const [[number, files] = []] = packs.takeChanged()
  expect(number).toBe(4)
  expect(files?.map(({ name }) => name)).toEqual(['0', 'again', '2', 'new'])
})
