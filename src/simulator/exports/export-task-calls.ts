import * as v from 'valibot'
import { findDocument } from '../finding/look-up.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { makeToken, makeUploadId } from '../world/name-maker.ts'
import { exportedFile, tabsOf } from './exported-file.ts'
import type { ExportExtension, ExportTask } from './export-tasks.ts'

/** Official, export_task/download, updated 2024-06-14. */
const exportedFileLifeMs = 10 * 60_000

const CreateInput = v.object({
  file_extension: v.picklist(['docx', 'pdf', 'xlsx', 'csv']),
  token: v.pipe(v.string(), v.maxLength(27)),
  type: v.picklist(['doc', 'sheet', 'bitable', 'docx']),
  sub_id: v.optional(v.string(), ''),
})

const extensions: Readonly<Record<v.InferOutput<typeof CreateInput>['type'], readonly ExportExtension[]>> = {
  doc: ['docx', 'pdf'],
  docx: ['docx', 'pdf'],
  sheet: ['xlsx', 'csv'],
  bitable: ['xlsx', 'csv'],
}

/**
 * POST drive/v1/export_tasks (updated 2025-02-25). The file is that of the moment of this call. Two codes come with another status
 * than at imports: 404.
 */
export function createExportTask(call: Call): Answer {
  const { world, caller } = call
  const { file_extension: extension, token, type, sub_id: tabId } = readInput(CreateInput, call.body, 1069904)
  if (!extensions[type].includes(extension)) refuse(1069918)
  const document = findDocument(world, token, type) ?? refuse(1069914, { httpStatus: 404 })
  if (document.deleted) refuse(1069906, { httpStatus: 404 })
  if (!document.mayRead(caller)) refuse(1069902)
  const tab = tabsOf(document).find(({ id }) => id === tabId)
  if (extension === 'csv' && !tab) refuse(1069904)
  const bytes = exportedFile(world, { document, extension, ...(tab && { tab }) })
  const { title: name } = document
  const startedAtMs = world.clock.nowMs()
  const file = world.medias.addBytes(bytes, {
    token: makeToken(''),
    name: `${name}.${extension}`,
    parentType: 'export',
    parentNode: '',
    documentToken: token,
    uploadedBy: caller.id,
    uploadedAtMs: startedAtMs,
  })
  const ticket = makeUploadId()
  const fileToken = makeToken('boxcn')
  const endsAtMs = startedAtMs + world.options.importTaskMs
  const task = { ticket, fileToken, startedBy: caller.id, startedAtMs, endsAtMs }
  world.exports.add({ ...task, token, type, extension, name, file })
  return { kind: 'data', data: { ticket } }
}

/** GET drive/v1/export_tasks/:ticket, only for who made the task, and with the document's token (updated 2024-08-23). */
export function getExportTask({ world, caller, parameters, query }: Call): Answer {
  const task = world.exports.find(parameters['ticket'] ?? '')
  if (!task || task.token !== query['token']) return refuse(1069904)
  if (task.startedBy !== caller.id) refuse(1069902)
  const jobStatus = jobStatusOf(task, world.clock.nowMs())
  const { extension, type, name, fileToken, file } = task
  const made = { file_token: fileToken, file_size: file.sizeBytes }
  const result = {
    file_extension: extension,
    type,
    file_name: name,
    job_error_msg: jobStatus === 0 ? 'success' : '',
    job_status: jobStatus,
    ...(jobStatus === 0 && made),
  }
  return { kind: 'data', data: { result } }
}

/** `job_status`: 1 at first, 2 then, 0 at the end. */
function jobStatusOf({ startedAtMs, endsAtMs }: ExportTask, nowMs: number): number {
  if (nowMs >= endsAtMs) return 0
  return nowMs < startedAtMs + (endsAtMs - startedAtMs) / 3 ? 1 : 2
}

/** GET drive/v1/export_tasks/file/:file_token/download: for ten minutes after the end of the task (updated 2024-06-14). */
export function downloadExport({ world, caller, parameters }: Call): Answer {
  const task = world.exports.findFile(parameters['file_token'] ?? '')
  const nowMs = world.clock.nowMs()
  if (!task || task.startedBy !== caller.id || nowMs < task.endsAtMs) return refuse(1060001)
  if (nowMs > task.endsAtMs + exportedFileLifeMs) refuse(1060001)
  return { kind: 'media', media: task.file }
}
