import type { FileToken, RecordId } from '../../contract/ids.ts'
import { attachmentsPerCell, recordsPerGet } from '../../contract/limits.ts'
import {
  attachmentsOf,
  batchGetRecordsRequest,
  batchUpdateRecordsRequest,
  readRecords,
  type BaseRecord,
  type RecordUpdate,
  type TablePlace,
} from '../../contract/records.ts'
import type { Outcome } from '../corridor.ts'
import type { EngineParts } from '../engine-parts.ts'
import { ownFailure } from '../failure.ts'
import type { JobId } from '../job.ts'
import type { Bind } from '../local-lane.ts'
import { SentJobs } from '../sent-jobs.ts'
import { bindingJobs, healOrFail, isOneMembersFault, toldTo, type BindingJob } from '../put-in.ts'
import { orderKeyOf, type BaseTarget } from '../target.ts'
import { RecordNames } from './record-names.ts'

/** A file and the record it goes to. */
interface Aimed {
  readonly job: BindingJob
  readonly recordId: RecordId
}

/** Why cells could not be written, and at which of the two calls. */
type NotWritten = Extract<Outcome<unknown>, { ok: false }> & { readonly step: 'reading' | 'writing' }

/**
 * Adds uploaded files to records that are there already. An attachment cell is written as a whole, so it is read first and its
 * present content written back with the new one: what is there twice already is not added, which makes a repeat harmless.
 */
export class AppendEdits implements Bind {
  readonly #parts: EngineParts
  readonly #place: TablePlace
  readonly #names: RecordNames
  /** By the order they keep: that of one cell, or none. */
  readonly #sent = new Map<string | null, SentJobs>()
  #largestBatch = recordsPerGet

  constructor(parts: EngineParts, place: TablePlace) {
    this.#parts = parts
    this.#place = place
    this.#names = new RecordNames(parts.corridor, place)
  }

  add(id: JobId): void {
    const target = this.#parts.store.get(id)?.target
    const orderKey = target ? orderKeyOf(target) : null
    const sent = this.#sent.get(orderKey) ?? new SentJobs(this.#parts, orderKey)
    this.#sent.set(orderKey, sent)
    sent.add(id)
  }

