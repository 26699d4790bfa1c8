import { expect, test, vi } from 'vitest'
import type { SourceFile } from '../../engine/files/source-file.ts'
import { inMemoryFile } from '../drop/page-file.ts'
import { copyMaxBytes, FileCopies } from './file-copies.ts'
import type { JournalDatabase } from './journal-stores.ts'
import { changeOf, done, filed, listing, pageFile, stateAt } from './testing/changes.ts'
import { MemoryBrowser } from '../tabs/testing/memory-browser.ts'

const roomy = { quota: 10 ** 10, usage: 0 }

async function openCopies({
  estimate = (): Promise<StorageEstimate> => Promise.resolve(roomy),
  kept = new Map<string, number>(),
  bytesPerSecond = (): number | null => null,
} = {}) {
  const database = await new MemoryBrowser().openDatabase()
  const copies = new FileCopies({ storage: () => ({ database, queueId: 'q' }), estimate, bytesPerSecond })
  copies.takeUp(kept)
  return { database, copies }
}

const copied = async (database: JournalDatabase) => (await database.getAllKeys('copies')).map(([, id]) => id)
const textOf = async (database: JournalDatabase, id: string) => {
  const copy = await database.get('copies', ['q', id])
  return copy && new Blob([copy]).text()
}
const sized = (name: string, sizeBytes: number) => inMemoryFile(new File([new Uint8Array(sizeBytes)], name), name)

/** A file whose bytes arrive when the test releases them. */
function slowFile(name: string) {
  let arrive: (blob: Blob) => void = () => undefined
  const file: SourceFile = { ...pageFile(name), open: () => new Promise((resolve) => (arrive = resolve)) }
  return { file, arrive: () => arrive(new Blob(['x'])) }
}

