import type { IDBPTransaction } from 'idb'
import { ownFailure } from '../../engine/job/failure.ts'
import type { JobId, Stage } from '../../engine/job/job.ts'
import type {
  JournalCreation,
  JournalDeletion,
  JournalDiscard,
  JournalState,
} from '../../engine/journal/journal-change.ts'
import type { Pack } from './file-packs.ts'
import { eachInTurn, rangeOf, whole } from './journal-database.ts'
import {
  allStores,
  filedStores,
  type FileRecord,
  type JournalDatabase,
  type JournalSchema,
  type QueueRecord,
} from './journal-stores.ts'
import { fieldOf, isTarget } from '../kept/kept-targets.ts'
import { isCreation, isDeletion, isDiscard, isFileRecord, isState } from './kept-records.ts'

/** A queue as stored in the database. */
export interface FiledQueue {
  readonly queue: QueueRecord
  readonly packs: readonly Pack[]
  readonly states: ReadonlyMap<JobId, JournalState>
  readonly handles: ReadonlyMap<JobId, FileSystemHandle>
  readonly creations: readonly JournalCreation[]
  readonly deletions: readonly JournalDeletion[]
  readonly discards: readonly JournalDiscard[]
  /** Jobs whose bytes are stored too. */
  readonly copies: ReadonlySet<JobId>
  /** Jobs whose thumbnails are stored. */
  readonly thumbnails: ReadonlySet<JobId>
  /** Names, where readable, of files whose records are too damaged to restore a job. */
  readonly lost: readonly string[]
  /** The records should be rewritten: some are damaged, or the page that wrote them missed changes. */
  readonly isDoubtful: boolean
}

export function emptyQueue(queue: QueueRecord): FiledQueue {
  return {
    queue,
    packs: [],
    states: new Map(),
    handles: new Map(),
    creations: [],
    deletions: [],
    discards: [],
    copies: new Set<JobId>(),
    thumbnails: new Set<JobId>(),
    lost: [],
    isDoubtful: false,
  }
}

/** Reads a queue. An unreadable record costs only its own file, which is listed in `lost`. */
export async function readQueue(database: JournalDatabase, queue: QueueRecord): Promise<FiledQueue> {
  const { queueId } = queue
  const [packs, states, handles, creations, deletions, discards, copies, thumbnails] = await Promise.all([
    readStore(database, 'packs', queueId),
    readStore(database, 'states', queueId),
    readStore(database, 'handles', queueId),
    readStore(database, 'creations', queueId),
    readStore(database, 'deletions', queueId),
    readStore(database, 'discards', queueId),
    database.getAllKeys('copies', rangeOf(queueId)),
    database.getAllKeys('thumbnails', rangeOf(queueId)),
  ])
  const files = filesIn(packs)
  const progress = statesIn(states, files)
  const [good, isCreationLost] = only(creations, isCreation)
  const [unseen, isDeletionLost] = only(deletions, isDeletion)
  const [outcasts, isDiscardLost] = only(discards, isDiscard)
  if (isCreationLost) forgetPlacing(progress.states, good)
  return {
    queue,
    packs: progress.orphans.length > 0 ? [...files.packs, [files.next, progress.orphans]] : files.packs,
    states: progress.states,
    handles: new Map(handles.flatMap(([[, id], handle]) => (isHandle(handle) ? [[id, handle]] : []))),
    creations: good,
    deletions: unseen,
    discards: outcasts,
    copies: new Set(copies.map(([, id]) => id)),
    thumbnails: new Set(thumbnails.map(([, id]) => id)),
    lost: files.lost.filter(({ id }) => !progress.states.has(id)).map(({ name }) => name),
    isDoubtful: files.lost.length > 0 || progress.isAnyLost || isCreationLost || isDeletionLost || isDiscardLost,
  }
}

type FiledStore = Exclude<(typeof filedStores)[number], 'copies' | 'thumbnails'>
type Filed<Store extends FiledStore> = readonly (readonly [key: JournalSchema[Store]['key'], value: unknown])[]

async function readStore<Store extends FiledStore>(
  database: JournalDatabase,
  store: Store,
  queueId: string,
): Promise<Filed<Store>> {
  const keys = await database.getAllKeys(store, rangeOf(queueId))
  // `getAll` fails if the browser cannot deserialize one value; then read them one by one.
  const values = await database
    .getAll(store, rangeOf(queueId))
    .catch(() => Promise.all(keys.map(async (key) => database.get(store, key).catch(() => undefined))))
  return keys.map((key, at) => [key, values[at]] as const)
}

