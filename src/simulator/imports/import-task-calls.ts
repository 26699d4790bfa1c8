import * as v from 'valibot'
import { importFormats, type ImportFormat } from '../../contract/feishu/import/import.ts'
import { importSourceLifeMs } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { openFolder } from '../finding/folder.ts'
import { sha256Of, type Media } from '../media/media-store.ts'
import { makeToken, makeUploadId } from '../world/name-maker.ts'
import { documentOf } from './document-of.ts'
import { hasEnded, jobStatusOf } from './import-tasks.ts'

const tokenMaxCharacters = 27

const CreateInput = v.object({
  file_extension: v.string(),
  file_token: v.string(),
  type: v.picklist(['docx', 'sheet', 'bitable']),
  file_name: v.optional(v.string(), ''),
  /** 1 means Drive, the only possible target. */
  point: v.object({ mount_type: v.literal(1), mount_key: v.string() }),
})

/** POST drive/v1/import_tasks. A repeat imports again, as long as the source exists. */
export async function createImportTask(call: Call): Promise<Answer> {
  const { world, caller } = call
  const input = readInput(CreateInput, call.body, 1069904)
  const source = sourceFor(call, input.file_token)
  checkFormat(source, input.file_extension, input.type)
  const folder = openFolder(call, input.point.mount_key, 'edit', {
    notFound: 1069912,
    deleted: 1069908,
    forbidden: 1069908,
  })
  const startedAtMs = world.clock.nowMs()
  const endsAtMs = startedAtMs + world.options.importTaskMs
  const token = makeToken('')
  const { document, losses } = await documentOf(source, input.type, {
    key: token,
    token,
    title: input.file_name || source.name,
    ownerId: caller.id,
    createdAtMs: endsAtMs,
    folderToken: folder.token,
    importedFrom: { name: source.name, sizeBytes: source.sizeBytes, sha256: await sha256Of(source) },
  })
  const { jobStatus, extra } = world.imports.takeOutcome(source.name)
  const outcome = { jobStatus, extra: [...losses, ...extra] }
  // Digits, as in the official sample.
  const ticket = makeUploadId()
  const { type } = input
  world.imports.add({ ticket, type, startedBy: caller.id, startedAtMs, endsAtMs, outcome, document, source })
  return { kind: 'data', data: { ticket } }
}

/** The uploaded file, or 1069914 (no source of an import), 1069907 (none), 1069902 (somebody else's), 1069913 (too old). */
function sourceFor({ world, caller }: Call, token: string): Media {
  if (token.length > tokenMaxCharacters) refuse(1069914)
  const media = world.medias.find(token) ?? refuse(1069907)
  if (!media.importInto) refuse(1069914)
  if (media.uploadedBy !== caller.id) refuse(1069902)
  return world.clock.nowMs() > media.uploadedAtMs + importSourceLifeMs ? refuse(1069913) : media
}

/** Compares the task with the file and its announced format: 1069910, 1069911; then 1069904 and 1069909. */
function checkFormat({ name, sizeBytes, importInto }: Media, extension: string, type: ImportFormat['type']): void {
  if (importInto?.extension !== extension || !name.toLowerCase().endsWith(`.${extension}`)) refuse(1069910)
  if (importInto.type !== type) refuse(1069911)
  const format = importFormats.find((known) => known.extension === extension && known.type === type) ?? refuse(1069904)
  if (sizeBytes > format.maxBytes) refuse(1069909)
}

/** GET drive/v1/import_tasks/:ticket, only for the creator of the task. */
export function getImportTask({ world, caller, parameters }: Call): Answer {
  const task = world.imports.find(parameters['ticket'] ?? '') ?? refuse(1069904)
  if (task.startedBy !== caller.id) refuse(1069902)
  const nowMs = world.clock.nowMs()
  const jobStatus = jobStatusOf(task, nowMs, world.options.importSuccess === 'before-document')
  const { ticket, type, document, outcome } = task
  const result = { ticket, type, job_status: jobStatus, job_error_msg: jobStatus > 2 ? 'import failed' : 'success' }
  if (jobStatus !== 0 || !hasEnded(task, nowMs)) return { kind: 'data', data: { result } }
  const made = { token: document.token, url: world.urlOf(document.path) }
  const losses = outcome.extra.length > 0 ? { extra: outcome.extra } : {}
  return { kind: 'data', data: { result: { ...result, ...made, ...losses } } }
}
