import { rm } from 'node:fs/promises'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { refuse, RefusalError, type Answer } from '../http/answer.ts'
import type { UploadCall } from '../http/call.ts'
import { makeToken } from '../world/name-maker.ts'
import type { ReceivedFile } from '../http/request-body.ts'
import { checkBytes, checkFileName, readSize } from './check-file.ts'
import { checkUploadPoint } from './upload-point.ts'

/** POST drive/v1/medias/upload_all: one request, one file. A repeat makes a second one. */
export async function uploadAll(call: UploadCall): Promise<Answer> {
  const { world, caller, fields, file } = call
  const name = fields['file_name'] ?? ''
  const parentType = fields['parent_type'] ?? ''
  const parentNode = fields['parent_node'] ?? ''
  const { arrived, place } = await orDiscard(file, () => {
    checkFileName(name)
    const sizeBytes = readSize(fields['size'] ?? '', world.options.emptyMedia)
    if (sizeBytes > Math.min(uploadAllMaxBytes, world.options.maxFileBytes)) refuse(1061043)
    const found = checkUploadPoint(world, caller, { parentType, parentNode, extra: fields['extra'] ?? '' })
    if (!file) return refuse(1061002)
    checkBytes(file, sizeBytes, fields['checksum'])
    return { arrived: file, place: found }
  })
  const token = makeToken('boxcn')
  const uploadedAtMs = world.clock.nowMs()
  world.medias.add({ ...arrived, ...place, token, name, parentType, parentNode, uploadedBy: caller.id, uploadedAtMs })
  return { kind: 'data', data: { file_token: token } }
}

/** Runs checks; deletes the received file when they refuse. */
export async function orDiscard<T>(file: ReceivedFile | null, checks: () => T): Promise<T> {
  try {
    return checks()
  } catch (error: unknown) {
    if (file && error instanceof RefusalError) await rm(file.path, { force: true })
    throw error
  }
}
