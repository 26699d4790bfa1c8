import { expect, test } from 'vitest'
import type { DroppedEntry } from './dropped-entry.ts'
import { walk } from './walk.ts'

const file = (name: string): DroppedEntry => ({
  is: 'file',
  name,
  open: () => Promise.resolve(new File(['x'], name)),
})
const broken = (name: string): DroppedEntry => ({
  is: 'file',
  name,
  open: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
})
const folder = (name: string, ...children: readonly DroppedEntry[]): DroppedEntry => ({
  is: 'folder',
  name,
  list: () => Promise.resolve(children),
})

async function found(...entries: readonly DroppedEntry[]) {
  const [paths, unreadable]: [string[], string[]] = [[], []]
  for await (const batch of walk(entries)) {
    paths.push(...batch.files.map((each) => each.path))
    unreadable.push(...batch.unreadable)
  }
  return { paths, unreadable }
}

test('single files keep the order of the drop', async () => {
  expect((await found(file('b'), file('a'), file('c'))).paths).toEqual(['b', 'a', 'c'])
})

test('inside a folder files come by name, numbers counted, then its folders', async () => {
  const dropped = folder('照片', folder('2', file('x.png')), file('图10.png'), file('图2.png'))
  expect((await found(file('z'), dropped, file('a'))).paths).toEqual([
    'z',
    '照片/图2.png',
    '照片/图10.png',
    '照片/2/x.png',
    'a',
  ])
})

test('one entry that can not be read loses nothing else', async () => {
  const locked: DroppedEntry = { is: 'folder', name: 'locked', list: () => Promise.reject(new Error('denied')) }
  expect(await found(file('a'), broken('b'), folder('f', locked, file('c')))).toEqual({
    paths: ['a', 'f/c'],
    unreadable: ['b', 'f/locked'],
  })
})

test('files that systems leave behind are passed over', async () => {
  expect((await found(folder('f', file('.DS_Store'), file('Thumbs.db'), file('a')))).paths).toEqual(['f/a'])
})

test('a large folder is told in batches, the first before the last file is opened', async () => {
  let opened = 0
  const many = Array.from({ length: 1000 }, (_, index): DroppedEntry => ({
    is: 'file',
    name: String(index),
    open: () => {
      opened += 1
      return Promise.resolve(new File([], String(index)))
    },
  }))
  const first = await walk([folder('f', ...many)]).next()
  expect(first.done).toBe(false)
  expect(opened).toBeLessThan(1000)
})