/** The valid values, and whether any was invalid. */
function only<T>(filed: readonly (readonly [unknown, unknown])[], isGood: (value: unknown) => value is T) {
  const good = filed.flatMap(([, value]) => (isGood(value) ? [value] : []))
  return [good, good.length < filed.length] as const
}

function isHandle(value: unknown): value is FileSystemHandle {
  return typeof value === 'object' && value !== null && 'kind' in value
}

interface Files {
  readonly packs: readonly Pack[]
  readonly byId: ReadonlyMap<JobId, FileRecord>
  readonly lost: readonly { readonly id: JobId; readonly name: string }[]
  /** The next free pack number. */
  readonly next: number
}

function filesIn(filed: Filed<'packs'>): Files {
  const lost: Files['lost'][number][] = []
  const packs = filed.map(([[, number], records]): Pack => {
    if (!Array.isArray(records)) {
      lost.push({ id: '', name: '' })
      return [number, []]
    }
    for (const each of records)
      if (!isFileRecord(each)) lost.push({ id: textIn(each, 'id'), name: textIn(each, 'name') })
    return [number, records.filter(isFileRecord)]
  })
  const byId = new Map(packs.flatMap(([, records]) => records.map((record) => [record.id, record] as const)))
  return { packs, byId, lost, next: 1 + Math.max(-1, ...packs.map(([number]) => number)) }
}

/** Reads each job's stage. A job whose stage is unreadable becomes failed, so that a person checks the document. */
function statesIn(filed: Filed<'states'>, { byId }: Files) {
  const states = new Map<JobId, JournalState>()
  const orphans: FileRecord[] = []
  let isAnyLost = false
  for (const [[, id], value] of filed) {
    const file = byId.get(id)
    const state = isState(value) ? value : unreadableState(value, id, file)
    isAnyLost ||= state !== value
    if (!state || (!file && isEnded(state.stage))) continue
    states.set(id, state)
    const { name, target } = state
    if (!file) orphans.push({ id, name, path: name, seen: null, target, handleOf: null })
  }
  return { states, orphans, isAnyLost: isAnyLost || orphans.length > 0 }
}

function unreadableState(value: unknown, id: JobId, file: FileRecord | undefined): JournalState | null {
  const target = fieldOf(value, 'target')
  const known = isTarget(target) ? target : file?.target
  const name = textIn(value, 'name') || file?.name
  return known && name !== undefined ? { id, name, target: known, stage: lostProgress, paused: false } : null
}

const lostProgress: Stage = { at: 'failed', failure: ownFailure('progress-lost'), leftover: null, kept: null }

/** Marks jobs that were being placed by an unreadable creation as failed: their blocks may or may not exist. */
function forgetPlacing(states: Map<JobId, JournalState>, creations: readonly JournalCreation[]): void {
  const known = new Set(creations.flatMap(({ ids }) => ids))
  for (const [id, state] of states) {
    if (state.stage.at === 'placing' && !known.has(id)) states.set(id, { ...state, stage: lostProgress })
  }
}

/**
 * A queue whose page could no longer write to the database. Jobs recorded as unfinished may be done by now, and blocks
 * recorded as being created may have been filled, so all of them become failed instead of being resumed. Deletions
 * recorded as not looked at may have been long ago.
 */
export function withoutProgress(filed: FiledQueue): FiledQueue {
  const states = new Map(filed.states)
  for (const { id, name, target } of filed.packs.flatMap(([, files]) => files)) {
    const state = states.get(id) ?? { id, name, target, paused: false, stage: lostProgress }
    states.set(id, isEnded(state.stage) ? state : { ...state, stage: lostProgress })
  }
  return { ...filed, states, creations: [], deletions: [], isDoubtful: true }
}

function isEnded({ at }: Stage): boolean {
  return at === 'done' || at === 'cancelled'
}

function textIn(value: unknown, field: string): string {
  const text = fieldOf(value, field)
  return typeof text === 'string' ? text : ''
}

/** Whether a queue needs to be restored. Jobs that are done or cancelled were reported on the page where that happened. */
export function isUnfinished({ packs, states, creations, deletions, discards, lost }: FiledQueue): boolean {
  if ([creations, deletions, discards, lost].some(({ length }) => length > 0)) return true
  return packs.some(([, files]) =>
    files.some(({ id }) => {
      const stage = states.get(id)?.stage
      // Still undoable: shown again, since the person may not have seen it.
      if (stage?.at === 'cancelled' && stage.before !== undefined) return true
      return !stage || !isEnded(stage)
    }),
  )
}

