import { expect, test, vi } from 'vitest'
import { deleteDB } from 'idb'
import * as v from 'valibot'
import { BlockId } from '../../contract/feishu/ids.ts'
import { spot, target, uploadId } from '../testing/jobs.ts'
import { isUnfinished, readQueue } from './filed-queue.ts'
import { QueueJournal } from './queue-journal.ts'
import {
  changeOf,
  creationOf,
  deletionOf,
  done,
  filed,
  listing,
  noCopies,
  pageFile,
  stateAt,
} from './testing/changes.ts'
import { MemoryBrowser } from '../tabs/testing/memory-browser.ts'

const queue = { queueId: 'q', ownerOpenId: 'ou_zhang', createdAtMs: 0, touchedAtMs: 0, order: null }

async function openJournal() {
  const browser = new MemoryBrowser()
  const database = await browser.openDatabase()
  const seen = { stopped: 0, followed: 0, caughtUp: 0 }
  const clock = { nowMs: 1_700_000_000_000 }
  const journal = new QueueJournal({
    queue,
    copies: { ...noCopies, follow: () => void (seen.followed += 1) },
    thumbnails: noCopies,
    reopen: () => browser.openDatabase(),
    nowMs: () => clock.nowMs,
    onStopped: () => (seen.stopped += 1),
    onCaughtUp: () => (seen.caughtUp += 1),
  })
  await journal.attach(database)
  const read = async () => {
    const now = journal.database ?? database
    const record = await now.get('queues', 'q')
    return readQueue(now, record ?? queue)
  }
  return { browser, database, journal, read, seen, clock }
}

const filesIn = ({ packs }: Awaited<ReturnType<typeof readQueue>>) => packs.flatMap(([, files]) => files)

test('files, states and order are read as they were written', async () => {
  const { journal, read } = await openJournal()
  const parts = { uploadId, partBytes: 4, accepted: new Set([0, 2]), expiresAtMs: 9 }
  await journal.write(changeOf({ files: [filed('a', pageFile('f/a.txt', 'abc')), filed('b', listing('f/b.txt'))] }))
  await journal.write(changeOf({ states: [stateAt('a', { at: 'placed', spot, parts })], order: ['b', 'a'] }))

  const back = await read()
  expect(filesIn(back)).toEqual([
    {
      id: 'a',
      name: 'a.txt',
      path: 'f/a.txt',
      seen: { sizeBytes: 3, lastModifiedMs: 7, type: '' },
      target,
      handleOf: null,
    },
    { id: 'b', name: 'b.txt', path: 'f/b.txt', seen: null, target, handleOf: null },
  ])
  expect(back.states.get('a')).toEqual(stateAt('a', { at: 'placed', spot, parts }))
  expect(back.queue).toEqual({ ...queue, touchedAtMs: 1_700_000_000_000, order: ['b', 'a'] })
})

test('a file that is inspected later keeps its position', async () => {
  const { journal, read } = await openJournal()
  await journal.write(changeOf({ files: [filed('a', listing('a.txt')), filed('b')] }))
  await journal.write(changeOf({ files: [filed('a', pageFile('a.txt', 'abc'))] }))
  expect(filesIn(await read()).map(({ id, seen }) => [id, seen?.sizeBytes])).toEqual([
    ['a', 3],
    ['b', 5],
  ])
})

test('jobs taken off the list leave nothing behind', async () => {
  const { journal, read } = await openJournal()
  await journal.write(changeOf({ files: [filed('a'), filed('b')], states: [stateAt('a', done), stateAt('b', done)] }))
  await journal.write(changeOf({ removed: ['a'] }))
  expect(filesIn(await read()).map(({ id }) => id)).toEqual(['b'])
  await journal.write(changeOf({ removed: ['b'] }))
  const { packs, states } = await read()
  expect([packs, [...states]]).toEqual([[], []])
})

test('creations, deletions and discards are stored until they are concluded', async () => {
  const { journal, read } = await openJournal()
  const creation = (clientToken: string) => ({
    ids: ['a'],
    input: {
      documentId: target.documentId,
      kinds: ['file' as const],
      fileView: 'card' as const,
      index: -1,
      clientToken,
    },
  })
  const blockId = v.parse(BlockId, 'left')
  await journal.write(
    changeOf({
      creations: [creation('t1'), creation('t2')],
      deletions: [deletionOf('a'), deletionOf('b')],
      discards: [{ documentId: target.documentId, blockId }],
    }),
  )
  await journal.write(changeOf({ concluded: ['t1', 'of-a'] }))
  const { creations, deletions, discards } = await read()
  expect([creations, deletions]).toEqual([[creation('t2')], [deletionOf('b')]])
  expect(discards).toEqual([{ documentId: target.documentId, blockId }])
  expect(isUnfinished({ ...(await read()), creations: [], discards: [] })).toBe(true)
  await journal.write(changeOf({ concluded: ['t2', 'of-b'], discarded: [blockId] }))
  const left = await read()
  expect([left.creations, left.deletions, left.discards]).toEqual([[], [], []])
})

