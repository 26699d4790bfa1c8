import { expect, test } from 'vitest'
import { KeptThumbnails, mostThumbnails, thumbnailMaxBytes } from './kept-thumbnails.ts'
import { changeOf } from './testing/changes.ts'
import { MemoryBrowser } from '../tabs/testing/memory-browser.ts'
import type { JournalDatabase } from './journal-stores.ts'

async function openThumbnails() {
  const database = await new MemoryBrowser().openDatabase()
  const thumbnails = new KeptThumbnails(() => ({ database, queueId: 'q' }))
  return { database, thumbnails }
}

const thumbnail = (bytes = 3) => ({ picture: new ArrayBuffer(bytes), type: 'image/webp', lengthMs: null })
const idsIn = async (database: JournalDatabase) => (await database.getAllKeys('thumbnails')).map(([, id]) => id)

test('a stored thumbnail is found, by a later page too', async () => {
  const { database, thumbnails } = await openThumbnails()
  expect(await thumbnails.find('a')).toBeNull()
  thumbnails.keep('a', { ...thumbnail(), lengthMs: 42_000 })
  expect(await thumbnails.find('a')).toEqual({ ...thumbnail(), lengthMs: 42_000 })

  const later = new KeptThumbnails(() => ({ database, queueId: 'q' }))
  later.takeUp(['a'])
  expect(await later.find('a')).toEqual({ ...thumbnail(), lengthMs: 42_000 })
})

test('a video length is kept without a picture too', async () => {
  const { thumbnails } = await openThumbnails()
  thumbnails.keep('a', { picture: null, type: '', lengthMs: 1000 })
  expect(await thumbnails.find('a')).toEqual({ picture: null, type: '', lengthMs: 1000 })
})

test('a thumbnail is deleted with its job', async () => {
  const { database, thumbnails } = await openThumbnails()
  for (const id of ['a', 'b', 'c']) thumbnails.keep(id, thumbnail())
  thumbnails.follow(changeOf({ removed: ['a', 'c', 'never kept'] }))
  expect(await thumbnails.find('a')).toBeNull()
  expect(await idsIn(database)).toEqual(['b'])
})

test('a picture of more than a few kilobytes is not kept', async () => {
  const { database, thumbnails } = await openThumbnails()
  thumbnails.keep('large', thumbnail(thumbnailMaxBytes + 1))
  thumbnails.keep('small', thumbnail(thumbnailMaxBytes))
  expect(await idsIn(database)).toEqual(['small'])
})

test('above the limit the oldest are deleted, those of an earlier page first', async () => {
  const { database, thumbnails } = await openThumbnails()
  await database.put('thumbnails', thumbnail(), ['q', 'earlier'])
  thumbnails.takeUp(['earlier'])
  for (const id of ['first', 'second']) thumbnails.keep(id, thumbnail())
  // The limit is reached by ids without a record: writing two thousand takes a busy machine minutes.
  thumbnails.takeUp(Array.from({ length: mostThumbnails - 3 }, (_, at) => `${at}`))
  expect((await idsIn(database)).toSorted()).toEqual(['earlier', 'first', 'second'])
  thumbnails.keep('one more', thumbnail())
  expect((await idsIn(database)).toSorted()).toEqual(['first', 'one more', 'second'])
  thumbnails.keep('another', thumbnail())
  expect((await idsIn(database)).toSorted()).toEqual(['another', 'one more', 'second'])
})

test('a damaged record counts as missing', async () => {
  const { database, thumbnails } = await openThumbnails()
  const damaged = [null, 7, { picture: 'x', type: 'image/webp', lengthMs: null }, { ...thumbnail(), type: 'text/html' }]
  for (const [at, record] of damaged.entries()) await database.put('thumbnails', record as never, ['q', `${at}`])
  thumbnails.takeUp(damaged.map((_, at) => `${at}`))
  expect(await Promise.all(damaged.map((_, at) => thumbnails.find(`${at}`)))).toEqual([null, null, null, null])
})

test('a browser that cannot store thumbnails, or no more of them, causes no error', async () => {
  const none = new KeptThumbnails(() => null)
  none.keep('a', thumbnail())
  none.follow(changeOf({ removed: ['a'] }))
  expect(await none.find('a')).toBeNull()
  expect(await none.giveUp()).toBe(false)

  const { database, thumbnails } = await openThumbnails()
  thumbnails.keep('a', thumbnail())
  database.close()
  thumbnails.keep('b', thumbnail())
  expect(await thumbnails.find('a')).toBeNull()
  expect(await thumbnails.find('b')).toBeNull()
})

test('when the disk is full all thumbnails are deleted and no more are kept', async () => {
  const { database, thumbnails } = await openThumbnails()
  thumbnails.keep('a', thumbnail())
  expect(await thumbnails.giveUp()).toBe(true)
  thumbnails.keep('b', thumbnail())
  expect(await idsIn(database)).toEqual([])
  expect(await thumbnails.giveUp()).toBe(false)
})
