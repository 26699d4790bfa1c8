import type { ApiAnswer, ApiRequest, Reading } from '../../../contract/feishu/api.ts'
import { listFieldsRequest, readFieldPage } from '../../../contract/feishu/base/base.ts'
import {
  attachmentsOf,
  batchDeleteRecordsRequest,
  batchGetRecordsRequest,
  batchUpdateRecordsRequest,
  readDeletedRecords,
  readRecordPage,
  readRecordsById,
  searchRecordsRequest,
  textOf,
  type BaseRecord,
  type RecordUpdate,
  type TableAddress,
} from '../../../contract/feishu/base/records.ts'
import { own } from '../../../contract/own.ts'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import { recordsPerGet } from '../../../contract/feishu/limits.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import { LookedTakeOut, type LeavingJob } from '../looked-take-out.ts'
import { readApart } from '../read-apart.ts'
import type { BaseTarget } from '../target.ts'

/** A file and the record that has it. */
interface Holding extends LeavingJob {
  readonly record: BaseRecord
  readonly target: BaseTarget
}

/** The person or the app may not delete records. */
const mayNotDelete: ReadonlySet<number | null> = new Set([
  feishuCodes.appLacksScope,
  feishuCodes.tokenLacksScope,
  feishuCodes.userLacksScope,
  feishuCodes.pathUnknown,
])

/**
 * Takes attachments out of one table. A record that was made for a file goes with it, if it holds nothing else; where records may
 * not be deleted, and from all other records, only the attachment is taken out, by writing the rest of its cell back.
 */
export class TakeOutOfRecords extends LookedTakeOut {
  readonly #table: TableAddress
  #mayDelete = true
  /** Columns that Feishu fills in by itself; null while unknown. */
  #automatic: ReadonlySet<string> | null = null

  constructor(context: EngineContext, table: TableAddress) {
    super(context)
    this.#table = table
  }

  override batchOf(jobs: readonly LeavingJob[]) {
    const [first] = jobs
    return first ? jobs.filter((each) => columnOf(each) === columnOf(first)).slice(0, recordsPerGet) : []
  }

