import type { IDBPTransaction } from 'idb'

/** The upgrade transaction. Records come from earlier pages, so their shape is unknown. */
type Raising = IDBPTransaction<unknown, string[], 'versionchange'>
type Fields = Readonly<Record<string, unknown>>

/**
 * One step per version: the first creates the stores, the others rewrite records whose shape changed. A deployed step is
 * never changed. Tested with records of its version in `testing/kept`.
 */
const steps: readonly ((raising: Raising) => Promise<void>)[] = [makeStores, nameSpots, addThumbnails, addDeletions]

export const journalVersion = steps.length

/** Migrates the database from version `from` (0: new) to the current one. */
export async function raiseVersion(raising: Raising, from: number): Promise<void> {
  for (const step of steps.slice(from)) await step(raising)
}

function makeStores({ db }: Raising): Promise<void> {
  db.createObjectStore('queues', { keyPath: 'queueId' })
  for (const store of ['packs', 'states', 'creations', 'discards', 'handles', 'copies']) db.createObjectStore(store)
  return Promise.resolve()
}

/**
 * 1 → 2: a stage's `block` becomes `spot`. Version 1 also holds records from before there were other targets than
 * documents: without `is`, meaning the end of a docx and the card view.
 */
async function nameSpots(raising: Raising): Promise<void> {
  await rewrite(raising, 'packs', (pack) => (Array.isArray(pack) ? pack.map(withTarget) : pack))
  await rewrite(raising, 'states', (state) => {
    const { stage, ...rest } = fieldsOf(withTarget(state))
    return { ...rest, stage: withSpot(stage) }
  })
  await rewrite(raising, 'creations', (creation) => {
    const { input, ...rest } = fieldsOf(creation)
    return { ...rest, input: 'documentId' in fieldsOf(input) ? { fileView: 'card', ...fieldsOf(input) } : input }
  })
}

/** 2 → 3: thumbnails are kept. */
function addThumbnails({ db }: Raising): Promise<void> {
  db.createObjectStore('thumbnails')
  return Promise.resolve()
}

/** 3 → 4: deletions by index are kept until they were looked at. */
function addDeletions({ db }: Raising): Promise<void> {
  db.createObjectStore('deletions')
  return Promise.resolve()
}

function withTarget(record: unknown): unknown {
  const { target, ...rest } = fieldsOf(record)
  const atItsEnd = { is: 'docx', at: { is: 'end' }, fileView: 'card' }
  return { ...rest, target: { ...('is' in fieldsOf(target) ? {} : atItsEnd), ...fieldsOf(target) } }
}

function withSpot(stage: unknown): unknown {
  const { block, kept, ...rest } = fieldsOf(stage)
  return {
    ...rest,
    ...(block === undefined ? {} : { spot: block }),
    ...(kept === undefined ? {} : { kept: kept && withSpot(kept) }),
  }
}

/** Anything but an object has no fields; `readQueue` reports it later. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

async function rewrite(raising: Raising, store: string, change: (value: unknown) => unknown): Promise<void> {
  for (let at = await raising.objectStore(store).openCursor(); at; at = await at.continue()) {
    await at.update(change(at.value))
  }
}
