import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { FileToken, UploadId, type AppToken, type BlockId, type DocumentId, type SpreadsheetToken } from '../ids.ts'
import type { ImportFormat } from '../import/import.ts'

/**
 * Where in Feishu a file is uploaded to: `parent_type` and `parent_node` (media/introduction, 2025-06-09). Left out: `doc_image`
 * and `doc_file`, since old documents are refused (`target-legacy-doc`); `vc_virtual_background` and `moments`, which upload_all
 * (updated 2025-02-25) lists as not open.
 */
export type UploadPoint =
  | {
      readonly parentType: 'docx_image' | 'docx_file'
      /** The image block, or the file block inside its view block: never the document itself (1770013 at bind). */
      readonly parentNode: BlockId
      /** Sent as `extra.drive_route_token`; without it Feishu answers 1061044 (riba2534/feishu-cli PR#24). */
      readonly documentId: DocumentId
    }
  /** A floating picture. A picture in a cell needs no upload, and no public call uses a `sheet_file`. */
  | { readonly parentType: 'sheet_image'; readonly parentNode: SpreadsheetToken }
  | { readonly parentType: 'bitable_image' | 'bitable_file'; readonly parentNode: AppToken }
  /** The source of an import, in no document; kept for `importSourceLifeMs`. */
  | { readonly parentType: 'ccm_import_open'; readonly format: ImportFormat }

/** A whole file to upload by one call. `fileName`: 1 to `fileNameMaxCharacters` characters. */
export interface UploadAllInput {
  readonly fileName: string
  readonly point: UploadPoint
  readonly bytes: Blob
  /** Adler-32, unsigned decimal. */
  readonly checksum?: string
}

/** POST drive/v1/medias/upload_all: a whole file of at most `uploadAllMaxBytes`. Not idempotent: a repeat leaves an unused copy. */
export function uploadAllRequest({ fileName, point, bytes, checksum }: UploadAllInput): ApiRequest {
  return {
    route: 'uploadAll',
    parameters: {},
    query: {},
    body: {
      kind: 'multipart',
      fields: [
        ['file_name', fileName],
        ['parent_type', point.parentType],
        ...(point.parentType === 'ccm_import_open' ? [] : [['parent_node', point.parentNode] as const]),
        // Plain digits: Feishu does not read 1.2e+06 as a number (larksuite/cli fileupload.go).
        ['size', String(bytes.size)],
        ...(checksum === undefined ? [] : [['checksum', checksum] as const]),
        ['extra', extraOf(point)],
      ],
      file: { name: fileName, bytes },
    },
  }
}

/** A file to upload in parts. */
export interface UploadPrepareInput {
  /** 1 to `fileNameMaxCharacters` characters. */
  readonly fileName: string
  readonly point: UploadPoint
  /** Of the whole file; more than `uploadAllMaxBytes`, or `upload_all` would take it. */
  readonly sizeBytes: number
}

/** POST drive/v1/medias/upload_prepare: begins an upload in parts, valid for `uploadIdLifeMs` and for the caller only. */
export function uploadPrepareRequest({ fileName, point, sizeBytes }: UploadPrepareInput): ApiRequest {
  return {
    route: 'uploadPrepare',
    parameters: {},
    query: {},
    body: {
      kind: 'json',
      value: {
        file_name: fileName,
        parent_type: point.parentType,
        // Required even without a parent (larksuite/cli drive_import_common.go).
        parent_node: point.parentType === 'ccm_import_open' ? '' : point.parentNode,
        size: sizeBytes,
        extra: extraOf(point),
      },
    },
  }
}

/** One part of an upload. */
export interface UploadPartInput {
  readonly uploadId: UploadId
  /** Counted from 0. */
  readonly seq: number
  /** `partBytes` of them, the last part what is left. */
  readonly bytes: Blob
  /** Adler-32 of this part, unsigned decimal. */
  readonly checksum?: string
}

/** POST drive/v1/medias/upload_part: one part. Repeating a `seq` is harmless (third-party practice, not documented). */
export function uploadPartRequest({ uploadId, seq, bytes, checksum }: UploadPartInput): ApiRequest {
  return {
    route: 'uploadPart',
    parameters: {},
    query: {},
    body: {
      kind: 'multipart',
      fields: [
        ['upload_id', uploadId],
        ['seq', String(seq)],
        ['size', String(bytes.size)],
        ...(checksum === undefined ? [] : [['checksum', checksum] as const]),
      ],
      file: { name: `part-${seq}`, bytes },
    },
  }
}

/** POST drive/v1/medias/upload_finish: makes a file of the parts. */
export function uploadFinishRequest(uploadId: UploadId, parts: number): ApiRequest {
  return {
    route: 'uploadFinish',
    parameters: {},
    query: {},
    body: { kind: 'json', value: { upload_id: uploadId, block_num: parts } },
  }
}

const Uploaded = v.object({ file_token: FileToken })

/** Reads the answer of upload_all and of upload_finish. */
export function readUploaded(answer: ApiAnswer): Reading<FileToken> {
  const reading = readAnswer(answer, Uploaded)
  return reading.ok ? { ok: true, data: reading.data.file_token } : reading
}

const positive = v.pipe(v.number(), v.integer(), v.minValue(1))
const Prepared = v.object({ upload_id: UploadId, block_size: positive, block_num: positive })

/** An upload in parts that has begun. All parts but the last have `partBytes` bytes. */
export interface PreparedUpload {
  readonly uploadId: UploadId
  /** Size of each part but the last, as Feishu chose it. */
  readonly partBytes: number
  /** How many parts there are, at least 1. */
  readonly parts: number
}

/** Reads the answer of upload_prepare. */
export function readPrepared(answer: ApiAnswer): Reading<PreparedUpload> {
  const reading = readAnswer(answer, Prepared)
  if (!reading.ok) return reading
  const { upload_id: uploadId, block_size: partBytes, block_num: parts } = reading.data
  return { ok: true, data: { uploadId, partBytes, parts } }
}

/** Reads the answer of upload_part, which has no data. */
export function readPartAccepted(answer: ApiAnswer): Reading<unknown> {
  return readAnswer(answer, v.unknown())
}

/** `extra`: the document's token, or the target format of an import. Official, media/introduction, 2025-06-09. */
function extraOf(point: UploadPoint): string {
  if (point.parentType === 'ccm_import_open') {
    return JSON.stringify({ obj_type: point.format.type, file_extension: point.format.extension })
  }
  return JSON.stringify({ drive_route_token: 'documentId' in point ? point.documentId : point.parentNode })
}
