import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { FileUnreadable, type SourceFile } from '../../../engine/files/source-file.ts'
import { inMemoryFile } from '../page-file.ts'
import { zipOf } from './zip-package.ts'

const dateMs = new Date(2026, 10, 29, 18, 30, 2).getTime()
const file = (path: string, text: string, lastModified = dateMs) =>
  inMemoryFile(new File([text], path.slice(path.lastIndexOf('/') + 1), { lastModified }), path)

const parts = [
  file('课件/演示.key/Data/图.png', 'x'.repeat(300_000), dateMs + 5000),
  file('课件/演示.key/Index.zip', 'index'),
  file('课件/演示.key/空', ''),
]

async function bytesOf(zip: SourceFile): Promise<Uint8Array> {
  return new Uint8Array(await (await zip.open()).arrayBuffer())
}

test('a package becomes one zip with its name and its unchanged files', async () => {
  const zip = await zipOf('课件/演示.key', parts)
  if (zip === 'too-large') throw new Error('It is small')
  expect(zip).toMatchObject({
    name: '演示.key.zip',
    path: '课件/演示.key.zip',
    type: 'application/zip',
    lastModifiedMs: dateMs + 5000,
    inspect: null,
  })
  const unzipped = unzipSync(await bytesOf(zip))
  expect(Object.keys(unzipped)).toEqual(['演示.key/Data/图.png', '演示.key/Index.zip', '演示.key/空'])
  expect(new TextDecoder().decode(unzipped['演示.key/Index.zip'])).toBe('index')
  expect(unzipped['演示.key/Data/图.png']).toHaveLength(300_000)
})

test('the size of a zip is known before it is made, and its bytes are the same each time', async () => {
  const [one, other] = await Promise.all([zipOf('课件/演示.key', parts), zipOf('课件/演示.key', parts)])
  if (one === 'too-large' || other === 'too-large') throw new Error('It is small')
  const bytes = await bytesOf(one)
  expect(bytes).toHaveLength(one.sizeBytes)
  expect(Buffer.from(await bytesOf(other)).equals(bytes)).toBe(true)
})

test('a zip is made once, however often it is opened', async () => {
  let opened = 0
  const counted = parts.map((part) => ({ ...part, open: () => ((opened += 1), part.open()) }))
  const zip = await zipOf('课件/演示.key', counted)
  if (zip === 'too-large') throw new Error('It is small')
  await Promise.all([zip.open(), zip.open()])
  await zip.open()
  expect(opened).toBe(parts.length)
})

test('files that were only listed are inspected', async () => {
  const [part = file('a', '')] = parts
  const listed: SourceFile = { ...part, sizeBytes: 0, inspect: () => Promise.resolve(part) }
  const [seen, unseen] = await Promise.all([zipOf('课件/演示.key', [part]), zipOf('课件/演示.key', [listed])])
  expect(unseen).toEqual({ ...(seen as object), open: expect.any(Function) as unknown })
})

test('an unreadable part makes the zip unreadable, and the next attempt starts again', async () => {
  let fails = true
  const [part = file('a', '')] = parts
  const open = () => (fails ? Promise.reject(new FileUnreadable('changed')) : part.open())
  const zip = await zipOf('课件/演示.key', [{ ...part, open }])
  if (zip === 'too-large') throw new Error('It is small')
  await expect(zip.open()).rejects.toMatchObject({ name: 'FileUnreadable', reason: 'changed' })
  fails = false
  expect((await zip.open()).size).toBe(zip.sizeBytes)
})

test('a package larger than a zip without Zip64 can hold is not zipped', async () => {
  const [part = file('a', '')] = parts
  const huge = { ...part, sizeBytes: 2 ** 31 }
  expect(await zipOf('x.photoslibrary', [huge, huge])).toBe('too-large')
  expect(
    await zipOf(
      'x.photoslibrary',
      Array.from({ length: 65_536 }, () => part),
    ),
  ).toBe('too-large')
})
