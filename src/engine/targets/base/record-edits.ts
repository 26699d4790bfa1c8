import type { FileToken, RecordId } from '../../../contract/feishu/ids.ts'
import { recordsPerBatch, recordsPerGet } from '../../../contract/feishu/limits.ts'
import {
  attachmentsOf,
  batchCreateRecordsRequest,
  batchGetRecordsRequest,
  readRecords,
  type BaseRecord,
  type CellValues,
  type TableAddress,
} from '../../../contract/feishu/base/records.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { JobId, Stage } from '../../job/job.ts'
import type { JournalCreation, RecordCreation } from '../../journal/journal-change.ts'
import type { Bind } from '../local-lane.ts'
import { SentJobs } from '../sent-jobs.ts'
import type { NotOk } from '../../calls/api-caller.ts'
import { bindingJobs, restartOrFail, isOneMembersFault, bindCall, type BindingJob } from '../bind-call.ts'
import type { BaseTarget } from '../target.ts'
import { keyOfTable } from './table-keys.ts'
import { attachmentOf, UnwantedRecords } from './unwanted-records.ts'

/**
 * Creates a record for each uploaded file, in batches and in the queue's order. Feishu recognises a repeated creation by its
 * client_token and creates the records only if it did not before. A creation without an answer is therefore repeated unchanged, so
 * that no record is made twice.
 */
export class RecordEdits implements Bind {
  readonly #context: EngineContext
  readonly #sent: SentJobs
  readonly #unwanted: UnwantedRecords
  /** Creations that were sent or are about to be, and whose effect a job may still need to know. */
  #asked: readonly RecordCreation[] = []
  /** The one of `#asked` that `#create` is sending. */
  #planned: RecordCreation | null = null
  /** Uploads whose records a creation made and somebody removed: they need another creation. */
  readonly #removed = new Map<RecordCreation, readonly FileToken[]>()
  #largestBatch = recordsPerBatch

  constructor(context: EngineContext, table: TableAddress) {
    this.#context = context
    this.#sent = new SentJobs(context, keyOfTable(table))
    this.#unwanted = new UnwantedRecords(context, table)
  }

  add(id: JobId): void {
    this.#sent.add(id)
  }

  restore(creation: JournalCreation): void {
    if (!isOfRecords(creation)) return
    this.#asked = [...this.#asked, creation]
    this.#closeUnlessWanted(creation)
  }

  giveUp(id: JobId): void {
    for (const creation of this.#asked) if (creation.ids.includes(id)) this.#closeUnlessWanted(creation, id)
  }

  hasWork(): boolean {
    return this.#sent.first() !== undefined
  }

  async work(): Promise<void> {
    const ready = this.#sent.ready()
    const asked = this.#asked.find((creation) => this.#own(creation).some((id) => ready.includes(id)))
    if (asked) await this.#ask(asked)
    else await this.#create(ready.slice(0, this.#largestBatch))
  }

  /** Repeats a creation that may have taken effect, unchanged even if some of its files are no longer wanted. */
  async #ask(creation: RecordCreation): Promise<void> {
    const ids = this.#own(creation)
    this.#context.store.dispatchAll(ids, () => ({ type: 'binding' }))
    const unwanted = this.#unwantedOf(creation)
    if (unwanted.length > 0 && (await this.#found(creation, ids))) return
    const outcome = await bindCall(this.#context, ids, {
      request: () => Promise.resolve(batchCreateRecordsRequest(creation.input)),
      read: readRecords,
    })
    if (!outcome) return
    if (!outcome.ok) {
      this.#refused(ids, creation, { ...outcome, unclear: true })
      return
    }
    await this.#unwanted.takeBack(creation, unwanted, recordsOf(creation, outcome.data))
    await this.#look(creation, outcome.data)
  }

  /** Looks for the records of a creation, and ends its jobs by them; whether they need no repetition. */
  async #found(creation: RecordCreation, ids: readonly JobId[]): Promise<boolean> {
    const standing = await this.#unwanted.standing(creation)
    if (!standing.ok) {
      this.#refused(ids, creation, { ...standing, healing: 'none', unclear: true })
      return true
    }
    if (standing.data.size === 0) return false
    for (const job of bindingJobs(this.#context, ids)) {
      const recordId = standing.data.get(job.stage.fileToken)
      if (recordId === undefined) this.#recreate(job, creation)
      else this.#made([job.id], () => recordId)
    }
    this.#closeUnlessWanted(creation)
    return true
  }

  /** The jobs of a creation that are not wanted in this table any more, or have been sent again. */
  #unwantedOf(creation: RecordCreation): readonly JobId[] {
    const own = this.#own(creation)
    const removed = this.#removed.get(creation) ?? []
    return creation.ids.filter((id) => {
      const stage = this.#context.store.get(id)?.stage
      const fileToken = attachmentOf(creation, id)?.fileToken
      const isSettled = fileToken === undefined || removed.includes(fileToken)
      return !isSettled && !own.includes(id) && !(stage?.at === 'done' && stage.fileToken === fileToken)
    })
  }

