import type { ImportType } from '../../contract/feishu/import/import.ts'
import type { SimulatedDocument } from '../world/document.ts'
import type { Media } from '../media/media-store.ts'

/** Result of an import: `job_status`, and for 0 the codes of what was left out. */
export interface ImportOutcome {
  readonly jobStatus: number
  readonly extra: readonly string[]
}

/** A failure or loss that a test ordered. */
export interface OrderedOutcome extends ImportOutcome {
  /** Exact name of the source; null: the next one of any name. */
  readonly fileName: string | null
}

export interface ImportTask {
  readonly ticket: string
  readonly type: ImportType
  readonly startedBy: string
  readonly startedAtMs: number
  readonly endsAtMs: number
  readonly outcome: ImportOutcome
  /** The new document, once it succeeded. */
  readonly document: SimulatedDocument
  /** Uploaded file, gone after the import. */
  readonly source: Media
}

/** `job_status` of a running import (import_task/get, 2024-10-11). */
const starting = 1
const running = 2

/** The imports of one world. */
export class ImportTasks {
  readonly #tasks = new Map<string, ImportTask>()
  readonly #unfinished = new Set<ImportTask>()
  #orders: OrderedOutcome[] = []

  order(outcome: OrderedOutcome): void {
    this.#orders.push(outcome)
  }

  /** Takes the outcome for a file of this name: an ordered one, or success. */
  takeOutcome(fileName: string): ImportOutcome {
    const order = this.#orders.find((waiting) => waiting.fileName === null || waiting.fileName === fileName)
    this.#orders = this.#orders.filter((waiting) => waiting !== order)
    return order ?? { jobStatus: 0, extra: [] }
  }

  add(task: ImportTask): void {
    this.#tasks.set(task.ticket, task)
    this.#unfinished.add(task)
  }

  find(ticket: string): ImportTask | undefined {
    return this.#tasks.get(ticket)
  }

  /** Tasks that ended since the last call. */
  takeEnded(nowMs: number): readonly ImportTask[] {
    const ended = [...this.#unfinished].filter((task) => hasEnded(task, nowMs))
    for (const task of ended) this.#unfinished.delete(task)
    return ended
  }
}

/**
 * `job_status` at this time. As documented, 0 comes with the document (import_task/get, 2024-10-11); Feishu's command line has met it
 * before the document exists (larksuite/cli drive_import_common.go, 2026): `saysDoneEarly`.
 */
export function jobStatusOf(task: ImportTask, nowMs: number, saysDoneEarly: boolean): number {
  const { startedAtMs, endsAtMs, outcome } = task
  const third = (endsAtMs - startedAtMs) / 3
  const isEarly = saysDoneEarly && outcome.jobStatus === 0 && nowMs >= endsAtMs - third
  if (hasEnded(task, nowMs) || isEarly) return outcome.jobStatus
  return nowMs < startedAtMs + third ? starting : running
}

export function hasEnded({ endsAtMs }: ImportTask, nowMs: number): boolean {
  return nowMs >= endsAtMs
}