export async function removeQueue(database: JournalDatabase, queueId: string): Promise<void> {
  const transaction = database.transaction(allStores, 'readwrite')
  await whole(transaction, async () => {
    await transaction.objectStore('queues').delete(queueId)
    for (const store of filedStores) await transaction.objectStore(store).delete(rangeOf(queueId))
  })
}

/** Job ids in the queue's order; files added after the last reordering come last. */
export function idsInOrder({ queue, packs }: Pick<FiledQueue, 'queue' | 'packs'>): readonly JobId[] {
  const ids = packs.flatMap(([, files]) => files.map(({ id }) => id))
  if (queue.order === null) return ids
  const known = new Set(ids)
  const ordered = new Set(queue.order.filter((id) => known.has(id)))
  return [...ordered, ...ids.filter((id) => !ordered.has(id))]
}

/** Result of appending one queue to another. */
export interface Joined {
  readonly queue: QueueRecord
  /** Offset added to the pack numbers of the second queue. */
  readonly raisedBy: number
}

/** Appends the second queue to the first, which keeps its id. */
export async function joinQueues(
  database: JournalDatabase,
  first: Pick<FiledQueue, 'queue' | 'packs'>,
  second: FiledQueue,
): Promise<Joined> {
  const isReordered = first.queue.order !== null || second.queue.order !== null
  const queue = { ...first.queue, order: isReordered ? [...idsInOrder(first), ...idsInOrder(second)] : null }
  const raisedBy = 1 + Math.max(-1, ...first.packs.map(([number]) => number))
  const transaction = database.transaction(allStores, 'readwrite')
  await whole(transaction, async () => {
    await transaction.objectStore('queues').put(queue)
    await eachInTurn(puttingQueue(transaction, queue.queueId, second, raisedBy), (put) => put())
    const moved = rangeOf(second.queue.queueId)
    for (const store of ['copies', 'thumbnails'] as const) {
      for (let at = await transaction.objectStore(store).openCursor(moved); at; at = await at.continue()) {
        await at.source.put(at.value, [queue.queueId, at.key[1]])
      }
    }
    await transaction.objectStore('queues').delete(second.queue.queueId)
    for (const store of filedStores) await transaction.objectStore(store).delete(moved)
  })
  return { queue, raisedBy }
}

type Writing = IDBPTransaction<JournalSchema, ('queues' | (typeof filedStores)[number])[], 'readwrite'>

/** Requests that write a queue except its own record, its copies and its thumbnails. */
export function* puttingQueue(
  transaction: Pick<Writing, 'objectStore'>,
  queueId: string,
  {
    packs,
    states,
    handles,
    creations,
    deletions,
    discards,
  }: Omit<FiledQueue, 'queue' | 'copies' | 'thumbnails' | 'lost' | 'isDoubtful'>,
  raisedBy = 0,
): Generator<() => Promise<unknown>> {
  for (const [number, files] of packs) {
    if (files.length > 0) yield () => transaction.objectStore('packs').put(files, [queueId, number + raisedBy])
  }
  for (const [id, state] of states) yield () => transaction.objectStore('states').put(state, [queueId, id])
  for (const [id, handle] of handles) yield () => transaction.objectStore('handles').put(handle, [queueId, id])
  for (const each of creations) {
    yield () => transaction.objectStore('creations').put(each, [queueId, each.input.clientToken])
  }
  for (const each of deletions) {
    yield () => transaction.objectStore('deletions').put(each, [queueId, each.input.clientToken])
  }
  for (const each of discards) yield () => transaction.objectStore('discards').put(each, [queueId, each.blockId])
}

/** Requests that replace all stored records of a queue except its copies and its thumbnails. */
export function* puttingAnew(
  transaction: Pick<Writing, 'objectStore'>,
  queue: QueueRecord,
  filed: Parameters<typeof puttingQueue>[2],
): Generator<() => Promise<unknown>> {
  yield () => transaction.objectStore('queues').put(queue)
  for (const store of ['packs', 'states', 'handles', 'creations', 'deletions', 'discards'] as const) {
    yield () => transaction.objectStore(store).delete(rangeOf(queue.queueId))
  }
  yield* puttingQueue(transaction, queue.queueId, filed)
}

/** Sizes of its copies in bytes. */
export function sizesOfCopies({ packs, copies }: FiledQueue): ReadonlyMap<JobId, number> {
  const files = packs.flatMap(([, each]) => each)
  return new Map(files.flatMap(({ id, seen }) => (copies.has(id) ? [[id, seen?.sizeBytes ?? 0]] : [])))
}