  /** Feishu answers a repeated creation alike although somebody has removed a record since, so the records are looked for. */
  async #look(creation: RecordCreation, made: readonly BaseRecord[]): Promise<void> {
    const recordOf = recordsOf(creation, made)
    for (;;) {
      const ids = bindingJobs(this.#context, this.#own(creation))
        .slice(0, recordsPerGet)
        .map(({ id }) => id)
      if (ids.length === 0) break
      const recordIds = ids.flatMap((id) => recordOf(id) ?? [])
      const found = await bindCall(this.#context, ids, {
        request: () => Promise.resolve(recordIds.length > 0 ? batchGetRecordsRequest(creation.input, recordIds) : null),
        read: readRecords,
      })
      for (const job of bindingJobs(this.#context, ids)) {
        const recordId = recordOf(job.id)
        if (!found?.ok || recordId === undefined) this.#made([job.id], recordOf, { isAssumed: true })
        else if (
          isIn(
            found.data.find((record) => record.recordId === recordId),
            job,
          )
        )
          this.#made([job.id], recordOf)
        else this.#recreate(job, creation)
      }
    }
    this.#closeUnlessWanted(creation)
  }

  #recreate({ id, stage }: BindingJob, creation: RecordCreation): void {
    this.#removed.set(creation, [...(this.#removed.get(creation) ?? []), stage.fileToken])
    this.#context.store.dispatch(id, { type: 'boundLater' })
  }

  async #create(ids: readonly JobId[]): Promise<void> {
    this.#context.store.dispatchAll(ids, () => ({ type: 'binding' }))
    this.#startOver()
    const outcome = await bindCall(this.#context, ids, {
      request: async (_, unclear) => {
        if (!unclear) await this.#plan(ids)
        return this.#planned && batchCreateRecordsRequest(this.#planned.input)
      },
      read: readRecords,
      // A creation that was never sent is removed from the journal: a later page would repeat it and create unwanted records.
      onLoss: (mayHaveLeft) => {
        if (!mayHaveLeft) this.#unplan()
      },
    })
    const creation = this.#planned
    if (!outcome || !creation) return
    if (outcome.ok) {
      this.#made(ids, recordsOf(creation, outcome.data))
      this.#closeUnlessWanted(creation)
    } else this.#refused(ids, creation, outcome)
  }

  /** Plans a creation for the jobs that are still binding; resolves once it is in the journal. */
  async #plan(ids: readonly JobId[]): Promise<void> {
    const { journal, chance } = this.#context
    for (;;) {
      const jobs = bindingJobs(this.#context, ids)
      if (this.#planned?.ids.length === jobs.length) return
      this.#unplan()
      const [first] = jobs
      if (first?.target.is !== 'base') return
      const { appToken, tableId } = first.target
      const input = { appToken, tableId, rows: jobs.map(rowOf), clientToken: chance.uuid() }
      this.#planned = { ids: jobs.map(({ id }) => id), input }
      this.#asked = [...this.#asked, this.#planned]
      await journal.creating(this.#planned)
    }
  }

  #startOver(): void {
    this.#planned = null
  }

  #unplan(): void {
    if (this.#planned) this.#close(this.#planned)
    this.#planned = null
  }

  #made(ids: readonly JobId[], recordOf: RecordOf, how: { readonly isAssumed?: true } = {}): void {
    this.#context.store.dispatchAll(ids, ({ id }) => {
      const recordId = recordOf(id)
      return { type: 'bound', ...how, ...(recordId !== undefined && { recordId }) }
    })
    this.#largestBatch = recordsPerBatch
  }

  #refused(ids: readonly JobId[], creation: RecordCreation, outcome: NotOk): void {
    const { store, failAlike } = this.#context
    const left = bindingJobs(this.#context, ids)
    // If an earlier attempt had taken effect, Feishu would have recognised the client_token instead of refusing the rows.
    const isRefused = outcome.healing === 'split-batch' || outcome.healing === 'restart-upload'
    const unclear = !isRefused && outcome.unclear
    if (!unclear) this.#close(creation)
    if (!unclear && left.length > 1 && isOneMembersFault(outcome)) {
      this.#largestBatch = Math.max(1, Math.floor(left.length / 2))
      store.dispatchAll(ids, () => ({ type: 'boundLater' }))
      return
    }
    for (const { id } of left) restartOrFail(this.#context, id, { ...outcome, unclear })
    const [first] = left
    if (first && outcome.healing === 'none') failAlike(outcome.failure, first.target)
  }

  /** @param leaving Job that is being removed or is changing its target: it no longer needs the creation. */
  #closeUnlessWanted(creation: RecordCreation, leaving?: JobId): void {
    if (this.#own(creation).every((id) => id === leaving)) this.#close(creation)
  }

  /**
   * The jobs that may still need to know whether their records exist: those that still have the same upload, and whose record
   * nobody is known to have removed.
   */
  #own(creation: RecordCreation): readonly JobId[] {
    const { ids, input } = creation
    const removed = this.#removed.get(creation) ?? []
    return ids.filter((id, at) => {
      const stage = this.#context.store.get(id)?.stage
      const fileToken = stage && tokenOf(stage)
      const values = Object.values(input.rows[at] ?? {})
      return (
        fileToken &&
        !removed.includes(fileToken) &&
        values.some((value) => typeof value !== 'string' && value.includes(fileToken))
      )
    })
  }

  #close(creation: RecordCreation): void {
    this.#asked = this.#asked.filter((other) => other !== creation)
    this.#removed.delete(creation)
    this.#context.journal.concluded(creation.input.clientToken)
  }
}