  hasWork(): boolean {
    return [...this.#sent.values()].some((sent) => sent.first() !== undefined)
  }

  async work(): Promise<void> {
    const ids = this.#nextBatch()
    this.#parts.store.dispatchAll(ids, () => ({ type: 'binding' }))
    const aimed = await this.#aim(bindingJobs(this.#parts, ids))
    if (aimed.length === 0) return
    // A page that does not know of the uploads would send the files again, and add what stands.
    await this.#parts.journal.written()
    const updates = await this.#merged(aimed)
    if (!updates.ok) this.#refused(ids, { ...updates, step: 'reading', unclear: false })
    if (!updates.ok || updates.data.length === 0) return
    const notWritten = await this.#write(aimed, updates.data)
    if (notWritten) this.#refused(ids, notWritten)
    else {
      this.#largestBatch = recordsPerGet
      this.#parts.store.dispatchAll(ids, () => ({ type: 'bound' }))
    }
  }

  /** Files of one column; each of them may be for a record of its own. */
  #nextBatch(): readonly JobId[] {
    const { store } = this.#parts
    const columnOf = (id: JobId) => (store.get(id)?.target as BaseTarget | undefined)?.attachmentField
    const ready = [...this.#sent.values()].flatMap((sent) => sent.ready())
    const inOrder = ready.toSorted((a, b) => store.rankOf(a) - store.rankOf(b))
    const [first] = inOrder
    const column = first === undefined ? undefined : columnOf(first)
    return inOrder.filter((id) => columnOf(id) === column).slice(0, this.#largestBatch)
  }

  /** Finds each file's record; one without any fails by its name. */
  async #aim(jobs: readonly BindingJob[]): Promise<readonly Aimed[]> {
    const aimed: Aimed[] = []
    this.#names.beginBatch()
    for (const job of jobs) {
      const { into } = job.target as BaseTarget
      if (into.is === 'record') aimed.push({ job, recordId: into.recordId })
      if (into.is !== 'matched') continue
      const found = await this.#names.find(job.name, into.byField, toldTo(this.#parts, [job.id]))
      if (!found.ok) {
        // The column could not be read, and would not be for the others.
        const ids = jobs.map(({ id }) => id)
        this.#refused(ids, { ...found, step: 'reading', unclear: false })
        return []
      }
      if (found.data === null) this.#fail(job.id, 'record-not-found')
      else aimed.push({ job, recordId: found.data })
    }
    return aimed
  }

  /** Writes the cells. A repeat reads them anew: whoever wrote meanwhile, as 1254291 tells, must not lose a file by it. */
  async #write(aimed: readonly Aimed[], updates: readonly RecordUpdate[]): Promise<NotWritten | null> {
    let next: readonly RecordUpdate[] | null = updates
    const unread: NotWritten[] = []
    const outcome = await this.#parts.corridor.call({
      request: async () => {
        const again = next ? { ok: true as const, data: next } : await this.#merged(aimed)
        next = null
        if (!again.ok) unread.push({ ...again, step: 'reading', unclear: true })
        if (!again.ok || again.data.length === 0) throw new Error('There is nothing to write')
        return batchUpdateRecordsRequest(this.#place, again.data)
      },
      read: readRecords,
      ...this.#told(aimed),
    })
    if (outcome.ok) return null
    return unread[0] ?? { ...outcome, step: 'writing' }
  }

  /** What the cells hold afterwards; files that a full cell has no room for fail. */
  async #merged(aimed: readonly Aimed[]): Promise<Outcome<readonly RecordUpdate[]>> {
    const left = this.#left(aimed)
    const recordIds = [...new Set(left.map(({ recordId }) => recordId))]
    if (recordIds.length === 0) return { ok: true, data: [] }
    const request = batchGetRecordsRequest(this.#place, recordIds)
    const records = await this.#parts.corridor.call({ request: () => request, read: readRecords, ...this.#told(left) })
    if (!records.ok) return records
    const updates = recordIds.flatMap((recordId): readonly RecordUpdate[] => {
      const record = records.data.find((each) => each.recordId === recordId)
      // One that was cancelled meanwhile is not added.
      const own = this.#left(left).filter((each) => each.recordId === recordId)
      return own.length === 0 ? [] : this.#updateOf(record, own)
    })
    return { ok: true, data: updates }
  }

  #left(aimed: readonly Aimed[]): readonly Aimed[] {
    return aimed.filter(({ job }) => this.#parts.store.get(job.id)?.stage.at === 'binding')
  }

  #updateOf(record: BaseRecord | undefined, own: readonly Aimed[]): readonly RecordUpdate[] {
    const { attachmentField } = own[0]?.job.target as BaseTarget
    const standing = record ? attachmentsOf(record, attachmentField) : null
    if (!record || !standing) {
      for (const { job } of own) this.#fail(job.id, record ? 'unreadable-answer' : 'record-not-found')
      return []
    }
    const before = standing.map(({ fileToken }) => fileToken)
    const added = this.#addedTo(before, own)
    if (added.length === 0) return []
    return [{ recordId: record.recordId, values: { [attachmentField]: [...before, ...added] } }]
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

  #refused(ids: readonly JobId[], outcome: NotWritten): void {
    const { store, failAlike } = this.#parts
    const left = bindingJobs(this.#parts, ids)
    if (!outcome.unclear && left.length > 1 && isOneMembersFault(outcome)) {
      this.#largestBatch = Math.max(1, Math.floor(left.length / 2))
      store.dispatchAll(ids, () => ({ type: 'boundLater' }))
      return
    }
    // A cell that can not be read says nothing about the upload: another one would not help.
    const healing = outcome.step === 'writing' ? outcome.healing : 'none'
    for (const { id } of left) healOrFail(this.#parts, id, { ...outcome, healing })
    const [first] = left
    if (first && outcome.healing === 'none') failAlike(outcome.failure, first.target)
  }

  #told(aimed: readonly Aimed[]) {
    return toldTo(
      this.#parts,
      aimed.map(({ job }) => job.id),
    )
  }

  #fail(id: JobId, problem: 'record-not-found' | 'cell-full' | 'unreadable-answer'): void {
    this.#parts.store.dispatch(id, { type: 'failed', failure: ownFailure(problem), perhapsPlaced: false })
  }
}
