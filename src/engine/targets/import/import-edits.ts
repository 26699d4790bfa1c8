import {
  createImportTaskRequest,
  emptyImportTaskRequest,
  getImportTaskRequest,
  readImportTask,
  readTicket,
  type ImportTask,
} from '../../../contract/feishu/import/import.ts'
import type { Ticket } from '../../../contract/feishu/ids.ts'
import { importSourceLifeMs } from '../../../contract/feishu/limits.ts'
import type { ApiAnswer, Reading } from '../../../contract/feishu/api.ts'
import { problemOf, problems } from '../../../contract/problems/catalogue.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import type { NotOk, Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Failure, JobId } from '../../job/job.ts'
import type { ImportCreation, JournalCreation } from '../../journal/journal-change.ts'
import type { Bind } from '../local-lane.ts'
import { bindingJobs, restartOrFail, bindCall, reportHoldups, type BindingJob, type CallOptions } from '../bind-call.ts'
import { importFormatFor } from './import-format.ts'
import type { ImportTarget } from '../target.ts'

/** Pauses between two reads of a running task: most take seconds, a large table takes minutes. */
const firstPauseMs = 1000
const longestPauseMs = 5000
/** Longer than Feishu lets a task run: it ends a task as timed out itself (job_status 108). */
const longestRunMs = 30 * 60 * 1000
/** A source that expires within this time is not imported: the call would come too late. */
const expiryMarginMs = 10_000

/** An import that Feishu has begun. */
type BegunImport = ImportCreation & { readonly input: { readonly ticket: Ticket } }

/**
 * Imports uploaded files as documents into one folder, one at a time, because a folder takes one change at a time. Feishu does not
 * recognise a repeated import, so one without an answer is not retried but reported (`import-unclear`).
 */
export class ImportEdits implements Bind {
  readonly #context: EngineContext
  readonly #targetKey: string
  /** When each source was uploaded, in milliseconds since 1970; in the order of arrival. */
  readonly #sent = new Map<JobId, number>()
  /** Imports that an earlier page began. */
  #begun: readonly ImportCreation[] = []
  /** Imports whose jobs were cancelled meanwhile; without a ticket where nobody knows whether they began. */
  readonly #left = new Map<JobId, ImportCreation>()

  constructor(context: EngineContext, targetKey: string) {
    this.#context = context
    this.#targetKey = targetKey
  }

  add(id: JobId): void {
    this.#sent.set(id, this.#context.clock.nowMs())
  }

  restore(creation: JournalCreation): void {
    if ('format' in creation.input) this.#begun = [...this.#begun, creation as ImportCreation]
  }

  giveUp(id: JobId): void {
    this.#left.delete(id)
  }