type RecordOf = (id: JobId) => RecordId | undefined

/** The record that a creation made for each of its jobs, as far as its answer names it. */
function recordsOf({ ids }: RecordCreation, made: readonly BaseRecord[]): RecordOf {
  return (id) => (made.length === ids.length ? made[ids.indexOf(id)]?.recordId : undefined)
}

function isOfRecords(creation: JournalCreation): creation is RecordCreation {
  return 'rows' in creation.input
}

/** Whether a record that was read has the file of a job; one whose cell cannot be read counts as having it. */
function isIn(record: BaseRecord | undefined, { stage, target }: BindingJob): boolean {
  if (!record) return false
  const standing = attachmentsOf(record, (target as BaseTarget).attachmentField)
  return standing?.some(({ fileToken }) => fileToken === stage.fileToken) ?? true
}

/** The upload that is being bound, or may have been bound; null when nothing is in doubt. */
function tokenOf(stage: Stage): FileToken | null {
  switch (stage.at) {
    case 'sent':
    case 'binding':
      return stage.fileToken
    case 'clearing':
      return stage.put?.fileToken ?? null
    case 'failed':
    case 'cancelled': {
      const { leftover } = stage
      return typeof leftover === 'object' && leftover && 'fileToken' in leftover ? leftover.fileToken : null
    }
    default:
      return null
  }
}

function rowOf({ name, stage, target }: BindingJob): CellValues {
  const { attachmentField, into } = target as BaseTarget
  const attachments = { [attachmentField]: [stage.fileToken] }
  return into.is === 'new' && into.nameField !== null ? { [into.nameField]: name, ...attachments } : attachments
}