  override async look(jobs: readonly LeavingJob[]): Promise<Outcome<ApiRequest | null>> {
    const ids = await this.#recordIds(jobs)
    if (!ids.ok) return ids
    const wanted = [...new Set(ids.data.values())]
    for (const each of jobs) if (!ids.data.has(each)) this.end(each, { type: 'cleared' })
    if (wanted.length === 0) return { ok: true, data: null }
    const read = await readApart(this.context, batchGetRecordsRequest(this.#table, wanted), readRecordsById)
    if (!read.ok) return read
    const records = new Map(read.data.records.map((record) => [record.recordId, record]))
    const holding = jobs.flatMap((each): readonly Holding[] => {
      const recordId = ids.data.get(each)
      if (recordId === undefined) return []
      if (read.data.forbidden.has(recordId)) {
        this.end(each, { type: 'notCleared', failure: ownFailure('1254302'), isUnclear: true })
        return []
      }
      return this.#holding(each, records.get(recordId))
    })
    const [kept, untouched] = await this.#apart(holding)
    if (kept.length > 0) return { ok: true, data: batchUpdateRecordsRequest(this.#table, updatesOf(kept)) }
    if (untouched.length === 0) return { ok: true, data: null }
    return { ok: true, data: batchDeleteRecordsRequest(this.#table, untouched) }
  }

  override read(answer: ApiAnswer): Reading<unknown> {
    const reading = readDeletedRecords(answer)
    if (reading.ok || !this.#mayDelete || !mayNotDelete.has(reading.refusal.code)) return reading
    // Writing takes another scope: if that is lacking too, the next attempt is refused for good.
    this.#mayDelete = false
    return { ok: true, data: null }
  }

  /** The record of each file: from the answer to its bind, or by a search for its token. A file that no record has is absent. */
  async #recordIds(jobs: readonly LeavingJob[]): Promise<Outcome<ReadonlyMap<LeavingJob, RecordId>>> {
    const ids = new Map<LeavingJob, RecordId>()
    for (const each of jobs) {
      const { into } = each.job.target as BaseTarget
      const recordId = each.from.recordId ?? (into.is === 'record' ? into.recordId : undefined)
      if (recordId !== undefined) ids.set(each, recordId)
    }
    const unknown = jobs.filter((each) => !ids.has(each))
    const [first] = unknown
    if (!first) return { ok: true, data: ids }
    const byToken = new Map(unknown.map((each) => [each.from.fileToken as string, each]))
    const column = columnOf(first)
    let pageToken = ''
    do {
      const request = searchRecordsRequest({ ...this.#table, fieldNames: [column], pageToken })
      const page = await readApart(this.context, request, readRecordPage)
      if (!page.ok) return page
      for (const record of page.data.items) {
        for (const { fileToken } of attachmentsOf(record, column) ?? []) {
          const holder = byToken.get(fileToken)
          if (holder) ids.set(holder, record.recordId)
        }
      }
      pageToken = page.data.nextPageToken
    } while (pageToken !== '')
    return { ok: true, data: ids }
  }

  /** Ends a job whose file is not in its record. */
  #holding(leaving: LeavingJob, record: BaseRecord | undefined): readonly Holding[] {
    const target = leaving.job.target as BaseTarget
    if (!record) {
      this.end(leaving, { type: 'cleared' })
      return []
    }
    const standing = attachmentsOf(record, target.attachmentField)
    if (!standing) this.end(leaving, { type: 'notCleared', failure: ownFailure('unreadable-answer'), isUnclear: true })
    else if (standing.some(({ fileToken }) => fileToken === leaving.from.fileToken)) {
      return [{ ...leaving, record, target }]
    } else this.end(leaving, { type: 'cleared', ...(target.into.is === 'new' && { left: 'record' }) })
    return []
  }

  /** Those whose record stays, and the records that go. */
  async #apart(holding: readonly Holding[]): Promise<readonly [readonly Holding[], readonly RecordId[]]> {
    const kept: Holding[] = []
    const untouched: RecordId[] = []
    for (const each of holding) {
      if (await this.#isUntouched(each)) untouched.push(each.record.recordId)
      else kept.push(each)
    }
    return [kept, untouched]
  }

  /** Whether a record holds nothing but what it was made with. */
  async #isUntouched({ record, target, job, from }: Holding): Promise<boolean> {
    const { into, attachmentField } = target
    if (into.is !== 'new' || !this.#mayDelete) return false
    const attachments = attachmentsOf(record, attachmentField) ?? []
    if (attachments.length !== 1 || attachments[0]?.fileToken !== from.fileToken) return false
    if (into.nameField !== null && textOf(record, into.nameField) !== job.name) return false
    const others = Object.keys(record.fields).filter((name) => name !== attachmentField && name !== into.nameField)
    const filled = others.filter((name) => !isEmpty(own(record.fields, name)))
    if (filled.length === 0) return true
    const automatic = await this.#automaticColumns()
    return filled.every((name) => automatic.has(name))
  }

  async #automaticColumns(): Promise<ReadonlySet<string>> {
    if (this.#automatic) return this.#automatic
    const names = new Set<string>()
    let pageToken = ''
    do {
      const request = listFieldsRequest(this.#table.appToken, this.#table.tableId, pageToken)
      const page = await readApart(this.context, request, readFieldPage)
      // Nothing is known of the columns: the record stays.
      if (!page.ok) return new Set()
      for (const { name, isAutomatic } of page.data.items) if (isAutomatic) names.add(name)
      pageToken = page.data.nextPageToken
    } while (pageToken !== '')
    this.#automatic = names
    return names
  }
}

/** Each cell without the files that go. */
function updatesOf(holding: readonly Holding[]): readonly RecordUpdate[] {
  return [...new Set(holding.map(({ record }) => record))].map((record) => {
    const files = holding.filter((each) => each.record === record)
    const column = files[0]?.target.attachmentField ?? ''
    const left = (attachmentsOf(record, column) ?? []).filter(
      ({ fileToken }) => !files.some(({ from }) => from.fileToken === fileToken),
    )
    return { recordId: record.recordId, values: { [column]: left.map(({ fileToken }) => fileToken) } }
  })
}

function columnOf({ job }: LeavingJob): string {
  return (job.target as BaseTarget).attachmentField
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
}
