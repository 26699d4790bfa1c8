import type { FileToken } from '../../contract/ids.ts'
import { recordsPerBatch } from '../../contract/limits.ts'
import { batchCreateRecordsRequest, readRecords, type CellValues, type TablePlace } from '../../contract/records.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { JobId, Stage } from '../job.ts'
import type { JournalCreation, RecordCreation } from '../journal-change.ts'
import type { Bind } from '../local-lane.ts'
import { SentJobs } from '../sent-jobs.ts'
import { bindingJobs, healOrFail, isOneMembersFault, toldTo, type BindingJob } from '../put-in.ts'
import { keyOfTable, type BaseTarget } from '../target.ts'

/**
 * Makes a record for each uploaded file, all that are ready in one call, in the queue's order: rows stand as the files were
 * dropped. Feishu knows a creation again by its client_token, and makes its records then if it did not before: what may stand
 * unheard is never made a second time.
 */
export class RecordEdits implements Bind {
  readonly #parts: EngineParts
  readonly #sent: SentJobs
  /** Creations that left and of which somebody may still ask whether they took effect. */
  #asked: readonly RecordCreation[] = []
  #largestBatch = recordsPerBatch

  constructor(parts: EngineParts, place: TablePlace) {
    this.#parts = parts
    this.#sent = new SentJobs(parts, keyOfTable(place))
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
    if (asked) return this.#ask(asked, 'again')
    const ids = ready.slice(0, this.#largestBatch)
    this.#parts.store.dispatchAll(ids, () => ({ type: 'binding' }))
    const jobs = bindingJobs(this.#parts, ids)
    const [first] = jobs
    if (first?.target.is !== 'base') return
    const { appToken, tableId } = first.target
    const rows = jobs.map((job) => rowOf(job))
    const input = { appToken, tableId, rows, clientToken: this.#parts.chance.uuid() }
    const creation = { ids: jobs.map(({ id }) => id), input }
    await this.#parts.journal.creating(creation)
    this.#asked = [...this.#asked, creation]
    await this.#ask(creation, 'first')
  }

  async #ask(creation: RecordCreation, time: 'first' | 'again'): Promise<void> {
    const { store, corridor } = this.#parts
    const { input } = creation
    const ids = this.#own(creation)
    store.dispatchAll(ids, () => ({ type: 'binding' }))
    const request = batchCreateRecordsRequest(input)
    const outcome = await corridor.call({ request: () => request, read: readRecords, ...toldTo(this.#parts, ids) })
    if (outcome.ok) {
      store.dispatchAll(ids, () => ({ type: 'bound' }))
      this.#largestBatch = recordsPerBatch
      this.#closeUnlessWanted(creation)
      return
    }
    const left = bindingJobs(this.#parts, ids)
    // Had it taken effect before, Feishu would have known it again instead of finding fault with its rows.
    const isRefused = outcome.healing === 'split-batch' || outcome.healing === 'restart-upload'
    const unclear = !isRefused && (outcome.unclear || time === 'again')
    if (!unclear) this.#close(creation)
    if (!unclear && left.length > 1 && isOneMembersFault(outcome)) {
      this.#largestBatch = Math.max(1, Math.floor(left.length / 2))
      store.dispatchAll(ids, () => ({ type: 'boundLater' }))
      return
    }
    for (const { id } of left) healOrFail(this.#parts, id, { ...outcome, unclear })
    const [first] = left
    if (first && outcome.healing === 'none') this.#parts.failAlike(outcome.failure, first.target)
  }

  /** @param leaving Goes off the list, or elsewhere: it does not count. */
  #closeUnlessWanted(creation: RecordCreation, leaving?: JobId): void {
    if (this.#own(creation).every((id) => id === leaving)) this.#close(creation)
  }

  /** The jobs that may want to know some time whether their records stand: those that still go with the same upload. */
  #own({ ids, input }: RecordCreation): readonly JobId[] {
    return ids.filter((id, at) => {
      const stage = this.#parts.store.get(id)?.stage
      const fileToken = stage && tokenOf(stage)
      const values = Object.values(input.rows[at] ?? {})
      return fileToken && values.some((value) => typeof value !== 'string' && value.includes(fileToken))
    })
  }

  #close(creation: RecordCreation): void {
    this.#asked = this.#asked.filter((other) => other !== creation)
    this.#parts.journal.settled(creation.input.clientToken)
  }
}

function isOfRecords(creation: JournalCreation): creation is RecordCreation {
  return 'rows' in creation.input
}

/** The upload that is put in, or may have been; null where nothing is in doubt any more. */
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
