import type { FileToken, RecordId } from '../../contract/ids.ts'
import { attachmentsPerCell, recordsPerGet } from '../../contract/limits.ts'
import {
  attachmentsOf,
  batchGetRecordsRequest,
  batchUpdateRecordsRequest,
  readRecords,
  type RecordUpdate,
  type TablePlace,
} from '../../contract/records.ts'
import type { Outcome } from '../corridor.ts'
import type { EngineParts } from '../engine-parts.ts'
import { ownFailure } from '../failure.ts'
import type { JobId } from '../job.ts'
import type { Bind } from '../local-lane.ts'
import { bindingJobs, healOrFail, toldTo, type BindingJob } from '../put-in.ts'
import type { BaseTarget } from '../target.ts'
import { RecordNames } from './record-names.ts'

/** A file and the record it goes to. */
interface Aimed {
  readonly job: BindingJob
  readonly recordId: RecordId
}

/**
 * Adds uploaded files to records that are there already. An attachment cell is written as a whole, so it is read first and its
 * present content written back with the new one: what is there twice already is not added, which makes a repeat harmless.
 */
export class AppendEdits implements Bind {
  readonly #parts: EngineParts
  readonly #place: TablePlace
  readonly #names: RecordNames
  #sent: readonly JobId[] = []
  #writing: ReadonlySet<JobId> = new Set()

  constructor(parts: EngineParts, place: TablePlace) {
    this.#parts = parts
    this.#place = place
    this.#names = new RecordNames(parts.corridor, place)
  }

  add(id: JobId): void {
    this.#sent = [...this.#sent, id]
  }

  settle(id: JobId): void {
    // Nothing is created here, so nothing can be in doubt.
    this.#parts.store.dispatch(id, { type: 'putBack' })
  }

  mayStand(id: JobId): boolean {
    return this.#writing.has(id)
  }

  restore(): void {
    // As above: no creation is written ahead.
  }

  hasWork(): boolean {
    this.#sent = this.#sent.filter((id) => this.#parts.store.get(id)?.stage.at === 'sent')
    return this.#sent.length > 0
  }

  async work(): Promise<void> {
    const { store } = this.#parts
    const ids = this.#nextBatch()
    store.dispatchAll(ids, () => ({ type: 'binding' }))
    const aimed = await this.#aim(bindingJobs(this.#parts, ids))
    if (aimed.length === 0) return
    const updates = await this.#merged(aimed)
    if (!updates.ok) {
      this.#refused(aimed, updates)
      return
    }
    if (updates.data.length === 0) return
    const request = batchUpdateRecordsRequest(this.#place, updates.data)
    this.#writing = new Set(ids)
    const outcome = await this.#parts.corridor.call({
      request: () => request,
      read: readRecords,
      ...toldTo(this.#parts, ids),
    })
    this.#writing = new Set()
    if (outcome.ok) store.dispatchAll(ids, () => ({ type: 'bound' }))
    else this.#refused(aimed, outcome)
  }

  /** Files of one column; each of them may be for a record of its own. */
  #nextBatch(): readonly JobId[] {
    const { store } = this.#parts
    const columnOf = (id: JobId) => (store.get(id)?.target as BaseTarget | undefined)?.attachmentField
    const [first] = this.#sent
    const column = first === undefined ? undefined : columnOf(first)
    const ids = this.#sent.filter((id) => columnOf(id) === column).slice(0, recordsPerGet)
    this.#sent = this.#sent.filter((id) => !ids.includes(id))
    return ids
  }

  /** Finds each file's record; one without any fails by its name. */
  async #aim(jobs: readonly BindingJob[]): Promise<readonly Aimed[]> {
    const aimed: Aimed[] = []
    for (const job of jobs) {
      const { into } = job.target as BaseTarget
      if (into.is === 'record') aimed.push({ job, recordId: into.recordId })
      if (into.is !== 'matched') continue
      const found = await this.#names.find(job.name, into.byField, toldTo(this.#parts, [job.id]))
      if (!found.ok) healOrFail(this.#parts, job.id, { ...found, unclear: false })
      else if (found.data === null) this.#fail(job.id, 'record-not-found')
      else aimed.push({ job, recordId: found.data })
    }
    return aimed
  }

  /** What the cells hold afterwards; files that a full cell has no room for fail. */
  async #merged(aimed: readonly Aimed[]): Promise<Outcome<readonly RecordUpdate[]>> {
    const recordIds = [...new Set(aimed.map(({ recordId }) => recordId))]
    const told = toldTo(
      this.#parts,
      aimed.map(({ job }) => job.id),
    )
    const request = batchGetRecordsRequest(this.#place, recordIds)
    const records = await this.#parts.corridor.call({ request: () => request, read: readRecords, ...told })
    if (!records.ok) return records
    const updates = recordIds.flatMap((recordId): readonly RecordUpdate[] => {
      const record = records.data.find((each) => each.recordId === recordId)
      const own = aimed.filter((each) => each.recordId === recordId)
      if (!record) {
        for (const { job } of own) this.#fail(job.id, 'record-not-found')
        return []
      }
      const { attachmentField } = own[0]?.job.target as BaseTarget
      const standing = attachmentsOf(record, attachmentField).map(({ fileToken }) => fileToken)
      const added = this.#addedTo(standing, own)
      return added.length === 0 ? [] : [{ recordId, values: { [attachmentField]: [...standing, ...added] } }]
    })
    return { ok: true, data: updates }
  }

  #addedTo(standing: readonly FileToken[], own: readonly Aimed[]): readonly FileToken[] {
    const added: FileToken[] = []
    for (const { job } of own) {
      const { fileToken } = job.stage
      if (standing.includes(fileToken)) this.#parts.store.dispatch(job.id, { type: 'bound' })
      else if (standing.length + added.length >= attachmentsPerCell) this.#fail(job.id, 'cell-full')
      else added.push(fileToken)
    }
    return added
  }

  #refused(aimed: readonly Aimed[], outcome: Extract<Outcome<unknown>, { ok: false }>): void {
    const left = bindingJobs(
      this.#parts,
      aimed.map(({ job }) => job.id),
    )
    for (const { id } of left) healOrFail(this.#parts, id, { ...outcome, unclear: false })
    const [first] = left
    if (first && outcome.healing === 'none') this.#parts.failAlike(outcome.failure, first.target)
  }

  #fail(id: JobId, problem: 'record-not-found' | 'cell-full'): void {
    this.#parts.store.dispatch(id, { type: 'failed', failure: ownFailure(problem) })
  }
}
