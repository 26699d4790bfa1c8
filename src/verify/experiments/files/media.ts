import type { PlacedBlock } from '../../../contract/feishu/docx/block.ts'
import { bindRequest } from '../../../contract/feishu/docx/bind-blocks.ts'
import { readUploaded, uploadAllRequest, type UploadPoint } from '../../../contract/feishu/drive/media.ts'
import type { BlockId, FileToken } from '../../../contract/feishu/ids.ts'
import type { PictureSize } from '../../../contract/picture-size.ts'
import { given, must, Unexpected, type Called, type Doors } from '../../doors.ts'
import { addEmptyBlocks } from '../edits/blocks.ts'
import { png } from '../samples.ts'

/** Where a file for a block of the document is uploaded to. */
export function pointOf(
  doors: Doors,
  kind: 'image' | 'file',
  { mediaBlockId }: Pick<PlacedBlock, 'mediaBlockId'>,
): UploadPoint {
  const { documentId } = given(doors.places.document)
  return { parentType: `docx_${kind}`, parentNode: mediaBlockId, documentId }
}

/** An empty block to upload any file for, and that point. */
export interface UploadBlock {
  readonly kind: 'image' | 'file'
  readonly placed: PlacedBlock
  readonly point: UploadPoint
}

/**
 * Adds an empty file block, or one for a picture where file blocks are refused (U58): two calls at most.
 *
 * @throws {Unexpected}
 */
export async function addUploadBlock(doors: Doors): Promise<UploadBlock> {
  const [file] = await addEmptyBlocks(doors, ['file']).catch((error: unknown) => {
    if (error instanceof Unexpected) return []
    throw error
  })
  if (file) return { kind: 'file', placed: file, point: pointOf(doors, 'file', file) }
  const placed = given((await addEmptyBlocks(doors, ['image']))[0])
  return { kind: 'image', placed, point: pointOf(doors, 'image', placed) }
}

/** Uploads a small file. @throws {Unexpected} */
export async function upload(
  doors: Doors,
  point: UploadPoint,
  fileName = 'verify.png',
  bytes = png,
): Promise<FileToken> {
  return must(readUploaded(await doors.call(uploadAllRequest({ fileName, point, bytes }))))
}

export interface Bound {
  readonly kind: 'image' | 'file'
  readonly blockId: BlockId
  readonly fileToken: FileToken
  readonly pixels?: PictureSize
}

/** Binds a file to a block. The answer says whether it worked. */
export function bind(doors: Doors, binding: Bound): Promise<Called> {
  const { documentId } = given(doors.places.document)
  return doors.call(bindRequest({ documentId, bindings: [binding], clientToken: doors.uuid() }))
}

/** A refusal, as the details of an answer show it. */
export function codeText({ code, status }: Pick<Called, 'code' | 'status'>): string {
  return code === null ? `HTTP ${status}, no code` : `code ${code}`
}