/** Waits until the database has settled. */
async function quiet(database: JournalDatabase) {
  for (let round = 0; round < 20; round += 1) {
    await database.getAllKeys('copies')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('small files are copied, large files and files that were only listed are not', async () => {
  const { database, copies } = await openCopies()
  const files = [
    filed('small'),
    filed('large', sized('large', copyMaxBytes + 1)),
    filed('listed', listing('listed')),
    filed('last'),
  ]
  copies.follow(changeOf({ files }))
  await quiet(database)
  expect(await copied(database)).toEqual(['last', 'small'])
  expect(await textOf(database, 'small')).toBe('small.txt')
})

test('a copy is deleted when its file has arrived or was removed from the list', async () => {
  const { database, copies } = await openCopies()
  copies.follow(changeOf({ files: [filed('a'), filed('b'), filed('c')] }))
  await quiet(database)
  copies.follow(changeOf({ states: [stateAt('a', done)], removed: ['b'] }))
  await quiet(database)
  expect(await copied(database)).toEqual(['c'])
})

test('a file that arrives while its bytes are being read is not copied', async () => {
  const { database, copies } = await openCopies()
  const { file, arrive } = slowFile('a')
  copies.follow(changeOf({ files: [filed('a', file)] }))
  await quiet(database)
  copies.follow(changeOf({ states: [stateAt('a', done)] }))
  arrive()
  await quiet(database)
  expect(await copied(database)).toEqual([])
})

test('copies take a quarter of the free storage, and are made again as soon as some is freed', async () => {
  const { database, copies } = await openCopies({
    estimate: () => Promise.resolve({ quota: 100_000, usage: 60_000 }),
  })
  const files = ['a', 'b', 'c'].map((id) => filed(id, sized(id, 4_000)))
  copies.follow(changeOf({ files }))
  await quiet(database)
  expect(await copied(database)).toEqual(['a', 'b'])
  copies.follow(changeOf({ states: [stateAt('a', done)] }))
  await quiet(database)
  expect(await copied(database)).toEqual(['b', 'c'])
})

test('copies made by an earlier page count towards the limit', async () => {
  const { database, copies } = await openCopies({ kept: new Map([['old', 256 * 1024 * 1024]]) })
  copies.follow(changeOf({ files: [filed('a')] }))
  await quiet(database)
  expect(await copied(database)).toEqual([])
  copies.follow(changeOf({ states: [stateAt('old', done)] }))
  await quiet(database)
  expect(await copied(database)).toEqual(['a'])
})

test('a file that cannot be read does not stop the copying of others', async () => {
  const { database, copies } = await openCopies()
  const gone = { ...pageFile('gone'), open: () => Promise.reject(new Error('gone')) }
  copies.follow(changeOf({ files: [filed('gone', gone), filed('a')] }))
  await quiet(database)
  expect(await copied(database)).toEqual(['a'])
})

test('a browser without a storage estimate keeps copies too', async () => {
  const { database, copies } = await openCopies({ estimate: () => Promise.reject(new TypeError('no storage')) })
  copies.follow(changeOf({ files: [filed('a')] }))
  await quiet(database)
  expect(await copied(database)).toEqual(['a'])
})

/** Rejects Blobs, as a private window of Safari does. */
function refusingBlobs(database: JournalDatabase): JournalDatabase {
  const transaction = (...args: Parameters<JournalDatabase['transaction']>) => {
    const begun = database.transaction(...args)
    const { store } = begun as unknown as { store: { put: (copy: unknown, key: IDBValidKey) => Promise<unknown> } }
    const put = store.put.bind(store)
    store.put = (copy, key) =>
      copy instanceof Blob ? Promise.reject(new DOMException('no blobs', 'UnknownError')) : put(copy, key)
    return begun
  }
  return new Proxy(database, {
    get: (target, name): unknown => (name === 'transaction' ? transaction : Reflect.get(target, name)),
  })
}

test('where the browser cannot store Blobs, their bytes are stored', async () => {
  const database = refusingBlobs(await new MemoryBrowser().openDatabase())
  const storage = () => ({ database, queueId: 'q' })
  const copies = new FileCopies({ storage, estimate: () => Promise.resolve(roomy), bytesPerSecond: () => null })
  copies.follow(changeOf({ files: [filed('a'), filed('b')] }))
  await expect.poll(() => copied(database)).toEqual(['a', 'b'])
  expect(await textOf(database, 'b')).toBe('b.txt')
})

test('copies whose bytes are available otherwise are deleted, and no more are made', async () => {
  const { database, copies } = await openCopies({ kept: new Map([['inherited', 1]]) })
  await database.put('copies', new Blob(['x']), ['q', 'inherited'])
  copies.follow(changeOf({ files: [filed('a'), filed('b')] }))
  await expect.poll(() => copied(database)).toEqual(['a', 'b', 'inherited'])
  expect(await copies.giveUp()).toBe(true)
  copies.follow(changeOf({ files: [filed('c')] }))
  await quiet(database)
  expect(await copied(database)).toEqual(['inherited'])
  expect(await copies.giveUp()).toBe(false)
})

test('an altered file is copied in place of the one before, however large it is', async () => {
  const { database, copies } = await openCopies()
  copies.follow(changeOf({ files: [filed('a')] }))
  await expect.poll(() => copied(database)).toEqual(['a'])
  const altered = { how: ['stripped'], fromBytes: 5 } as const
  const file = sized('a', copyMaxBytes + 1)
  copies.follow(changeOf({ files: [{ ...filed('a', file), altered }] }))
  await expect.poll(async () => (await textOf(database, 'a'))?.length).toBe(copyMaxBytes + 1)
  copies.follow(changeOf({ states: [stateAt('a', done)] }))
  await quiet(database)
  expect(await copied(database)).toEqual([])
})

test('nothing is copied while uploads are so fast that the files would be sent before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    let bytesPerSecond = 50_000_000
    const { database, copies } = await openCopies({ bytesPerSecond: () => bytesPerSecond })
    copies.follow(changeOf({ files: [filed('a'), filed('b'), filed('c')] }))
    await quiet(database)
    copies.follow(changeOf({ states: [stateAt('a', done)] }))
    await vi.advanceTimersByTimeAsync(2000)
    await quiet(database)
    expect(await copied(database)).toEqual([])
    // The line became slow: what still waits is kept.
    bytesPerSecond = 1_000_000
    await vi.advanceTimersByTimeAsync(500)
    await quiet(database)
    expect(await copied(database)).toEqual(['b', 'c'])
  } finally {
    vi.useRealTimers()
  }
})
