import { expect, test } from 'vitest'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import { handleOf } from './page-file.ts'
import { pathOf, walk, type WalkRules } from './walk.ts'

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

const rules: WalkRules = { language: 'zh-CN', leavesOut: true, opensPackages: false }
const located = (entries: readonly DroppedEntry[]) => entries.map((entry) => ({ entry, parentPath: '' }))

async function foundBy(different: Partial<WalkRules>, ...entries: readonly DroppedEntry[]) {
  const paths: string[] = []
  const [unreadable, leftOut, packages]: [string[], string[], string[]] = [[], [], []]
  await walk(located(entries), { ...rules, ...different }, (batch) => {
    paths.push(...batch.files.map((each) => each.path))
    unreadable.push(...batch.unreadable)
    leftOut.push(...batch.leftOut.map(pathOf))
    packages.push(...batch.packages.map(pathOf))
  })
  return { paths, unreadable, leftOut, packages }
}

const found = (...entries: readonly DroppedEntry[]) => foundBy({}, ...entries)

test('dropped items keep their order', async () => {
  expect((await found(file('b'), file('a'), file('c'))).paths).toEqual(['b', 'a', 'c'])
})

test('inside a folder its folders come first, then its files by name in natural order', async () => {
  const dropped = folder('照片', folder('2', file('x.png')), file('图10.png'), file('图2.png'))
  expect((await found(file('z'), dropped, file('a'))).paths).toEqual([
    'z',
    '照片/2/x.png',
    '照片/图2.png',
    '照片/图10.png',
    'a',
  ])
})

test('a folder that cannot be read is named, and all other files are kept', async () => {
  const locked: DroppedEntry = {
    is: 'folder',
    name: 'locked',
    handle: null,
    list: () => Promise.reject(new Error('denied')),
  }
  expect(await found(file('a'), folder('f', locked, file('c')))).toMatchObject({
    paths: ['a', 'f/c'],
    unreadable: ['f/locked'],
  })
})

const untidy = folder('f', file('.DS_Store'), file('a'), folder('__MACOSX', file('b')), file('._a'), folder('g'))

test('files of systems and programs are left out and named, a whole folder of them as one', async () => {
  expect(await found(untidy, file('Thumbs.db'))).toMatchObject({
    paths: ['f/a'],
    leftOut: ['f/__MACOSX', 'f/._a', 'f/.DS_Store', 'Thumbs.db'],
  })
})

test('they are added if the person wants them', async () => {
  const { paths, leftOut } = await foundBy({ leavesOut: false }, untidy)
  expect(paths).toEqual(['f/__MACOSX/b', 'f/._a', 'f/.DS_Store', 'f/a'])
  expect(leftOut).toEqual([])
})

test('an item dropped by itself is uploaded whatever its name; the rules hold inside folders', async () => {
  expect((await found(file('desktop.ini'))).paths).toEqual(['desktop.ini'])
  expect(await found(folder('.git', file('config'), file('.DS_Store')))).toMatchObject({
    paths: ['.git/config'],
    leftOut: ['.git/.DS_Store'],
  })
})

const presentation = folder('演示.key', folder('Data', file('1.png')), file('Index.zip'))

test('a package is not split into its files unless asked', async () => {
  expect(await found(file('a'), folder('f', presentation, file('b')))).toMatchObject({
    paths: ['a', 'f/b'],
    packages: ['f/演示.key'],
  })
})

test('a package is split into its files if the person wants that', async () => {
  const { paths, packages } = await foundBy({ opensPackages: true }, presentation)
  expect(paths).toEqual(['演示.key/Data/1.png', '演示.key/Index.zip'])
  expect(packages).toEqual([])
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
  await walk(located([dropped]), rules, (batch) => files.push(...batch.files))
  expect(files.map(handleOf)).toEqual([handle])
  expect(await Promise.all(files.map(async (each) => handleOf((await each.inspect?.()) ?? each)))).toEqual([handle])
})

test('folders are listed a little ahead of their turn, and reported in their order', async () => {
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
