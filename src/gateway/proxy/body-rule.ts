import type { IncomingHttpHeaders } from 'node:http'
import { uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import type { Route } from '../../contract/feishu/routes.ts'
import { ownRefusal, type OwnRefusal } from '../server/refusal.ts'

const mebibyte = 1024 * 1024

/** Room for form fields and boundaries around the largest file. */
const multipartSlackBytes = 64 * 1024

/** A full batch_update of 200 requests has about 30 KB. */
const jsonMaxBytes = mebibyte

const rules = {
  none: { type: '', maxBytes: 0 },
  json: { type: 'application/json', maxBytes: jsonMaxBytes },
  multipart: { type: 'multipart/form-data', maxBytes: uploadAllMaxBytes + multipartSlackBytes },
} as const

/** Checks a body by its headers, before a byte is read; `undefined`: allowed. Node cuts a body at its Content-Length itself. */
export function judgeBody(route: Route, headers: IncomingHttpHeaders): OwnRefusal | undefined {
  const { type, maxBytes: usualMaxBytes } = rules[route.body]
  const maxBytes = route.bodyMaxBytes ?? usualMaxBytes
  const length = headers['content-length']
  if (headers['transfer-encoding'] !== undefined || (length === undefined && route.body !== 'none')) {
    return ownRefusal(411, 'Send the length of the body (Content-Length).')
  }
  if (Number(length ?? 0) > maxBytes) return ownRefusal(413, `The body of this call may hold ${maxBytes} bytes.`)
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (route.body !== 'none' && mediaType !== type) return ownRefusal(415, `The body of this call is ${type}.`)
  return undefined
}
