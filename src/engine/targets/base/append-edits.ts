import type { FileToken, RecordId } from '../../../contract/feishu/ids.ts'
import { attachmentsPerCell, recordsPerGet } from '../../../contract/feishu/limits.ts'
import { own } from '../../../contract/own.ts'
import {
  attachmentsOf,
  batchGetRecordsRequest,
  batchUpdateRecordsRequest,
  readRecords,
  type BaseRecord,
  type RecordUpdate,
  type TableAddress,
} from '../../../contract/feishu/base/records.ts'
import type { NotOk, Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { JobId, NotReplaced } from '../../job/job.ts'
import type { Bind } from '../local-lane.ts'
import { SentJobs } from '../sent-jobs.ts'
import {
  bindingJobs,
  restartOrFail,
  isOneMembersFault,
  bindCall,
  type BindingJob,
  type CallOptions,
} from '../bind-call.ts'
import type { BaseTarget } from '../target.ts'
import { isUnanswered, overtakenBy, swapped, type CellStates } from './cell-states.ts'
import { goesToExistingRecord } from './place-in-record.ts'
import { RecordAims } from './record-aims.ts'
import { orderKeyInTable } from './table-keys.ts'

/** A file and the record it goes to. */
interface Aimed {
  readonly job: BindingJob
  readonly recordId: RecordId
}

/** Why cells could not be written, and which of the two calls failed. */
type NotWritten = NotOk & { readonly step: 'reading' | 'writing' }

/** What was read of one cell. */
interface Cell {
  readonly record: BaseRecord
  readonly standing: readonly FileToken[]
  /** What it is to keep: `standing`, and what has to be written back. */
  readonly before: readonly FileToken[]
  readonly cells: CellStates
}

type Problem = 'record-not-found' | 'bind-unconfirmed' | 'cell-full' | 'unreadable-answer' | '1254291'

/** Most writes for one batch, in case others keep overwriting the same cells. */
const maxWrites = 3

/**
 * Adds uploaded files to existing records. An attachment cell can only be written as a whole, so each attempt reads it right before
 * and writes its content back together with the new files. It is read again afterwards, since somebody else may have
 * overwritten the cell from an earlier read.
 */
export class AppendEdits implements Bind {
  readonly #context: EngineContext
  readonly #table: TableAddress
  readonly #aims: RecordAims
  /** By order key: that of one cell, or null. */
  readonly #sent = new Map<string | null, SentJobs>()
  #largestBatch = recordsPerGet

  constructor(context: EngineContext, table: TableAddress) {
    this.#context = context
    this.#table = table
    this.#aims = new RecordAims(context.api, table)
  }

  add(id: JobId): void {
    const target = this.#context.store.get(id)?.target as BaseTarget | undefined
    const orderKey = target ? orderKeyInTable(target) : null
    const sent = this.#sent.get(orderKey) ?? new SentJobs(this.#context, orderKey, goesToExistingRecord)
    this.#sent.set(orderKey, sent)
    sent.add(id)
  }

  hasWork(): boolean {
    return [...this.#sent.values()].some((sent) => sent.first() !== undefined)
  }

  async work(): Promise<void> {
    const ids = this.#nextBatch()
    this.#context.store.dispatchAll(ids, () => ({ type: 'binding' }))
    this.#aims.beginBatch()
    await this.#put(ids)
  }

  /** Jobs of one attachment column, since `#updateOf` and `#compare` work on one column. */
  #nextBatch(): readonly JobId[] {
    const { store } = this.#context
    const columnOf = (id: JobId) => (store.get(id)?.target as BaseTarget | undefined)?.attachmentField
    const ready = [...this.#sent.values()].flatMap((sent) => sent.ready())
    const inOrder = ready.toSorted((a, b) => store.rankOf(a) - store.rankOf(b))
    const [first] = inOrder
    const column = first === undefined ? undefined : columnOf(first)
    return inOrder.filter((id) => columnOf(id) === column).slice(0, this.#largestBatch)
  }

  /** Reads the cells, writes them and reads them again, until each holds its files. */
  async #put(ids: readonly JobId[]): Promise<void> {
    const { store } = this.#context
    const cells: CellStates = { read: new Map(), writing: new Map(), unanswered: new Map(), owed: new Map() }
    for (let writes = 0; ; writes += 1) {
      const at: { step: NotWritten['step'] } = { step: 'reading' }
      const outcome = await bindCall(this.#context, ids, {
        request: async (options) => {
          at.step = 'reading'
          cells.writing.clear()
          const updates = await this.#updates(ids, cells, options)
          if (!updates.ok) return updates
          if (updates.data.length === 0) return null
          if (writes === maxWrites) {
            for (const job of bindingJobs(this.#context, ids)) this.#fail(job, '1254291')
            return null
          }
          at.step = 'writing'
          return batchUpdateRecordsRequest(this.#table, updates.data)
        },
        read: readRecords,
        onMiss: (mayHaveWorked) => {
          if (!mayHaveWorked) return
          for (const [recordId, write] of cells.writing) {
            cells.unanswered.set(recordId, [...(cells.unanswered.get(recordId) ?? []), write])
          }
        },
      })
      if (!outcome) return
      if (!outcome.ok) {
        // Feishu confirmed the write; only whether somebody overwrote it since is unknown.
        if (at.step === 'reading' && writes > 0) store.dispatchAll(ids, () => ({ type: 'bound', isAssumed: true }))
        else this.#refused(ids, { ...outcome, ...at })
        return
      }
      this.#largestBatch = recordsPerGet
      for (const record of outcome.data) this.#compare(record, ids, cells)
    }
  }

  async #updates(
    ids: readonly JobId[],
    cells: CellStates,
    options: CallOptions,
  ): Promise<Outcome<readonly RecordUpdate[]>> {
    const aimed = await this.#aim(bindingJobs(this.#context, ids), options)
    if (!aimed.ok) return aimed
    // After a reload, a page whose journal lacks the uploads would send the files again and add them a second time.
    await this.#context.journal.written()
    return this.#merged(aimed.data, cells, options)
  }

  /** Finds each job's record; a job without one fails. */
  async #aim(jobs: readonly BindingJob[], options: CallOptions): Promise<Outcome<readonly Aimed[]>> {
    const aimed: Aimed[] = []
    for (const job of jobs) {
      const found = await this.#aims.of(job, options)
      // If the column cannot be read for one job, it cannot be read for the others.
      if (!found.ok) return found
      if (found.data === null) this.#fail(job, 'record-not-found')
      else aimed.push({ job, recordId: found.data })
    }
    return { ok: true, data: aimed }
  }

  /** Reads the cells and returns the writes they need. Jobs whose files are there become bound; those without room fail. */
  async #merged(
    aimed: readonly Aimed[],
    cells: CellStates,
    options: CallOptions,
  ): Promise<Outcome<readonly RecordUpdate[]>> {
    const recordIds = [...new Set(this.#left(aimed).map(({ recordId }) => recordId))]
    if (recordIds.length === 0) return { ok: true, data: [] }
    const request = batchGetRecordsRequest(this.#table, recordIds)
    const records = await this.#context.api.call({ request: () => request, read: readRecords, ...options })
    if (!records.ok) return records
    const updates = recordIds.flatMap((recordId): readonly RecordUpdate[] => {
      const record = records.data.find((each) => each.recordId === recordId)
      // Jobs may have been cancelled during the read.
      const own = this.#left(aimed).filter((each) => each.recordId === recordId)
      return own.length === 0 ? [] : this.#updateOf(record, own, cells)
    })
    return { ok: true, data: updates }
  }

  #left(aimed: readonly Aimed[]): readonly Aimed[] {
    return aimed.filter(({ job }) => this.#context.store.get(job.id)?.stage.at === 'binding')
  }

  #updateOf(record: BaseRecord | undefined, own: readonly Aimed[], cells: CellStates): readonly RecordUpdate[] {
    const target = own[0]?.job.target
    if (target?.is !== 'base') return []
    const { attachmentField } = target
    if (!record) {
      for (const { job, recordId } of own) {
        if (job.replaces) this.#notReplaced(job, 'gone', isUnanswered(cells, recordId, job.stage.fileToken))
        else this.#aimAgain(job)
      }
      return []
    }
    const standing = attachmentsOf(record, attachmentField)?.map(({ fileToken }) => fileToken)
    if (!standing) {
      for (const { job } of own) this.#fail(job, 'unreadable-answer', Boolean(job.stage.mayStand ?? job.stage.isOut))
      return []
    }
    const { recordId } = record
    const owed = cells.owed.get(recordId) ?? []
    cells.owed.delete(recordId)
    const overtaken = overtakenBy(cells, recordId, standing)
    const before = [...new Set([...standing, ...owed, ...overtaken])]
    cells.read.set(recordId, before)
    const cell = { record, standing, before, cells }
    const swaps = this.#swapsIn(own, cell)
    const kept = swapped(before, swaps)
    const others = own.filter(({ job }) => !job.replaces)
    const added = this.#addedTo(this.#stillNamed(others, cell), { ...cell, before: kept })
    if (swaps.size === 0 && before.length + added.length === standing.length) return []
    const tokens = [...kept, ...added]
    cells.writing.set(recordId, { tokens, added: [...swaps.values(), ...added], replaced: [...swaps.keys()] })
    return [{ recordId, values: { [attachmentField]: tokens } }]
  }

  /** Each file that is to be replaced, and the one that takes its place. A job whose file stands there becomes bound. */
  #swapsIn(own: readonly Aimed[], { record, standing, before, cells }: Cell): ReadonlyMap<FileToken, FileToken> {
    const { recordId } = record
    const swaps = new Map<FileToken, FileToken>()
    for (const { job } of own) {
      const { fileToken } = job.stage
      if (!job.replaces) continue
      if (standing.includes(fileToken)) {
        // Lost attachments have to be written back first.
        if (before.length === standing.length) this.#context.store.dispatch(job.id, { type: 'bound', recordId })
      } else if (before.includes(job.replaces.fileToken)) swaps.set(job.replaces.fileToken, fileToken)
      else if (!before.includes(fileToken)) this.#notReplaced(job, 'changed', isUnanswered(cells, recordId, fileToken))
    }
    return swaps
  }

  /** A write without an answer may still take effect there: added elsewhere as well, the file would be there twice. */
  #notReplaced(job: BindingJob, why: NotReplaced, isUnclear: boolean): void {
    const { store } = this.#context
    if (isUnclear) this.#fail(job, why === 'gone' ? 'record-not-found' : 'bind-unconfirmed', true)
    else {
      // It is not in its cell any more.
      if (job.replaces) store.dispatch(job.replaces.of, { type: 'doubted' })
      store.dispatch(job.id, { type: 'notReplaced', why })
    }
  }

  /** The jobs whose record still has their name, or is to keep their file; the others look for their record again. */
  #stillNamed(own: readonly Aimed[], { record, before, cells }: Cell): readonly Aimed[] {
    return own.filter(({ job }) => {
      if (this.#aims.isStillFor(job, record, before)) return true
      // A write without an answer may still take effect here: written to another record as well, the file would be there twice.
      if (isUnanswered(cells, record.recordId, job.stage.fileToken)) this.#fail(job, 'record-not-found', true)
      else this.#aimAgain(job)
      return false
    })
  }

  #aimAgain(job: BindingJob): void {
    if (this.#aims.mayAimAgain(job)) this.#context.store.dispatch(job.id, { type: 'boundLater' })
    else this.#fail(job, 'record-not-found')
  }

  /** Files to add after `before`. Those already there become bound, unless lost attachments have to be written back first. */
  #addedTo(own: readonly Aimed[], { record, standing, before, cells }: Cell): readonly FileToken[] {
    const added: FileToken[] = []
    for (const { job } of own) {
      const { fileToken } = job.stage
      const isPutRight = before.length > standing.length
      if (standing.includes(fileToken) && !isPutRight)
        this.#context.store.dispatch(job.id, { type: 'bound', recordId: record.recordId })
      else if (before.includes(fileToken)) continue
      else if (before.length + added.length >= attachmentsPerCell)
        this.#fail(job, 'cell-full', isUnanswered(cells, record.recordId, job.stage.fileToken))
      else added.push(fileToken)
    }
    return added
  }

  /** The answer shows the cell right after the write. What it lacks was lost in the write; nobody removed it. */
  #compare(record: BaseRecord, ids: readonly JobId[], { writing, owed }: CellStates): void {
    const { recordId } = record
    const [first] = bindingJobs(this.#context, ids)
    if (!first) return
    const { attachmentField } = first.target as BaseTarget
    const tokens = writing.get(recordId)?.tokens ?? []
    if (own(record.fields, attachmentField) === undefined) return
    const answered = attachmentsOf(record, attachmentField)?.map(({ fileToken }) => fileToken)
    const lost = answered ? tokens.filter((token) => !answered.includes(token)) : []
    if (lost.length > 0) owed.set(recordId, [...(owed.get(recordId) ?? []), ...lost])
  }

  #refused(ids: readonly JobId[], outcome: NotWritten): void {
    const { store, failAlike } = this.#context
    const left = bindingJobs(this.#context, ids)
    if (!outcome.unclear && left.length > 1 && isOneMembersFault(outcome)) {
      this.#largestBatch = Math.max(1, Math.floor(left.length / 2))
      store.dispatchAll(ids, () => ({ type: 'boundLater' }))
      return
    }
    // A failed read does not concern the upload, so a restart would not help.
    const healing = outcome.step === 'writing' ? outcome.healing : 'none'
    for (const { id } of left) restartOrFail(this.#context, id, { ...outcome, healing })
    const [first] = left
    if (first && outcome.healing === 'none') failAlike(outcome.failure, first.target)
  }

  #fail({ id }: BindingJob, problem: Problem, perhapsPlaced = false): void {
    this.#context.store.dispatch(id, { type: 'failed', failure: ownFailure(problem), perhapsPlaced })
  }
}
