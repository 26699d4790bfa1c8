import fc from 'fast-check'
import { mostly, oddText, pick } from './odd-text.ts'

export interface RawBody {
  readonly type: string
  readonly bytes: Buffer
}

const listedMetas = '{"request_docs":[{"doc_token":"ListedDocument1","doc_type":"docx"}]}'
const jsonBody = fc
  .oneof(
    fc.json().map((text) => Buffer.from(text)),
    pick('{}', '[]', 'null', listedMetas, '{"__proto__":{"x":1}}', '{', '"', '\u0000', '{"a":'.repeat(5000)).map(
      (text) => Buffer.from(text),
    ),
    fc.constant(Buffer.alloc(70_000, '[')),
  )
  .map((bytes): RawBody => ({ type: 'application/json', bytes }))

function partOf(name: string, value: string, more = ''): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
}

const oddPart = fc
  .tuple(
    mostly(pick('file_name', 'parent_type', 'parent_node', 'size', 'extra', 'file', 'checksum'), oddText),
    fc.oneof(pick('docx_image', '3', '{"drive_route_token":"ListedDocument1"}', 'abc'), oddText),
    pick('', '; filename="x"', '; filename="../x"', '"; x="', "; filename*=utf-8''%zz"),
  )
  .map((part) => partOf(...part))
const wholeForm = [
  partOf('file_name', 'a'),
  partOf('parent_type', 'docx_image'),
  partOf('parent_node', 'blk'),
  partOf('size', '3'),
  partOf('extra', '{"drive_route_token":"ListedDocument1"}'),
  partOf('file', 'abc'),
]
const multipartBody = fc
  .tuple(
    fc.oneof(fc.constant(wholeForm), fc.shuffledSubarray(wholeForm), fc.array(oddPart, { maxLength: 9 })),
    mostly(fc.constant('--b--\r\n'), pick('', '--b', '--c--', '--b--b--')),
  )
  .map(([parts, end]): RawBody => ({
    type: 'multipart/form-data; boundary=b',
    bytes: Buffer.from(parts.join('') + end),
  }))

const formBody = fc.tuple(oddText, oddText).map(([token, back]): RawBody => ({
  type: 'application/x-www-form-urlencoded',
  bytes: Buffer.from(`token=${token}&return_to=${back}`),
}))

const oddBody = fc
  .tuple(
    pick(
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      ';;;',
      'application/json; charset=utf-7',
      '',
    ),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  )
  .map(([type, bytes]): RawBody => ({ type, bytes }))

const nothing = fc.constant<RawBody>({ type: '', bytes: Buffer.alloc(0) })
export const bodies = { none: nothing, json: jsonBody, multipart: multipartBody, form: formBody }
export const anyBody = fc.oneof(nothing, jsonBody, multipartBody, formBody, oddBody)
