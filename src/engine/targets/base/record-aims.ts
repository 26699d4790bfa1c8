import type { FileToken, RecordId } from '../../../contract/feishu/ids.ts'
import type { BaseRecord, TableAddress } from '../../../contract/feishu/base/records.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { Api } from '../../engine-context.ts'
import type { JobId } from '../../job/job.ts'
import type { BindingJob, CallOptions } from '../bind-call.ts'
import type { BaseTarget } from '../target.ts'
import { hasNameOf, RecordNames } from './record-names.ts'

/**
 * Which existing record each file goes to. Within a batch a file keeps its record: after a write, the file has to be looked for where it
 * was written, although another record may be the first of its name by then.
 */
export class RecordAims {
  readonly #names: RecordNames
  readonly #ofBatch = new Map<JobId, RecordId>()
  /** Jobs that have looked for their record a second time. */
  readonly #aimedAgain = new Set<JobId>()

  constructor(api: Api, table: TableAddress) {
    this.#names = new RecordNames(api, table)
  }

  beginBatch(): void {
    this.#ofBatch.clear()
    this.#names.beginBatch()
  }

  /** Null when no record has the name of the file. */
  async of(job: BindingJob, options: CallOptions): Promise<Outcome<RecordId | null>> {
    const { into } = job.target as BaseTarget
    if (job.replaces?.recordId !== undefined) return { ok: true, data: job.replaces.recordId }
    if (into.is === 'record') return { ok: true, data: into.recordId }
    const kept = this.#ofBatch.get(job.id)
    if (into.is !== 'matched' || kept) return { ok: true, data: kept ?? null }
    const found = await this.#find(job, into.byField, options)
    if (found.ok && found.data !== null) this.#ofBatch.set(job.id, found.data)
    return found
  }

  /** Whether a record still has the name of a file, or is to keep the file, which it has already. */
  isStillFor({ name, stage, target, replaces }: BindingJob, record: BaseRecord, before: readonly FileToken[]): boolean {
    const { into } = target as BaseTarget
    return (
      replaces !== undefined ||
      into.is !== 'matched' ||
      before.includes(stage.fileToken) ||
      hasNameOf(record, into.byField, name)
    )
  }

  /** Whether a job whose record is gone or renamed may look once more, since another record may have the file's name now. */
  mayAimAgain({ id, target }: BindingJob): boolean {
    const { into } = target as BaseTarget
    if (into.is !== 'matched') return false
    this.#names.forget(into.byField)
    // If a person retries it after this, it may look twice again.
    if (this.#aimedAgain.delete(id)) return false
    this.#aimedAgain.add(id)
    return true
  }

  /** An earlier write for the file may have taken effect in a record that has another name by now. */
  async #find({ name, stage, target }: BindingJob, byField: string, options: CallOptions) {
    if (stage.mayStand) {
      const { attachmentField } = target as BaseTarget
      const holder = await this.#names.holderOf(stage.fileToken, { byField, attachmentField }, options)
      if (!holder.ok || holder.data !== null) return holder
    }
    return this.#names.find(name, byField, options)
  }
}
