import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { Ticket, type FileToken, type FolderToken } from '../ids.ts'
import { isProblemKey, type ProblemKey } from '../../problems/catalogue.ts'

/** What an import makes. */
export type ImportType = 'docx' | 'sheet' | 'bitable'

/** A kind of file that can be imported, and what it becomes. */
export interface ImportFormat {
  /** Extension of the file's name, in lower case; "md" and "markdown" are different (1069910). */
  readonly extension: string
  readonly type: ImportType
  /** Largest file that this import takes, in bytes. */
  readonly maxBytes: number
}

const megabyte = 1024 * 1024

/** What can become what, and how large it may be. Official, import_task/import-user-guide, crawled 2026-05-24. */
export const importFormats: readonly ImportFormat[] = [
  { extension: 'docx', type: 'docx', maxBytes: 600 * megabyte },
  { extension: 'doc', type: 'docx', maxBytes: 600 * megabyte },
  { extension: 'txt', type: 'docx', maxBytes: 20 * megabyte },
  { extension: 'md', type: 'docx', maxBytes: 20 * megabyte },
  { extension: 'mark', type: 'docx', maxBytes: 20 * megabyte },
  { extension: 'markdown', type: 'docx', maxBytes: 20 * megabyte },
  { extension: 'html', type: 'docx', maxBytes: 20 * megabyte },
  { extension: 'xlsx', type: 'sheet', maxBytes: 800 * megabyte },
  { extension: 'xlsx', type: 'bitable', maxBytes: 800 * megabyte },
  { extension: 'csv', type: 'sheet', maxBytes: 20 * megabyte },
  { extension: 'csv', type: 'bitable', maxBytes: 100 * megabyte },
  { extension: 'xls', type: 'sheet', maxBytes: 20 * megabyte },
]

/** What a file of this name can become; empty when no import takes it. */
export function importFormatsOf(fileName: string): readonly ImportFormat[] {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase()
  return importFormats.filter((format) => format.extension === extension)
}

/** An uploaded file to import. */
export interface CreateImportTaskInput {
  /** Uploaded with the same extension and type, less than `importSourceLifeMs` ago (1069913). */
  readonly fileToken: FileToken
  readonly format: ImportFormat
  /** Title of the new document; empty: the uploaded file's name. */
  readonly title: string
  /** `null`: the person's root folder. */
  readonly folderToken: FolderToken | null
}

/** POST drive/v1/import_tasks. Not idempotent: a repeat imports a second time. Best one at a time per folder. */
export function createImportTaskRequest({ fileToken, format, title, folderToken }: CreateImportTaskInput): ApiRequest {
  return {
    route: 'createImportTask',
    parameters: {},
    query: {},
    body: {
      kind: 'json',
      value: {
        file_extension: format.extension,
        file_token: fileToken,
        type: format.type,
        ...(title !== '' && { file_name: title }),
        point: { mount_type: 1, mount_key: folderToken ?? '' },
      },
    },
  }
}

/**
 * An incomplete import request. Feishu refuses it (1069904, 99992402), so it has no effect; that it is answered shows that the real
 * call, which cannot be repeated, would come through.
 */
export function emptyImportTaskRequest(): ApiRequest {
  return { route: 'createImportTask', parameters: {}, query: {}, body: { kind: 'json', value: {} } }
}

/** Reads the ticket by which the import is asked for. */
export function readTicket(answer: ApiAnswer): Reading<Ticket> {
  const reading = readAnswer(answer, v.object({ ticket: Ticket }))
  return reading.ok ? { ok: true, data: reading.data.ticket } : reading
}

/** GET drive/v1/import_tasks/:ticket: the state of an import. */
export function getImportTaskRequest(ticket: Ticket): ApiRequest {
  return { route: 'getImportTask', parameters: { ticket }, query: {}, body: { kind: 'none' } }
}

/** What a finished import left out. */
export type ImportLoss = 'content' | 'pictures' | 'storage'

/** State of an import. */
export type ImportTask =
  | { readonly state: 'running' }
  | {
      readonly state: 'done'
      readonly token: string
      readonly url: string
      /** Each at most once; empty when everything was imported. */
      readonly losses: readonly ImportLoss[]
    }
  /** `problem` is the row `import-<job_status>`; `message` is Feishu's, for debugging. */
  | { readonly state: 'failed'; readonly problem: ProblemKey; readonly jobStatus: number; readonly message: string }

/** Codes of `extra` about pictures, and the one about full storage; all others are about content. Official, import_task/get. */
const pictureLosses = new Set(['1005', '2002', '2004', '3000', '3001', '3005', '3006'])
const storageLoss = '2003'

const Result = v.object({
  job_status: v.pipe(v.number(), v.integer()),
  job_error_msg: v.optional(v.string(), ''),
  token: v.optional(v.string(), ''),
  url: v.optional(v.string(), ''),
  extra: v.optional(v.nullable(v.array(v.string()))),
})

/**
 * Reads the state of an import: `job_status` 0 is done, 1 starting, 2 running, anything else failed (import_task/get, 2024-10-11).
 * Some answers say 0 before the document exists, so without a token it counts as running (larksuite/cli drive_import_common.go,
 * 2026).
 */
export function readImportTask(answer: ApiAnswer): Reading<ImportTask> {
  const reading = readAnswer(answer, v.object({ result: Result }))
  return reading.ok ? { ok: true, data: taskOf(reading.data.result) } : reading
}

function taskOf({
  job_status: jobStatus,
  job_error_msg: message,
  token,
  url,
  extra,
}: v.InferOutput<typeof Result>): ImportTask {
  if (jobStatus === 1 || jobStatus === 2 || (jobStatus === 0 && token === '')) return { state: 'running' }
  if (jobStatus === 0) return { state: 'done', token, url, losses: [...new Set((extra ?? []).map(lossOf))] }
  const key = `import-${jobStatus}`
  return { state: 'failed', problem: isProblemKey(key) ? key : 'unknown-code', jobStatus, message }
}

function lossOf(code: string): ImportLoss {
  if (code === storageLoss) return 'storage'
  return pictureLosses.has(code) ? 'pictures' : 'content'
}
