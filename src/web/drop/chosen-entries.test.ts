import { expect, test } from 'vitest'
import { entriesOfChosen } from './chosen-entries.ts'
import type { DroppedEntry } from './dropped-entry.ts'

function chosen(path: string): File {
  const file = new File(['x'], path.slice(path.lastIndexOf('/') + 1))
  return Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' })
}

async function shapeOf(entry: DroppedEntry): Promise<unknown> {
  if (entry.is === 'file') return entry.name
  return [entry.name, ...(await Promise.all((await entry.list()).map(shapeOf)))]
}

test('paths that come beside the files take the place of their own', async () => {
  const entries = entriesOfChosen(['x/a', 'b', 'c'].map(chosen), ['f/g/a', '/f//b', 'c'])
  expect(await Promise.all(entries.map(shapeOf))).toEqual([['f', ['g', 'a'], 'b'], 'c'])
})

test('files of a chosen folder are grouped under that folder, and single files stay outside it', async () => {
  const entries = entriesOfChosen(['f/b', 'f/g/a', 'f/c', 'd', 'f/__proto__/e'].map(chosen))
  expect(await Promise.all(entries.map(shapeOf))).toEqual([['f', 'b', ['g', 'a'], 'c', ['__proto__', 'e']], 'd'])
})
