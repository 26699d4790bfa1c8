import {
  createImportTaskRequest,
  getImportTaskRequest,
  readImportTask,
  readTicket,
  type ImportTask,
} from '../../contract/import.ts'
import type { Ticket } from '../../contract/ids.ts'
import type { Outcome } from '../corridor.ts'
import type { EngineParts } from '../engine-parts.ts'
import { ownFailure } from '../failure.ts'
import type { JobId } from '../job.ts'
import type { ImportCreation, JournalCreation } from '../journal-change.ts'
import type { Bind } from '../local-lane.ts'
import { bindingJobs, healOrFail, toldTo, type BindingJob } from '../put-in.ts'
import { uploadPointOf } from '../upload-point.ts'

/** Pauses between two looks at a task that runs: it takes seconds, a large table minutes. */
const firstPauseMs = 1000
const longestPauseMs = 5000
/** Longer than Feishu lets a task run: "timed out" is one of its own ends (job_status 108). */
const longestRunMs = 30 * 60 * 1000

/**
 * Turns uploaded files into documents of one folder, one after the other, for the folder takes one change at a time. Feishu
 * does not know an import again: one whose answer was lost is not repeated, but told.
 */
export class ImportEdits implements Bind {
  readonly #parts: EngineParts
  #sent: readonly JobId[] = []
  #importing: JobId | null = null
  /** Imports of an earlier page. */
  #begun: readonly ImportCreation[] = []

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  add(id: JobId): void {
    this.#sent = [...this.#sent, id]
  }

  settle(id: JobId): void {
    // A person who retries has looked into the folder: the file goes from its beginning.
    this.#parts.store.dispatch(id, { type: 'putBack' })
  }

  mayStand(id: JobId): boolean {
    return id === this.#importing
  }

  restore(creation: JournalCreation): void {
    if ('format' in creation.input) this.#begun = [...this.#begun, creation as ImportCreation]
  }

  hasWork(): boolean {
    this.#sent = this.#sent.filter((id) => this.#parts.store.get(id)?.stage.at === 'sent')
    return this.#begun.length + this.#sent.length > 0
  }

  async work(): Promise<void> {
    const [begun, ...others] = this.#begun
    this.#begun = others
    if (begun) return this.#goOn(begun)
    const [id, ...rest] = this.#sent
    this.#sent = rest
    if (id === undefined) return
    this.#parts.store.dispatch(id, { type: 'binding' })
    this.#importing = id
    for (const job of bindingJobs(this.#parts, [id])) await this.#import(job)
    this.#importing = null
  }

  async #import(job: BindingJob): Promise<void> {
    const { id, name, target, stage } = job
    const point = uploadPointOf(job, stage.spot)
    if (target.is !== 'import' || point?.parentType !== 'ccm_import_open') throw new TypeError('Only imports come here')
    const { journal, corridor, chance } = this.#parts
    const input = {
      fileToken: stage.fileToken,
      format: point.format,
      title: name.replace(/\.[^.]+$/, ''),
      folderToken: target.folderToken,
      clientToken: chance.uuid(),
    }
    await journal.creating({ ids: [id], input })
    const request = createImportTaskRequest(input)
    const outcome = await corridor.call({
      request: () => request,
      read: readTicket,
      once: true,
      ...toldTo(this.#parts, [id]),
    })
    if (!outcome.ok) {
      journal.settled(input.clientToken)
      if (outcome.unclear) this.#parts.store.dispatch(id, { type: 'failed', failure: ownFailure('import-unclear') })
      else healOrFail(this.#parts, id, outcome)
      return
    }
    void journal.creating({ ids: [id], input: { ...input, ticket: outcome.data } })
    await this.#await(id, outcome.data)
    journal.settled(input.clientToken)
  }

  async #goOn({ ids, input }: ImportCreation): Promise<void> {
    const { store, journal } = this.#parts
    this.#sent = this.#sent.filter((id) => !ids.includes(id))
    store.dispatchAll(ids, () => ({ type: 'binding' }))
    for (const { id } of bindingJobs(this.#parts, ids)) {
      if (input.ticket === undefined) store.dispatch(id, { type: 'failed', failure: ownFailure('import-unclear') })
      else await this.#await(id, input.ticket)
    }
    journal.settled(input.clientToken)
  }

  /** Looks at a task until it has ended. */
  async #await(id: JobId, ticket: Ticket): Promise<void> {
    const { store, clock } = this.#parts
    const sinceMs = clock.nowMs()
    const { signal } = new AbortController()
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
      await clock.sleep(pauseMs, signal)
      const outcome = await this.#look(id, ticket)
      if (!outcome.ok) {
        healOrFail(this.#parts, id, { ...outcome, unclear: false })
        return
      }
      const task = outcome.data
      if (task.state === 'running' && clock.nowMs() - sinceMs < longestRunMs) continue
      if (task.state === 'done') {
        store.dispatch(id, { type: 'bound', made: { url: task.url, losses: task.losses } })
        return
      }
      const failure =
        task.state === 'failed'
          ? { problem: task.problem, code: null, msg: task.message, logId: null, scopes: [] }
          : ownFailure('import-unclear')
      store.dispatch(id, { type: 'failed', failure })
      return
    }
  }

  #look(id: JobId, ticket: Ticket): Promise<Outcome<ImportTask>> {
    const request = getImportTaskRequest(ticket)
    return this.#parts.corridor.call({ request: () => request, read: readImportTask, ...toldTo(this.#parts, [id]) })
  }
}
