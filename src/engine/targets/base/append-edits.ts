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
  type TablePlace,
} from '../../../contract/feishu/base/records.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { JobId } from '../../job/job.ts'
import type { Bind } from '../local-lane.ts'
import { SentJobs } from '../sent-jobs.ts'
import {
  bindingJobs,
  restartOrFail,
  isOneMembersFault,
  bindCall,
  type BindingJob,
  type NotOk,
  type CallOptions,
} from '../bind-call.ts'
import type { BaseTarget } from '../target.ts'
import { orderKeyInTable } from './table-keys.ts'
import { hasNameOf, RecordNames } from './record-names.ts'

/** A file and the record it goes to. */
interface Aimed {
  readonly job: BindingJob
  readonly recordId: RecordId
}

/** Why cells could not be written, and at which of the two calls. */
type NotWritten = NotOk & { readonly step: 'reading' | 'writing' }

/** What a cell was to hold by an attempt. */
interface Write {
  readonly tokens: readonly FileToken[]
  /** The files of ours among them that did not stand there yet. */
  readonly added: readonly FileToken[]
}

/** What is known of the cells of one batch, from one look to the next. */
interface Looks {
  /** What each cell held when it was last read. */
  readonly read: Map<RecordId, readonly FileToken[]>
  /** What the attempt under way is to write. */
  readonly writing: Map<RecordId, Write>
  /** What attempts whose answers were lost were to write, as long as they may still take effect. */
  readonly unheard: Map<RecordId, readonly Write[]>
  /** Attachments of others that a write of ours took away: they go back. */
  readonly owed: Map<RecordId, readonly FileToken[]>
}

/** Writes of one batch at most, where others write the same cells whole and leave out what stood there. */
const maxWrites = 3

/**
 * Adds uploaded files to records that are there already. An attachment cell is written as a whole, so it is read first and its
 * present content written back with the new one. Nothing lies between reading and writing but the way there, for each attempt; and
 * it is read once more afterwards, for somebody else may have written the cell from what they had read before.
 */
export class AppendEdits implements Bind {
  readonly #context: EngineContext
  readonly #place: TablePlace
  readonly #names: RecordNames
  /** By the order they keep: that of one cell, or none. */
  readonly #sent = new Map<string | null, SentJobs>()
  /** Files that looked for their record a second time. */
  readonly #aimedAgain = new Set<JobId>()
  #largestBatch = recordsPerGet

  constructor(context: EngineContext, place: TablePlace) {
    this.#context = context
    this.#place = place
    this.#names = new RecordNames(context.api, place)
  }

  add(id: JobId): void {
    const target = this.#context.store.get(id)?.target as BaseTarget | undefined
    const orderKey = target ? orderKeyInTable(target) : null
    const sent = this.#sent.get(orderKey) ?? new SentJobs(this.#context, orderKey)
    this.#sent.set(orderKey, sent)
    sent.add(id)
  }

