import type { FileToken } from '../../contract/ids.ts'
import { recordsPerBatch } from '../../contract/limits.ts'
import { batchCreateRecordsRequest, readRecords, type CellValues } from '../../contract/records.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { Failure, JobId } from '../job.ts'
import type { JournalCreation, RecordCreation } from '../journal-change.ts'
import type { Bind } from '../local-lane.ts'
import { bindingJobs, healOrFail, toldTo, type BindingJob } from '../put-in.ts'
import type { BaseTarget } from '../target.ts'

/** Makes a record for each uploaded file, all that are ready in one call, in the queue's order. */
export class RecordEdits implements Bind {
  readonly #parts: EngineParts
  #sent: readonly JobId[] = []
  /** Creations without a word whether they took effect: asked again with the same client_token before anything else. */
  #unsettled: readonly RecordCreation[] = []
  readonly #toSettle = new Set<JobId>()
  #asking: ReadonlySet<JobId> = new Set()
  #largestBatch = recordsPerBatch

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  add(id: JobId): void {
    this.#sent = [...this.#sent, id]
  }

  settle(id: JobId): void {
    this.#toSettle.add(id)
  }

  mayStand(id: JobId): boolean {
    return this.#asking.has(id)
  }

  restore(creation: JournalCreation): void {
    if (!isOfRecords(creation)) return
    this.#unsettled = [...this.#unsettled, creation]
    for (const id of creation.ids) if (this.#parts.store.get(id)?.stage.at === 'sent') this.#toSettle.add(id)
  }

  hasWork(): boolean {
    this.#sent = this.#sent.filter((id) => this.#parts.store.get(id)?.stage.at === 'sent')
    return this.#toSettle.size + this.#sent.length > 0
  }

  async work(): Promise<void> {
    const [doubtful] = this.#toSettle
    if (doubtful !== undefined) return this.#settle(doubtful)
    const ids = this.#nextBatch()
    this.#parts.store.dispatchAll(ids, () => ({ type: 'binding' }))
    const jobs = bindingJobs(this.#parts, ids)
    const [first] = jobs
    if (first?.target.is !== 'base') return
    const { appToken, tableId } = first.target
    const rows = jobs.map((job) => rowOf(job))
    const input = { appToken, tableId, rows, clientToken: this.#parts.chance.uuid() }
    await this.#create({ ids: jobs.map(({ id }) => id), input })
  }

  /** Those that are ready, in the order of the queue: rows stand as the files were dropped, as far as they are there. */
  #nextBatch(): readonly JobId[] {
    const { store } = this.#parts
    const inOrder = this.#sent.toSorted((a, b) => store.rankOf(a) - store.rankOf(b))
    const ids = inOrder.slice(0, this.#largestBatch)
    this.#sent = inOrder.slice(this.#largestBatch)
    return ids
  }

  async #create(creation: RecordCreation): Promise<void> {
    const { journal, store } = this.#parts
    const { ids, input } = creation
    await journal.creating(creation)
    const outcome = await this.#ask(creation)
    if (outcome.ok || !outcome.unclear) journal.settled(input.clientToken)
    if (outcome.ok) {
      store.dispatchAll(ids, () => ({ type: 'bound' }))
      return
    }
    if (outcome.unclear) this.#unsettled = [...this.#unsettled, creation]
    const left = bindingJobs(this.#parts, ids)
    if (!outcome.unclear && left.length > 1 && outcome.healing !== 'none') {
      this.#largestBatch = Math.max(1, Math.floor(left.length / 2))
      store.dispatchAll(ids, () => ({ type: 'boundLater' }))
      return
    }
    for (const { id } of left) healOrFail(this.#parts, id, outcome)
    const [first] = left
    if (first && outcome.healing === 'none') this.#parts.failAlike(outcome.failure, first.target)
  }

  /** Asks for a creation again: Feishu knows it by its client_token, and makes its records now if it did not then. */
  async #settle(id: JobId): Promise<void> {
    const { store, journal } = this.#parts
    const creation = this.#unsettled.find(({ ids }) => ids.includes(id))
    if (!creation) {
      this.#toSettle.delete(id)
      store.dispatch(id, { type: 'putBack' })
      return
    }
    const { ids, input } = creation
    store.dispatchAll(ids, () => ({ type: 'binding' }))
    const outcome = await this.#ask(creation)
    for (const other of ids) this.#toSettle.delete(other)
    if (!outcome.ok) {
      for (const other of ids) this.#fail(other, outcome.failure)
      return
    }
    this.#unsettled = this.#unsettled.filter((other) => other !== creation)
    journal.settled(input.clientToken)
    const tokens = tokensOf(creation)
    store.dispatchAll(ids, ({ id: other, stage }) =>
      stage.at === 'placing' ? { type: 'stands', fileToken: tokens.get(other) ?? null } : { type: 'bound' },
    )
  }

  async #ask({ ids, input }: RecordCreation) {
    const request = batchCreateRecordsRequest(input)
    this.#asking = new Set(ids)
    const told = toldTo(this.#parts, ids)
    const outcome = await this.#parts.corridor.call({ request: () => request, read: readRecords, ...told })
    this.#asking = new Set()
    return outcome
  }

  #fail(id: JobId, failure: Failure): void {
    this.#parts.store.dispatch(id, { type: 'failed', failure, perhapsPlaced: true })
  }
}

function isOfRecords(creation: JournalCreation): creation is RecordCreation {
  return 'rows' in creation.input
}

function rowOf({ name, stage, target }: BindingJob): CellValues {
  const { attachmentField, into } = target as BaseTarget
  const attachments = { [attachmentField]: [stage.fileToken] }
  return into.is === 'new' && into.nameField !== null ? { [into.nameField]: name, ...attachments } : attachments
}

/** The uploads that a creation's rows hold, by their jobs. */
function tokensOf({ ids, input }: RecordCreation): ReadonlyMap<JobId, FileToken> {
  return new Map(
    ids.flatMap((id, at) => {
      const tokens = Object.values(input.rows[at] ?? {}).find((value) => typeof value !== 'string')
      const [token] = tokens ?? []
      return token === undefined ? [] : [[id, token] as const]
    }),
  )
}