test('all requests of a change are made before the first answer, so that it is written even when the page closes at once', async () => {
  const { journal, read } = await openJournal()
  const committing = vi.spyOn(IDBTransaction.prototype, 'commit')
  // A busy machine would look as if the change were one of thousands of files, which is written with pauses.
  const time = vi.spyOn(performance, 'now').mockReturnValue(0)
  const writing = journal.write(changeOf({ files: [filed('a'), filed('b')], states: [stateAt('a', done)] }))
  expect(committing).toHaveBeenCalledOnce()
  committing.mockRestore()
  time.mockRestore()
  await writing
  expect(filesIn(await read()).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('one handle is stored for all files of a folder, later ones included', async () => {
  const { database, journal, read } = await openJournal()
  const handle = { kind: 'directory', name: 'f' } as FileSystemHandle
  const inFolder = (id: string) => filed(id, Object.assign(pageFile(`f/${id}`), { handle }))
  await journal.write(changeOf({ files: [inFolder('a'), inFolder('b')] }))
  await journal.write(changeOf({ files: [inFolder('c')] }))
  expect(filesIn(await read()).map(({ handleOf }) => handleOf)).toEqual(['a', 'a', 'a'])
  expect(await database.getAllKeys('handles')).toEqual([['q', 'a']])
})

test('the owner of a stored queue can be changed', async () => {
  const { journal, read } = await openJournal()
  await journal.write(changeOf({ files: [filed('a')] }))
  await journal.own('ou_li')
  expect((await read()).queue.ownerOpenId).toBe('ou_li')
})

test('a change that cannot be written is not written in part, and the journal stops without an error for the engine', async () => {
  const { journal, read, seen } = await openJournal()
  await journal.write(changeOf({ files: [filed('a')] }))
  // Functions cannot be stored.
  const unstorable = { ...target, title: (() => '') as unknown as string }
  await journal.write(changeOf({ files: [filed('b')], states: [{ ...stateAt('a', done), target: unstorable }] }))
  await journal.write(changeOf({ files: [filed('c')] }))
  expect(filesIn(await read()).map(({ id }) => id)).toEqual(['a'])
  expect(seen).toMatchObject({ stopped: 1, followed: 1 })
})

test('a database that was closed meanwhile is reopened later, and gets all changes since', async () => {
  const { database, journal, read, seen, clock } = await openJournal()
  await journal.write(changeOf({ files: [filed('a'), filed('b')], creations: [creationOf('a'), creationOf('b')] }))
  database.close()
  await journal.write(changeOf({ files: [filed('c')] }))
  await journal.write(changeOf({ states: [stateAt('a', done)], concluded: ['for-a'], removed: ['b'] }))
  expect([seen.stopped, journal.isWhole]).toEqual([1, false])
  clock.nowMs += 10_000
  await journal.write(changeOf({ states: [stateAt('c', done)] }))
  await expect.poll(() => seen.caughtUp).toBe(1)
  await journal.write(changeOf({ files: [filed('d')] }))

  const { states, creations, ...back } = await read()
  expect(filesIn({ states, creations, ...back }).map(({ id }) => id)).toEqual(['a', 'c', 'd'])
  expect([...states.keys()]).toEqual(['a', 'c'])
  expect(creations).toEqual([creationOf('b')])
})

test('a database that was deleted is filled again at once', async () => {
  const { browser, database, journal, read, seen } = await openJournal()
  await journal.write(changeOf({ files: [filed('a')], states: [stateAt('a', { at: 'placing', holdup: null })] }))
  database.close()
  await deleteDB(browser.name)
  await journal.writeAnew()
  expect(seen.caughtUp).toBe(1)
  const { packs, states } = await read()
  expect([packs.length, [...states.keys()]]).toEqual([1, ['a']])
})

test('changes made before the database is open are written once it is', async () => {
  const browser = new MemoryBrowser()
  const caughtUp = vi.fn()
  const journal = new QueueJournal({
    queue,
    copies: noCopies,
    thumbnails: noCopies,
    reopen: () => browser.openDatabase(),
    nowMs: () => 1,
    onStopped: () => expect.unreachable(),
    onCaughtUp: caughtUp,
  })
  await journal.write(changeOf({ files: [filed('a')] }))
  const database = await browser.openDatabase()
  await journal.attach(database)
  expect(caughtUp).toHaveBeenCalledOnce()
  expect(filesIn(await readQueue(database, queue)).map(({ id }) => id)).toEqual(['a'])
})

test.each(['copies', 'thumbnails'] as const)(
  'when the storage is full, %s are deleted in favour of the queue',
  async (which) => {
    const browser = new MemoryBrowser()
    const database = await browser.openDatabase()
    const giveUp = vi.fn(() => Promise.resolve(true))
    const journal = new QueueJournal({
      queue,
      copies: noCopies,
      thumbnails: noCopies,
      [which]: { ...noCopies, giveUp },
      reopen: () => browser.openDatabase(),
      nowMs: () => 1,
      onStopped: () => expect.unreachable(),
      onCaughtUp: () => expect.unreachable(),
    })
    await journal.attach(database)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('', 'QuotaExceededError')
    })
    await journal.write(changeOf({ files: [filed('a')], removed: [] }))
    put.mockRestore()
    expect(giveUp).toHaveBeenCalledOnce()
    expect(filesIn(await readQueue(database, queue)).map(({ id }) => id)).toEqual(['a'])
  },
)
