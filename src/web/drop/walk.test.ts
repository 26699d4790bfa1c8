import { expect, test } from 'vitest'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import { handleOf } from './page-file.ts'
import { walk } from './walk.ts'

const file = (name: string): DroppedEntry => ({
  is: 'file',
  name,
  handle: null,
  open: () => Promise.reject(new Error('Nobody opens a file while walking')),
})
const folder = (name: string, ...children: readonly DroppedEntry[]): DroppedEntry => ({
  is: 'folder',
  name,
  handle: null,
  list: () => Promise.resolve(children),
})

async function found(...entries: readonly DroppedEntry[]) {
  const [paths, unreadable]: [string[], string[]] = [[], []]
  await walk(entries, (batch) => {
    paths.push(...batch.files.map((each) => each.path))
    unreadable.push(...batch.unreadable)
  })
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

test('a folder that cannot be read is named and loses nothing else', async () => {
  const locked: DroppedEntry = {
    is: 'folder',
    name: 'locked',
    handle: null,
    list: () => Promise.reject(new Error('denied')),
  }
  expect(await found(file('a'), folder('f', locked, file('c')))).toEqual({
    paths: ['a', 'f/c'],
    unreadable: ['f/locked'],
  })
})

test('files that systems leave behind are passed over', async () => {
  expect((await found(folder('f', file('.DS_Store'), file('Thumbs.db'), file('a')))).paths).toEqual(['f/a'])
})

test('each file of a dropped folder knows the handle of that folder', async () => {
  const handle = { kind: 'directory', name: 'f' } as FileSystemHandle
  const dropped: DroppedEntry = {
    is: 'folder',
    name: 'f',
    handle,
    list: () =>
      Promise.resolve([{ ...file('a'), is: 'file', handle, open: () => Promise.resolve(new File(['x'], 'a')) }]),
  }
  const files: SourceFile[] = []
  await walk([dropped], (batch) => files.push(...batch.files))
  expect(files.map(handleOf)).toEqual([handle])
  expect(await Promise.all(files.map(async (each) => handleOf((await each.look?.()) ?? each)))).toEqual([handle])
})

test('folders are listed a little ahead of their turn, and told in their order', async () => {
  const waiting: (() => void)[] = []
  const slow = (name: string): DroppedEntry => ({
    is: 'folder',
    name,
    handle: null,
    list: () => new Promise((resolve) => waiting.push(() => resolve([file(name)]))),
  })
  const names = Array.from({ length: 20 }, (_, at) => String(at))
  const finding = found(folder('f', ...names.map(slow)))
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  await settled()
  expect(waiting).toHaveLength(9)
  for (const answer of waiting.splice(0).reverse()) answer()
  await settled()
  expect(waiting).toHaveLength(9)
  while (waiting.length > 0) {
    for (const answer of waiting.splice(0)) answer()
    await settled()
  }
  expect((await finding).paths).toEqual(names.map((name) => `f/${name}/${name}`))
})
