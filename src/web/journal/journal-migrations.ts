import type { IDBPTransaction } from 'idb'
import { allStores, storeOptions } from './journal-stores.ts'

/** A database while its version is being raised. Records are what some earlier page wrote, so nothing is known of them. */
type Raising = IDBPTransaction<unknown, string[], 'versionchange'>
type Fields = Readonly<Record<string, unknown>>

/**
 * One step for each version, from the version before: the first makes the stores, each other one rewrites what changed its shape.
 * A step is never changed once it was deployed. What `testing/kept` holds of its version is what it is tested with.
 */
const steps: readonly ((raising: Raising) => Promise<void>)[] = [makeStores, nameSpots]

export const journalVersion = steps.length

/** Brings every queue of an earlier version along: its files, their stages, and what has still to be taken out. */
export async function raiseVersion(raising: Raising, from: number): Promise<void> {
  for (const step of steps.slice(from)) await step(raising)
}

async function makeStores({ db }: Raising): Promise<void> {
  for (const store of allStores) db.createObjectStore(store, storeOptions[store])
  return Promise.resolve()
}

/**
 * 1 → 2: a stage's `block` is called `spot`. And what version 1 wrote before there were other targets than documents: they had no
 * `is`, files went to the end, and as cards.
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

/** What is no object has no fields; the reader of the queue tells of it later. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

async function rewrite(raising: Raising, store: string, change: (value: unknown) => unknown): Promise<void> {
  for (let at = await raising.objectStore(store).openCursor(); at; at = await at.continue()) {
    await at.update(change(at.value))
  }
}
