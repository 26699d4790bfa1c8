import type { Media } from '../media/media-store.ts'

export type ExportExtension = 'docx' | 'pdf' | 'xlsx' | 'csv'

export interface ExportTask {
  readonly ticket: string
  readonly fileToken: string
  readonly startedBy: string
  readonly startedAtMs: number
  readonly endsAtMs: number
  /** Of the document, and its kind. */
  readonly token: string
  readonly type: string
  readonly extension: ExportExtension
  /** Title of the document; the file's name without its ending. */
  readonly name: string
  /** Has a token that no caller knows: only downloads of exports give it away. */
  readonly file: Media
}

/** The exports of one world. */
export class ExportTasks {
  readonly #tasks = new Map<string, ExportTask>()

  add(task: ExportTask): void {
    this.#tasks.set(task.ticket, task)
  }

  find(ticket: string): ExportTask | undefined {
    return this.#tasks.get(ticket)
  }

  findFile(fileToken: string): ExportTask | undefined {
    return [...this.#tasks.values()].find((task) => task.fileToken === fileToken)
  }
}
