import { expect, test } from 'vitest'
import type { DroppedEntry } from './dropped-entry.ts'
import { handleOf } from './source-file.ts'
import { walk } from './walk.ts'

const file = (name: string): DroppedEntry => ({
  is: 'file',
  name,
  open: () => Promise.reject(new Error('Nobody opens a file while walking')),
})
const folder = (name: string, ...children: readonly DroppedEntry[]): DroppedEntry => ({
  is: 'folder',
  name,
  list: () => Promise.resolve(children),
})

const taken = (entries: readonly DroppedEntry[]) => entries.map((entry) => ({ entry, handle: null }))

async function found(...entries: readonly DroppedEntry[]) {
  const [paths, unreadable]: [string[], string[]] = [[], []]
  for await (const batch of walk(taken(entries))) {
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

test('a folder that can not be read is named and loses nothing else', async () => {
  const locked: DroppedEntry = { is: 'folder', name: 'locked', list: () => Promise.reject(new Error('denied')) }
  expect(await found(file('a'), folder('f', locked, file('c')))).toEqual({
    paths: ['a', 'f/c'],
    unreadable: ['f/locked'],
  })
})

test('files that systems leave behind are passed over', async () => {
  expect((await found(folder('f', file('.DS_Store'), file('Thumbs.db'), file('a')))).paths).toEqual(['f/a'])
})

test('the first files are told at once, before other folders are listed, and the rest in few batches', async () => {
  let listed = 0
  const folders = Array.from({ length: 30 }, (_, at): DroppedEntry => ({
    is: 'folder',
    name: String(at),
    list: () => {
      listed += 1
      return Promise.resolve(Array.from({ length: 100 }, (_, each) => file(String(each))))
    },
  }))
  const sizes: number[] = []
  for await (const { files } of walk(taken([folder('f', ...folders)]))) {
    if (sizes.length === 0) expect(listed).toBe(1)
    sizes.push(files.length)
  }
  expect(sizes).toEqual([100, 500, 500, 500, 500, 500, 400])
})

test('each file of a dropped folder knows the handle of that folder', async () => {
  const handle = { kind: 'directory', name: 'f' } as FileSystemHandle
  const dropped: DroppedEntry = {
    is: 'folder',
    name: 'f',
    list: () =>
      Promise.resolve([{ is: 'file', name: 'a', open: () => Promise.resolve(new File(['x'], 'a')) } as const]),
  }
  for await (const { files } of walk([{ entry: dropped, handle }])) {
    expect(files.map(handleOf)).toEqual([handle])
    expect(await Promise.all(files.map(async (each) => handleOf(await each.look())))).toEqual([handle])
  }
})
