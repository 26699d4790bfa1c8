import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { importSourceLifeMs } from '../../contract/feishu/limits.ts'
import { MediaModel } from './media-model.ts'
import { answering, Refused, valuesOf, type Json, type Model } from './model.ts'

/** How a task ends: `job_status` of import_task/get, and in `extra` what was lost in the import. */
export interface TaskEnd {
  readonly status: number
  readonly extra?: readonly string[]
}

interface Task {
  readonly title: string
  readonly end: TaskEnd
  looks: number
}

const finished: TaskEnd = { status: 0 }

/**
 * One Feishu folder into which files are imported. A source is valid for five minutes and for one task. Feishu does not recognise a
 * repeated task, so two calls make two documents (official: import_task/create and get).
 */
export class ImportModel implements Model {
  /** Titles of the documents in the folder, in the order of their creation. */
  readonly folder: string[] = []
  /** How the next tasks end, in order; all later ones succeed. */
  readonly ends: TaskEnd[] = []
  /** Whether a task says that it succeeded one look before it names the document. */
  saysDoneEarly = false
  readonly #nowMs: () => number
  readonly #uploadedMs = new Map<string, number>()
  readonly #tasks: Task[] = []
  readonly #uploads = new MediaModel(() => undefined)

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  apply(request: ApiRequest): ApiAnswer {
    return answering(() => this.#take(request) ?? this.#edit(request))
  }

  #take(request: ApiRequest): Json | undefined {
    const taken = this.#uploads.take(request)
    if (taken && 'file_token' in taken) this.#uploadedMs.set(String(taken['file_token']), this.#nowMs())
    return taken
  }

  #edit(request: ApiRequest): Json {
    switch (request.route) {
      case 'createImportTask':
        return this.#begin(valuesOf(request))
      case 'getImportTask':
        return { result: this.#look(this.#tasks[Number(request.parameters['ticket'])]) }
      default:
        throw new Error(`The model does not know ${request.route}`)
    }
  }

  #begin(json: Json): Json {
    const token = String(json['file_token'])
    const uploadedMs = this.#uploadedMs.get(token)
    if (uploadedMs === undefined) throw new Refused(1069914)
    if (this.#nowMs() - uploadedMs >= importSourceLifeMs) throw new Refused(1069913)
    this.#uploadedMs.delete(token)
    const task = { title: String(json['file_name']), end: this.ends.shift() ?? finished, looks: 0 }
    this.#tasks.push(task)
    if (task.end.status === 0) this.folder.push(task.title)
    return { ticket: String(this.#tasks.length - 1) }
  }

  /** A task is still running at its first read. */
  #look(task: Task | undefined): Json {
    if (!task) throw new Refused(1069904)
    task.looks += 1
    if (task.looks === 1) return { job_status: 2 }
    const { status, extra = [] } = task.end
    if (task.looks === 2 && status === 0 && this.saysDoneEarly) return { job_status: 0, job_error_msg: 'success' }
    const made = { token: `document${this.#tasks.indexOf(task)}`, url: `https://x.feishu.cn/${task.title}` }
    return { job_status: status, job_error_msg: `status ${status}`, ...(status === 0 && made), extra }
  }
}
