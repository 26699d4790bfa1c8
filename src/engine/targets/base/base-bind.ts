import type { TableAddress } from '../../../contract/feishu/base/records.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { JobId } from '../../job/job.ts'
import type { JournalCreation } from '../../journal/journal-change.ts'
import type { Bind } from '../local-lane.ts'
import { AppendEdits } from './append-edits.ts'
import { goesToExistingRecord } from './place-in-record.ts'
import { RecordEdits } from './record-edits.ts'

/** The writes of one table, one at a time (1254291): new records for some files, existing records for others. */
export class BaseBind implements Bind {
  readonly #context: EngineContext
  readonly #records: RecordEdits
  readonly #appends: AppendEdits

  constructor(context: EngineContext, table: TableAddress) {
    this.#context = context
    this.#records = new RecordEdits(context, table)
    this.#appends = new AppendEdits(context, table)
  }

  add(id: JobId): void {
    this.#editsFor(id).add(id)
  }

  restore(creation: JournalCreation): void {
    this.#records.restore(creation)
  }

  giveUp(id: JobId): void {
    this.#records.giveUp(id)
  }

  hasWork(): boolean {
    return this.#records.hasWork() || this.#appends.hasWork()
  }

  async work(): Promise<void> {
    await (this.#records.hasWork() ? this.#records : this.#appends).work()
  }

  #editsFor(id: JobId): Bind {
    const job = this.#context.store.get(id)
    return job && goesToExistingRecord(job) ? this.#appends : this.#records
  }
}
