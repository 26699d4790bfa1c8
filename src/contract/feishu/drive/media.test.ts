import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '../api.ts'
import { AppToken, BlockId, DocumentId, SpreadsheetToken, UploadId } from '../ids.ts'
import {
  readPartAccepted,
  readPrepared,
  readUploaded,
  uploadAllRequest,
  uploadFinishRequest,
  uploadPartRequest,
  uploadPrepareRequest,
  type UploadPoint,
} from './media.ts'
import { answerOf } from '../../testing/answer-of.ts'

const point: UploadPoint = {
  parentType: 'docx_image',
  parentNode: v.parse(BlockId, 'doxcnImg'),
  documentId: v.parse(DocumentId, 'doxcnDoc'),
}
const uploadId = v.parse(UploadId, '7111211691345512356')
const extra = '{"drive_route_token":"doxcnDoc"}'

function fieldsOf({ body }: ApiRequest): readonly (readonly [string, string])[] {
  if (body.kind !== 'multipart') throw new Error('not multipart')
  return body.fields
}

describe('upload_all', () => {
  it('sends the documented fields, the block as parent and the document as route', () => {
    const bytes = new Blob(['hello'])
    const request = uploadAllRequest({ fileName: '截图 “1”.png', point, bytes, checksum: '3248270248' })
    expect(request).toMatchObject({ route: 'uploadAll', parameters: {}, query: {} })
    expect(fieldsOf(request)).toEqual([
      ['file_name', '截图 “1”.png'],
      ['parent_type', 'docx_image'],
      ['parent_node', 'doxcnImg'],
      ['size', '5'],
      ['checksum', '3248270248'],
      ['extra', extra],
    ])
    expect(request.body).toMatchObject({ file: { name: '截图 “1”.png', bytes } })
  })

  it('leaves the checksum out where none is known', () => {
    const request = uploadAllRequest({ fileName: 'a', point, bytes: new Blob(['x']) })
    expect(fieldsOf(request).map(([name]) => name)).not.toContain('checksum')
  })

  it('writes a size of some megabytes in plain digits', () => {
    const bytes = new Blob([new Uint8Array(1_185_356)])
    expect(fieldsOf(uploadAllRequest({ fileName: 'a', point, bytes }))).toContainEqual(['size', '1185356'])
  })
})

describe('an upload in parts', () => {
  it('is prepared with the size as a number', () => {
    expect(uploadPrepareRequest({ fileName: 'film.mp4', point, sizeBytes: 29_360_128 }).body).toEqual({
      kind: 'json',
      value: { file_name: 'film.mp4', parent_type: 'docx_image', parent_node: 'doxcnImg', size: 29_360_128, extra },
    })
  })

  it('reads the part size that Feishu asks for', () => {
    const answer = answerOf({ upload_id: '7111211691345512356', block_size: 4_194_304, block_num: 7 })
    expect(readPrepared(answer)).toEqual({ ok: true, data: { uploadId, partBytes: 4_194_304, parts: 7 } })
  })

  it.each([
    { block_size: 0, block_num: 1 },
    { block_size: 4, block_num: 0 },
    { block_size: 1.5, block_num: 1 },
    { block_size: '4', block_num: 1 },
  ])('does not start on %j', (numbers) => {
    expect(readPrepared(answerOf({ upload_id: '7', ...numbers })).ok).toBe(false)
  })

  it('numbers parts from 0 and gives each its own size and checksum', () => {
    const request = uploadPartRequest({ uploadId, seq: 0, bytes: new Blob(['abc']), checksum: '38600999' })
    expect(request.route).toBe('uploadPart')
    expect(fieldsOf(request)).toEqual([
      ['upload_id', '7111211691345512356'],
      ['seq', '0'],
      ['size', '3'],
      ['checksum', '38600999'],
    ])
    expect(readPartAccepted(answerOf({})).ok).toBe(true)
  })

  it('is finished by naming the number of parts', () => {
    expect(uploadFinishRequest(uploadId, 7)).toEqual({
      route: 'uploadFinish',
      parameters: {},
      query: {},
      body: { kind: 'json', value: { upload_id: '7111211691345512356', block_num: 7 } },
    })
  })
})

describe('an uploaded file', () => {
  it('has a token, or was not uploaded', () => {
    expect(readUploaded(answerOf({ file_token: 'boxcnrHpsg1QDqXAAAyachabcef' }))).toEqual({
      ok: true,
      data: 'boxcnrHpsg1QDqXAAAyachabcef',
    })
    expect(readUploaded(answerOf({})).ok).toBe(false)
    expect(readUploaded(answerOf({ file_token: '' })).ok).toBe(false)
  })
})

describe('upload points besides documents', () => {
  const bytes = new Blob(['abc'])
  const sentTo = (point: UploadPoint) => {
    const { body } = uploadAllRequest({ fileName: 'a.md', point, bytes })
    return body.kind === 'multipart' ? Object.fromEntries(body.fields) : {}
  }

  it.each([
    { parentType: 'sheet_image', parentNode: v.parse(SpreadsheetToken, 'shtcn1') },
    { parentType: 'bitable_image', parentNode: v.parse(AppToken, 'bascn1') },
    { parentType: 'bitable_file', parentNode: v.parse(AppToken, 'bascn1') },
  ] as const)('$parentType goes into the document itself, named twice', (point) => {
    expect(sentTo(point)).toMatchObject({
      parent_type: point.parentType,
      parent_node: point.parentNode,
      extra: JSON.stringify({ drive_route_token: point.parentNode }),
    })
  })

  it('an import has no parent, and says what it is to become', () => {
    const point = {
      parentType: 'ccm_import_open',
      format: { extension: 'md', type: 'docx', maxBytes: 20_971_520 },
    } as const
    expect(sentTo(point)).not.toHaveProperty('parent_node')
    expect(sentTo(point)).toMatchObject({ extra: '{"obj_type":"docx","file_extension":"md"}' })
    expect(uploadPrepareRequest({ fileName: 'a.md', point, sizeBytes: 3 }).body).toMatchObject({
      value: { parent_node: '', extra: '{"obj_type":"docx","file_extension":"md"}' },
    })
  })
})
