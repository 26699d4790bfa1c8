import { readFileSync } from 'node:fs'
import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { BlockId } from '../../contract/feishu/ids.ts'
import { settled } from '../../engine/testing/hand-held-doors.ts'
import * as v from 'valibot'
import { openJournalDatabase } from './journal-database.ts'
import { journalVersion } from './journal-migrations.ts'
import { allStores, storeOptions } from './journal-stores.ts'
import { jobsOf, openTab } from '../tabs/testing/open-tab.ts'
import { MemoryBrowser } from '../tabs/testing/memory-browser.ts'

/** The database as a page of that version left it: every store, key and value. */
interface KeptDatabase {
  readonly version: number
  /** Version 3 added `thumbnails`, version 4 `deletions`. */
  readonly stores: Readonly<
    Partial<Record<(typeof allStores)[number], readonly (readonly [key: IDBValidKey, value: unknown])[]>>
  >
}

/**
 * Half-way through a queue: one file of each stage, an unanswered creation, a block to clear. Version 1 as it was
 * before there were other targets than documents (commit 0c2e3dc) and after (622ddc4), version 2 as it began (3234072), and versions 3 and 4, each of which has one more store.
 */
const earlier = ['version-1-documents', 'version-1-targets', 'version-2', 'version-3', 'version-4'] as const

function read(name: string): KeptDatabase {
  const text = readFileSync(new URL(`testing/kept/${name}.json`, import.meta.url), 'utf8')
  const revived = (_key: string, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if ('$bytes' in value) return new Uint8Array(value.$bytes as number[]).buffer
    return '$set' in value ? new Set(value.$set as number[]) : value
  }
  return JSON.parse(text, revived) as KeptDatabase
}

const storesOf = (stores: KeptDatabase['stores']) => allStores.filter((store) => stores[store])

async function browserOf({ version, stores }: KeptDatabase): Promise<MemoryBrowser> {
  const browser = new MemoryBrowser()
  const database = await openDB(browser.name, version, {
    upgrade: (raw) => {
      for (const store of storesOf(stores)) raw.createObjectStore(store, storeOptions[store])
    },
  })
  for (const store of storesOf(stores)) {
    for (const [key, value] of stores[store] ?? []) {
      await database.put(store, store === 'copies' ? new Blob(['x']) : value, store === 'queues' ? undefined : key)
    }
  }
  database.close()
  return browser
}

test.each(earlier)('%s: each file continues at the stage at which it was stored', async (name) => {
  const browser = await browserOf(read(name))
  const tab = await openTab(browser)
  const [doc1] = jobsOf(tab).map(({ target }) => target)
  expect(doc1).toEqual({
    is: 'docx',
    documentId: 'doc1',
    title: 'doc1',
    url: 'https://x.feishu.cn/docx/doc1',
    at: { is: 'end' },
    fileView: 'card',
  })
  expect(jobsOf(tab).map((job) => [job.name, job.stage.at, job.lacksFile])).toEqual([
    ['done.png', 'done', true],
    ['refused.png', 'clearing', true],
    ['gone.pdf', 'clearing', true],
    ['sending.pdf', 'placed', true],
    ['film.mp4', 'placed', true],
    ['kept.mp4', 'placed', true],
    ['placing.png', 'placing', false],
    ['listed.txt', 'waiting', true],
  ])
  const spots = jobsOf(tab).map(({ stage }) => 'spot' in stage && stage.spot)
  expect(spots.slice(0, 2)).toEqual([
    { topBlockId: 'image1', mediaBlockId: 'image1' },
    { topBlockId: 'image2', mediaBlockId: 'image2' },
  ])
  expect(tab.returned).toMatchObject({ files: 7, lost: [] })
})

test.each(earlier)('%s: unanswered calls are repeated, and blocks to clear are cleared', async (name) => {
  const browser = await browserOf(read(name))
  const tab = await openTab(browser)
  const creation = await tab.doors.wire.next('createBlocks')
  expect(creation.field('client_token')).toBe('uuid-9')
  expect(creation.request.body).toMatchObject({ value: { index: -1, children: [{ block_type: 27 }] } })
  const answerRevision = async () =>
    (await tab.doors.wire.next('getDocument')).answer({ document: { document_id: 'doc1', revision_id: 7 } })
  await answerRevision()
  for (let blocks = 1; blocks <= 3; blocks += 1) {
    const read = await tab.doors.wire.next('getBlock')
    read.answer({ block: { block_id: read.request.parameters['block_id'], block_type: 27, image: { token: '' } } })
  }
  await answerRevision()
  const deletion = await tab.doors.wire.next('updateDocument')
  expect(String(deletion.json['block_id']).split(',')).toContain('view99')
  await settled()
  const database = await browser.openDatabase()
  expect(await database.getAll('discards')).toEqual([{ documentId: 'doc1', blockId: v.parse(BlockId, 'view99') }])
})

test.each(earlier)('%s: thumbnails that were kept are found, and new ones can be kept', async (name) => {
  const { thumbnails } = await openTab(await browserOf(read(name)))
  const frame = { picture: new Uint8Array([1, 2, 3]).buffer, type: 'image/webp', lengthMs: 42_000 }
  expect(await thumbnails.find('uuid-5')).toEqual(name === 'version-3' || name === 'version-4' ? frame : null)
  thumbnails.keep('uuid-1', frame)
  expect(await thumbnails.find('uuid-1')).toEqual(frame)
})

test('version-4: what was being deleted by index is looked at', async () => {
  const tab = await openTab(await browserOf(read('version-4')))
  const creation = await tab.doors.wire.next('createBlocks')
  creation.refuse(1770032)
  const look = await tab.doors.wire.next('listChildren')
  expect(look.request).toMatchObject({ parameters: { document_id: 'doc2' }, query: { document_revision_id: '5' } })
})

test('a migration that fails leaves the queues as they were', async () => {
  const kept = read('version-1-targets')
  const browser = await browserOf({ ...kept, stores: { ...kept.stores, states: [] } })
  const update = vi.spyOn(IDBCursor.prototype, 'update').mockImplementation(() => {
    throw new DOMException('', 'DataError')
  })
  const tab = await openTab(browser)
  update.mockRestore()
  expect(tab.journalStatus.getSnapshot()).toBe('refused')
  tab.close()
  expect(jobsOf(await openTab(browser))).toHaveLength(8)
})

test('a database that a newer page wrote is left alone, and reported', async () => {
  const browser = new MemoryBrowser()
  const neighbours = { onBlocked: () => undefined, onWanted: (close: () => void) => close(), onLost: () => undefined }
  const newer = await openJournalDatabase(neighbours, browser.name, journalVersion + 1)
  await newer.put('queues', { queueId: 'q', ownerOpenId: 'ou_zhang', createdAtMs: 1, touchedAtMs: 1, order: null })
  newer.close()
  const tab = await openTab(browser)
  expect(tab.journalStatus.getSnapshot()).toBe('newer-version')
  const again = await openJournalDatabase(neighbours, browser.name, journalVersion + 1)
  expect(await again.count('queues')).toBe(1)
})