  hasWork(): boolean {
    for (const id of this.#sent.keys()) {
      const job = this.#context.store.get(id)
      if (job?.stage.at !== 'sent' || this.#context.targetKeyOf(job.target) !== this.#targetKey) this.#sent.delete(id)
    }
    return this.#begun.length + this.#sent.size > 0
  }

  async work(): Promise<void> {
    const [begun, ...others] = this.#begun
    this.#begun = others
    if (begun) return this.#goOn(begun)
    const [next] = this.#sent
    if (!next) return
    const [id, sentMs] = next
    const { store, clock } = this.#context
    this.#sent.delete(id)
    store.dispatch(id, { type: 'binding' })
    const left = this.#left.get(id)
    this.#left.delete(id)
    if (left && bindingJobs(this.#context, [id])[0]?.stage.isUndone) return this.#resume(left)
    // It waited behind others until Feishu dropped the source. That is not the file's fault, so `restartLimit` does not count it.
    if (clock.nowMs() - sentMs > importSourceLifeMs - expiryMarginMs) {
      store.dispatch(id, { type: 'sendAgain', failure: ownFailure(`${feishuCodes.importSourceExpired}`) })
    }
    for (const job of bindingJobs(this.#context, [id])) await this.#import(job)
  }

  async #import(job: BindingJob): Promise<void> {
    const { id, name, stage } = job
    const { tablesAs, folderToken } = job.target as ImportTarget
    const format = importFormatFor(name, tablesAs)
    if (!format) throw new TypeError('No import takes this file')
    const { journal, chance } = this.#context
    const input = {
      fileToken: stage.fileToken,
      format,
      title: name.replace(/\.[^.]+$/, ''),
      folderToken,
      clientToken: chance.uuid(),
    }
    const outcome = await bindCall(this.#context, [id], {
      request: async (told) => {
        const asked = await this.#comesThrough(told)
        if (!asked.ok) return asked
        await journal.creating({ ids: [id], input })
        return createImportTaskRequest(input)
      },
      read: readTicket,
      once: true,
    })
    if (!outcome?.ok) {
      journal.concluded(input.clientToken)
      if (outcome?.unclear && !this.#isBinding(id)) this.#left.set(id, { ids: [id], input })
      if (outcome) this.#refused(job, outcome)
      return
    }
    const begun = { ids: [id], input: { ...input, ticket: outcome.data } } as const
    void journal.creating(begun)
    await this.#await(id, begun)
    journal.concluded(input.clientToken)
  }

  /**
   * Sends a call without effect, which is held and retried like any other, to learn whether the one call that cannot be repeated
   * would come through.
   */
  #comesThrough(told: CallOptions): Promise<Outcome<null>> {
    return this.#context.api.call({ request: emptyImportTaskRequest, read: readRefusal, ...told })
  }

  #isBinding(id: JobId): boolean {
    return this.#context.store.get(id)?.stage.at === 'binding'
  }

  /** Continues an import whose cancelling was undone. */
  #resume(left: ImportCreation): Promise<void> {
    void this.#context.journal.creating(left)
    return this.#goOn(left)
  }

  #refused({ id, target }: BindingJob, outcome: NotOk): void {
    if (outcome.unclear) this.#fail(id, asUnclear(outcome.failure))
    else restartOrFail(this.#context, id, outcome)
    if (!outcome.unclear && outcome.healing === 'none') this.#context.failAlike(outcome.failure, target)
  }

  async #goOn({ ids, input }: ImportCreation): Promise<void> {
    const { store, journal } = this.#context
    store.dispatchAll(ids, () => ({ type: 'binding' }))
    for (const { id } of bindingJobs(this.#context, ids)) {
      const { ticket } = input
      if (ticket === undefined) this.#fail(id, ownFailure('import-unclear'))
      else await this.#await(id, { ids, input: { ...input, ticket } })
    }
    journal.concluded(input.clientToken)
  }

  /** Polls a task until it has ended or its job is no longer binding. */
  async #await(id: JobId, creation: BegunImport): Promise<void> {
    const { ticket } = creation.input
    const { store, clock } = this.#context
    const sinceMs = clock.nowMs()
    const { signal } = new AbortController()
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
      await clock.sleep(pauseMs, signal)
      if (!this.#isBinding(id)) {
        // Should its cancelling be undone, an import begun again would make a second document.
        this.#left.set(id, creation)
        return
      }
      const outcome = await this.#look(id, ticket)
      const task = outcome.ok ? outcome.data : null
      if (task?.state === 'running' && clock.nowMs() - sinceMs < longestRunMs) continue
      if (task?.state === 'done') store.dispatch(id, { type: 'bound', made: { url: task.url, losses: task.losses } })
      else if (task?.state === 'failed') this.#failed(id, task)
      // The task may still be running, or may have ended in any way.
      else this.#fail(id, outcome.ok ? ownFailure('import-unclear') : asUnclear(outcome.failure))
      return
    }
  }

  #look(id: JobId, ticket: Ticket): Promise<Outcome<ImportTask>> {
    const request = getImportTaskRequest(ticket)
    return this.#context.api.call({
      request: () => request,
      read: readImportTask,
      ...reportHoldups(this.#context, [id]),
    })
  }

  /** A failed task has made nothing, so a new one may begin. It needs a new upload, because Feishu removes the source. */
  #failed(id: JobId, { problem, message }: Extract<ImportTask, { state: 'failed' }>): void {
    const healing = problems[problem].healing === 'none' ? 'none' : 'restart-upload'
    restartOrFail(this.#context, id, { ok: false, failure: ownFailure(problem, message), healing, unclear: false })
  }

  #fail(id: JobId, failure: Failure): void {
    this.#context.store.dispatch(id, { type: 'failed', failure, perhapsPlaced: false })
  }
}

/** Reads the expected refusal as success: the call came through. A code that the real call would get as well stays a refusal. */
function readRefusal(answer: ApiAnswer): Reading<null> {
  const reading = readTicket(answer)
  if (reading.ok) return { ok: true, data: null }
  const { healing } = problems[problemOf(reading.refusal)]
  const isOfAll = healing === 'repeat' || healing === 'hold-queue' || healing === 'refresh'
  return isOfAll || reading.refusal.code === null ? reading : { ok: true, data: null }
}

/** For an import whose effect is unknown: keeps the code, message and log id of the failure that hid it. */
function asUnclear(failure: Failure): Failure {
  return { ...failure, problem: 'import-unclear' }
}
