import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as v from 'valibot'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call, type UploadCall } from '../http/call.ts'
import { makeToken, makeUploadId } from '../world/name-maker.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { checkBytes, checkFileName, readSize } from './check-file.ts'
import type { Media, PartUpload } from './media-store.ts'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import { pictureHeadBytes, pictureSizeOf } from '../../contract/picture-size.ts'
import { orDiscard } from './upload-all.ts'
import { checkUploadPoint, type UploadPlace, type UploadPoint } from './upload-point.ts'

const PrepareInput = v.object({
  file_name: v.string(),
  parent_type: v.string(),
  // Required even without a parent, as for an import (larksuite/cli drive_import_common.go).
  parent_node: v.string(),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  extra: v.optional(v.string(), ''),
})

/** POST drive/v1/medias/upload_prepare: begins an upload, valid for 24 hours and for this caller. */
export async function uploadPrepare(call: Call): Promise<Answer> {
  const { world, caller } = call
  return prepareUpload('media', call, (point, sizeBytes) => {
    if (world.options.smallFilesByParts === 'refused' && sizeBytes <= uploadAllMaxBytes) refuse(1061002)
    return checkUploadPoint(world, caller, point)
  })
}

/** Begins an upload where `placeOf` says that it belongs, unless that refuses. */
export async function prepareUpload(
  kind: PartUpload['kind'],
  { world, caller, body }: Call,
  placeOf: (point: UploadPoint, sizeBytes: number) => UploadPlace,
): Promise<Answer> {
  const input = readInput(PrepareInput, body, 1061002)
  checkFileName(input.file_name)
  const sizeBytes = readSize(String(input.size), kind === 'file' ? 'refused' : world.options.emptyMedia)
  if (sizeBytes > world.options.maxFileBytes) refuse(1061043)
  const { parent_type: parentType, parent_node: parentNode, extra } = input
  const upload: PartUpload = {
    kind,
    uploadId: makeUploadId(),
    name: input.file_name,
    parentType,
    parentNode,
    ...placeOf({ parentType, parentNode, extra }, sizeBytes),
    sizeBytes,
    partBytes: world.options.partBytes,
    parts: Math.ceil(sizeBytes / world.options.partBytes),
    startedBy: caller.id,
    expiresAtMs: world.uploadExpiryMs(),
    path: world.medias.newPath(),
    arrived: new Set(),
  }
  await world.medias.open(upload)
  const { uploadId, partBytes, parts } = upload
  return { kind: 'data', data: { upload_id: uploadId, block_size: partBytes, block_num: parts } }
}

/** POST drive/v1/medias/upload_part: one part; the same `seq` again replaces the first. */
export const uploadPart = (call: UploadCall): Promise<Answer> => takePart('media', call)

export async function takePart(kind: PartUpload['kind'], { world, caller, fields, file }: UploadCall): Promise<Answer> {
  const { arrived, upload, seq } = await orDiscard(file, () => {
    const found = openUpload(world, kind, caller.id, fields['upload_id'] ?? '')
    const number = /^\d{1,6}$/.test(fields['seq'] ?? '') ? Number(fields['seq']) : refuse(1061002)
    if (number >= found.parts) refuse(1062011)
    if (!file) return refuse(1061002)
    const sizeBytes = readSize(fields['size'] ?? '', world.options.emptyMedia)
    checkBytes(file, sizeBytes, world.options.partChecksums === 'compared' ? fields['checksum'] : undefined)
    if (sizeBytes !== partBytesOf(found, number)) refuse(1062009)
    return { arrived: file, upload: found, seq: number }
  })
  const place = createWriteStream(upload.path, { flags: 'r+', start: seq * upload.partBytes })
  await pipeline(createReadStream(arrived.path), place)
  await rm(arrived.path, { force: true })
  upload.arrived.add(seq)
  return { kind: 'data', data: {} }
}

/** Expected size of a part: as prepare answered, except for the last. */
function partBytesOf(upload: PartUpload, seq: number): number {
  return Math.min(upload.partBytes, upload.sizeBytes - seq * upload.partBytes)
}

const FinishInput = v.object({ upload_id: v.string(), block_num: v.pipe(v.number(), v.integer()) })

/** POST drive/v1/medias/upload_finish: makes one file of the parts. */
export const uploadFinish = (call: Call): Promise<Answer> =>
  finishUpload('media', call, ({ documentToken }) => ({ token: makeToken('boxcn'), documentToken }))

/** Makes one file of the parts, under the token that `placeOf` gives it. */
export async function finishUpload(
  kind: PartUpload['kind'],
  { world, caller, body }: Call,
  placeOf: (upload: PartUpload) => Pick<Media, 'token' | 'documentToken'>,
): Promise<Answer> {
  const input = readInput(FinishInput, body, 1061002)
  const upload = openUpload(world, kind, caller.id, input.upload_id)
  if (input.block_num > upload.parts) refuse(1062011)
  if (input.block_num < upload.parts || upload.arrived.size < upload.parts) refuse(1062010)
  const { parentType, parentNode, importInto, name, path, sizeBytes } = upload
  world.medias.forget(upload.uploadId)
  const pixels = pictureSizeOf(await headOf(path))
  const place = placeOf(upload)
  const media = { path, sizeBytes, pixels, ...place, name, parentType, parentNode, uploadedBy: caller.id }
  world.medias.add({ ...media, uploadedAtMs: world.clock.nowMs(), ...(importInto && { importInto }) })
  return { kind: 'data', data: { file_token: place.token } }
}

/** The answer to a finished or unknown upload_id is not documented; here it counts as expired. */
function openUpload(world: SimulatedWorld, kind: PartUpload['kind'], callerId: string, uploadId: string): PartUpload {
  const upload = world.medias.findUpload(uploadId)
  if (upload?.kind !== kind || upload.expiresAtMs <= world.clock.nowMs()) return refuse(1061021)
  if (upload.startedBy !== callerId) refuse(1062007)
  return upload
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(pictureHeadBytes), 0, pictureHeadBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
