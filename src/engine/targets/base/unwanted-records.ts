import type { FileToken, RecordId } from '../../../contract/feishu/ids.ts'
import {
  attachmentsOf,
  batchDeleteRecordsRequest,
  batchGetRecordsRequest,
  readDeletedRecords,
  readRecordPage,
  readRecords,
  searchRecordsRequest,
  type TableAddress,
} from '../../../contract/feishu/base/records.ts'
import { recordsPerGet } from '../../../contract/feishu/limits.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { JobId } from '../../job/job.ts'
import type { RecordCreation } from '../../journal/journal-change.ts'
import { readApart } from '../read-apart.ts'
import { keyOfTable } from './table-keys.ts'

/** A row of a creation whose file is not wanted in the table any more: its job was removed, or went elsewhere. */
interface Unwanted {
  readonly id: JobId
  readonly recordId: RecordId
  readonly fileToken: FileToken
}

/** The column and the upload of a row that a creation makes. */
interface Attachment {
  readonly column: string
  readonly fileToken: FileToken
}

export function attachmentOf({ ids, input }: RecordCreation, id: JobId): Attachment | undefined {
  const row = Object.entries(input.rows[ids.indexOf(id)] ?? {})
  for (const [column, value] of row) {
    const [fileToken] = typeof value === 'string' ? [] : value
    if (fileToken !== undefined) return { column, fileToken }
  }
  return undefined
}

/**
 * A creation that got no answer is repeated to find out what it did. If it had no effect before, the repetition creates all its
 * records, including those of files that have another target by now. So the records are looked for first, and those that only the
 * repetition created for unwanted files are deleted again.
 */
export class UnwantedRecords {
  readonly #context: EngineContext
  readonly #table: TableAddress

  constructor(context: EngineContext, table: TableAddress) {
    this.#context = context
    this.#table = table
  }

  /** The record of each upload of a creation that is in the table. */
  async standing(creation: RecordCreation): Promise<Outcome<ReadonlyMap<FileToken, RecordId>>> {
    const standing = new Map<FileToken, RecordId>()
    const sought = creation.ids.flatMap((id) => attachmentOf(creation, id) ?? [])
    const tokens = new Set(sought.map(({ fileToken }) => fileToken))
    const fieldNames = [...new Set(sought.map(({ column }) => column))]
    let pageToken = ''
    do {
      const request = searchRecordsRequest({ ...this.#table, fieldNames, pageToken })
      const page = await readApart(this.#context, request, readRecordPage)
      if (!page.ok) return page
      for (const record of page.data.items) {
        const held = fieldNames.flatMap((column) => attachmentsOf(record, column) ?? [])
        for (const { fileToken } of held) if (tokens.has(fileToken)) standing.set(fileToken, record.recordId)
      }
      pageToken = page.data.nextPageToken
    } while (pageToken !== '')
    return { ok: true, data: standing }
  }

  /**
   * Deletes the records that a creation has just made for files that are not wanted. Those that cannot be deleted stay: the row of
   * such a file says that it may be there (`Job.mayStandIn`).
   *
   * @param recordOf The record that was made for each job.
   */
  async takeBack(
    creation: RecordCreation,
    ids: readonly JobId[],
    recordOf: (id: JobId) => RecordId | undefined,
  ): Promise<void> {
    const unwanted = ids.flatMap((id): readonly Unwanted[] => {
      const recordId = recordOf(id)
      const attachment = attachmentOf(creation, id)
      return recordId !== undefined && attachment ? [{ id, recordId, ...attachment }] : []
    })
    for (let at = 0; at < unwanted.length; at += recordsPerGet) {
      await this.#delete(creation, unwanted.slice(at, at + recordsPerGet))
    }
  }

  async #delete(creation: RecordCreation, unwanted: readonly Unwanted[]): Promise<void> {
    const recordIds = unwanted.map(({ recordId }) => recordId)
    const read = await readApart(this.#context, batchGetRecordsRequest(this.#table, recordIds), readRecords)
    if (!read.ok) return
    const standing = unwanted.filter(({ id, recordId, fileToken }) => {
      const record = read.data.find((each) => each.recordId === recordId)
      const column = attachmentOf(creation, id)?.column ?? ''
      return record && attachmentsOf(record, column)?.some((each) => each.fileToken === fileToken)
    })
    if (standing.length > 0) {
      const request = batchDeleteRecordsRequest(
        this.#table,
        standing.map(({ recordId }) => recordId),
      )
      const deleted = await readApart(this.#context, request, readDeletedRecords)
      if (!deleted.ok) return
    }
    this.#settle(unwanted.map(({ id }) => id))
  }

  /** These files are not in this table. */
  #settle(ids: readonly JobId[]): void {
    const { store, targetKeyOf } = this.#context
    const here = keyOfTable(this.#table)
    store.dispatchAll(ids, ({ mayStandIn = [] }) => ({
      type: 'leftTargets',
      mayStandIn: mayStandIn.filter((target) => targetKeyOf(target) !== here),
    }))
  }
}