  hasWork(): boolean {
    return [...this.#sent.values()].some((sent) => sent.first() !== undefined)
  }

  async work(): Promise<void> {
    const ids = this.#nextBatch()
    this.#context.store.dispatchAll(ids, () => ({ type: 'binding' }))
    this.#names.beginBatch()
    await this.#put(ids)
  }

  /** Files of one column; each of them may be for a record of its own. */
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
    const looks: Looks = { read: new Map(), writing: new Map(), unheard: new Map(), owed: new Map() }
    for (let writes = 0; ; writes += 1) {
      const at: { step: NotWritten['step'] } = { step: 'reading' }
      const outcome = await bindCall(this.#context, ids, {
        request: async (told) => {
          at.step = 'reading'
          looks.writing.clear()
          const updates = await this.#updates(ids, looks, told)
          if (!updates.ok) return updates
          if (updates.data.length === 0) return null
          if (writes === maxWrites) {
            for (const { id } of bindingJobs(this.#context, ids)) this.#fail(id, '1254291')
            return null
          }
          at.step = 'writing'
          return batchUpdateRecordsRequest(this.#place, updates.data)
        },
        read: readRecords,
        onMiss: (mayHaveWorked) => {
          if (!mayHaveWorked) return
          for (const [recordId, write] of looks.writing) {
            looks.unheard.set(recordId, [...(looks.unheard.get(recordId) ?? []), write])
          }
        },
      })
      if (!outcome) return
      if (!outcome.ok) {
        // Feishu said that it wrote them; whether somebody else has written over them since nobody could see.
        if (at.step === 'reading' && writes > 0) store.dispatchAll(ids, () => ({ type: 'bound', isAssumed: true }))
        else this.#refused(ids, { ...outcome, ...at })
        return
      }
      this.#largestBatch = recordsPerGet
      for (const record of outcome.data) this.#compare(record, ids, looks)
    }
  }

  async #updates(ids: readonly JobId[], looks: Looks, told: CallOptions): Promise<Outcome<readonly RecordUpdate[]>> {
    const aimed = await this.#aim(bindingJobs(this.#context, ids), told)
    if (!aimed.ok) return aimed
    // A page that does not know of the uploads would send the files again, and add what stands.
    await this.#context.journal.written()
    return this.#merged(aimed.data, looks, told)
  }

  /** Finds each file's record; one without any fails by its name. */
  async #aim(jobs: readonly BindingJob[], told: CallOptions): Promise<Outcome<readonly Aimed[]>> {
    const aimed: Aimed[] = []
    for (const job of jobs) {
      const { into } = job.target as BaseTarget
      if (into.is === 'record') aimed.push({ job, recordId: into.recordId })
      if (into.is !== 'matched') continue
      const found = await this.#names.find(job.name, into.byField, told)
      // Where the column can not be read for one, it would not be for the others.
      if (!found.ok) return found
      if (found.data === null) this.#fail(job.id, 'record-not-found')
      else aimed.push({ job, recordId: found.data })
    }
    return { ok: true, data: aimed }
  }

  /** What the cells are to hold; files that stand there are in by that, and those that a full cell has no room for fail. */
  async #merged(aimed: readonly Aimed[], looks: Looks, told: CallOptions): Promise<Outcome<readonly RecordUpdate[]>> {
    const recordIds = [...new Set(this.#left(aimed).map(({ recordId }) => recordId))]
    if (recordIds.length === 0) return { ok: true, data: [] }
    const request = batchGetRecordsRequest(this.#place, recordIds)
    const records = await this.#context.api.call({ request: () => request, read: readRecords, ...told })
    if (!records.ok) return records
    const updates = recordIds.flatMap((recordId): readonly RecordUpdate[] => {
      const record = records.data.find((each) => each.recordId === recordId)
      // One that was cancelled meanwhile is not added.
      const own = this.#left(aimed).filter((each) => each.recordId === recordId)
      return own.length === 0 ? [] : this.#updateOf(record, own, looks)
    })
    return { ok: true, data: updates }
  }

  #left(aimed: readonly Aimed[]): readonly Aimed[] {
    return aimed.filter(({ job }) => this.#context.store.get(job.id)?.stage.at === 'binding')
  }

  #updateOf(record: BaseRecord | undefined, own: readonly Aimed[], looks: Looks): readonly RecordUpdate[] {
    const { attachmentField } = own[0]?.job.target as BaseTarget
    if (!record) {
      for (const { job } of own) this.#aimAgain(job)
      return []
    }
    const standing = attachmentsOf(record, attachmentField)?.map(({ fileToken }) => fileToken)
    if (!standing) {
      for (const { job } of own) this.#fail(job.id, 'unreadable-answer')
      return []
    }
    const { recordId } = record
    const owed = looks.owed.get(recordId) ?? []
    looks.owed.delete(recordId)
    const overtaken = overtakenBy(looks, recordId, standing)
    const before = [...new Set([...standing, ...owed, ...overtaken])]
    looks.read.set(recordId, before)
    const added = this.#addedTo(before, standing, this.#stillNamed(record, own, standing))
    if (before.length + added.length === standing.length) return []
    const tokens = [...before, ...added]
    looks.writing.set(recordId, { tokens, added })
    return [{ recordId, values: { [attachmentField]: tokens } }]
  }

  /** Those whose record has their name still, or their file already; the others look for theirs anew. */
  #stillNamed(record: BaseRecord, own: readonly Aimed[], standing: readonly FileToken[]): readonly Aimed[] {
    return own.filter(({ job }) => {
      const { into } = job.target as BaseTarget
      if (into.is !== 'matched' || standing.includes(job.stage.fileToken)) return true
      if (hasNameOf(record, into.byField, job.name)) return true
      this.#aimAgain(job)
      return false
    })
  }

