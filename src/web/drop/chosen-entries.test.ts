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

test('a chosen folder is the folder again, and files chosen by themselves are beside it', async () => {
  const entries = entriesOfChosen(['f/b', 'f/g/a', 'f/c', 'd', 'f/__proto__/e'].map(chosen))
  expect(await Promise.all(entries.map(shapeOf))).toEqual([['f', 'b', ['g', 'a'], 'c', ['__proto__', 'e']], 'd'])
})
