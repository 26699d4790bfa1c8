import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { addDocument } from '../finding/add-document.ts'
import { openFolder, refuseIfFull } from '../finding/folder.ts'
import { refuse, type Answer } from '../http/answer.ts'
import type { Call, UploadCall } from '../http/call.ts'
import { checkBytes, checkFileName, readSize } from '../media/check-file.ts'
import { orDiscard } from '../media/upload-all.ts'
import { finishUpload, prepareUpload, takePart } from '../media/upload-parts.ts'
import type { UploadPoint } from '../media/upload-point.ts'

/**
 * POST drive/v1/files/upload_all: a file that stands in a folder of Drive by itself, in no document (drive-v1/file/upload_all, updated
 * 2024-10-23; refusals by its error table). Never empty. A repeat makes a second one.
 */
export async function uploadFile(call: UploadCall): Promise<Answer> {
  const { world, caller, fields, file } = call
  const name = fields['file_name'] ?? ''
  const parentType = fields['parent_type'] ?? ''
  const parentNode = fields['parent_node'] ?? ''
  const arrived = await orDiscard(file, () => {
    checkFileName(name)
    const sizeBytes = readSize(fields['size'] ?? '', 'refused')
    if (sizeBytes > Math.min(uploadAllMaxBytes, world.options.maxFileBytes)) refuse(1061043)
    checkFolder(call, { parentType, parentNode })
    if (!file) return refuse(1061002)
    checkBytes(file, sizeBytes, fields['checksum'])
    return file
  })
  const place = addFile(call, { name, parentNode })
  const uploadedAtMs = world.clock.nowMs()
  world.medias.add({ ...arrived, ...place, name, parentType, parentNode, uploadedBy: caller.id, uploadedAtMs })
  return { kind: 'data', data: { file_token: place.token } }
}

/** POST drive/v1/files/upload_prepare: as for files of documents, for a file of any size. */
export function prepareFile(call: Call): Promise<Answer> {
  return prepareUpload('file', call, (point) => {
    checkFolder(call, point)
    return { documentToken: '' }
  })
}

/** POST drive/v1/files/upload_part. */
export const uploadFilePart = (call: UploadCall): Promise<Answer> => takePart('file', call)

/** POST drive/v1/files/upload_finish: the file appears in its folder. */
export const finishFile = (call: Call): Promise<Answer> => finishUpload('file', call, (upload) => addFile(call, upload))

/** GET drive/v1/files/:file_token/download: a file of Drive, which is no document. Its bytes are a media of the same token. */
export function downloadFile({ world, caller, parameters }: Call): Answer {
  const file = world.documents.get(parameters['file_token'] ?? '')
  if (file?.kind !== 'file') return refuse(1061003)
  if (file.deleted) refuse(1061007)
  if (!file.mayRead(caller)) refuse(1061004)
  return { kind: 'media', media: world.medias.find(file.token) ?? refuse(1061003) }
}

function checkFolder(call: Call, { parentType, parentNode }: Omit<UploadPoint, 'extra'>): void {
  if (parentType !== 'explorer') refuse(1061002)
  const codes = { notFound: 1061044, deleted: 1061041, forbidden: 1061004 } as const
  refuseIfFull(call.world, openFolder(call, parentNode, 'edit', codes).token, 1062507)
}

/** An empty `parentNode` is the caller's root, as everywhere in Drive. */
function addFile(
  call: Call,
  { name, parentNode }: { readonly name: string; readonly parentNode: string },
): { readonly token: string; readonly documentToken: string } {
  const folder = parentNode === '' ? {} : { folderToken: parentNode }
  const { token } = addDocument(call, 'file', { title: name, ...folder })
  return { token, documentToken: token }
}