  /** Its record is gone, or has another name. Where files go by their names, another one may have this file's by now. */
  #aimAgain({ id, target }: BindingJob): void {
    const { into } = target as BaseTarget
    if (into.is !== 'matched' || this.#aimedAgain.has(id)) {
      this.#fail(id, 'record-not-found')
      return
    }
    this.#aimedAgain.add(id)
    this.#names.forget(into.byField)
    this.#context.store.dispatch(id, { type: 'boundLater' })
  }

  /** Files that are to come behind `before`. Those that stand are in by that, unless their cell has to be put right first. */
  #addedTo(before: readonly FileToken[], standing: readonly FileToken[], own: readonly Aimed[]): readonly FileToken[] {
    const added: FileToken[] = []
    for (const { job } of own) {
      const { fileToken } = job.stage
      const isPutRight = before.length > standing.length
      if (standing.includes(fileToken) && !isPutRight) this.#context.store.dispatch(job.id, { type: 'bound' })
      else if (before.includes(fileToken)) continue
      else if (before.length + added.length >= attachmentsPerCell) this.#fail(job.id, 'cell-full')
      else added.push(fileToken)
    }
    return added
  }

  /** The answer tells what the cell held right after the write: what it lacks was lost by it, and not taken out by anybody. */
  #compare(record: BaseRecord, ids: readonly JobId[], { writing, owed }: Looks): void {
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
    // A cell that can not be read says nothing about the upload: another one would not help.
    const healing = outcome.step === 'writing' ? outcome.healing : 'none'
    for (const { id } of left) restartOrFail(this.#context, id, { ...outcome, healing })
    const [first] = left
    if (first && outcome.healing === 'none') failAlike(outcome.failure, first.target)
  }

  #fail(id: JobId, problem: 'record-not-found' | 'cell-full' | 'unreadable-answer' | '1254291'): void {
    this.#context.store.dispatch(id, { type: 'failed', failure: ownFailure(problem), perhapsPlaced: false })
  }
}

/**
 * What was read since a write left whose answer was lost, if that write took effect only now and took it away: then the cell holds
 * just what it was to write. One whose files were seen has taken effect, and does so no more; what goes missing then, others took out.
 */
function overtakenBy(
  { read, unheard }: Looks,
  recordId: RecordId,
  standing: readonly FileToken[],
): readonly FileToken[] {
  const attempts = unheard.get(recordId) ?? []
  const landed = attempts.find(({ tokens }) => isSame(tokens, standing))
  const isOnlyIn = (write: Write, token: FileToken) =>
    attempts.every((each) => each === write || !each.added.includes(token))
  const hasLanded = (write: Write) =>
    write === landed || write.added.some((token) => standing.includes(token) && isOnlyIn(write, token))
  unheard.set(
    recordId,
    attempts.filter((write) => !hasLanded(write)),
  )
  return landed ? (read.get(recordId) ?? []) : []
}

function isSame(some: readonly FileToken[], others: readonly FileToken[]): boolean {
  return some.length === others.length && some.every((token, at) => token === others[at])
}
