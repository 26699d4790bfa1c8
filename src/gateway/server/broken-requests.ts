import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { bodyOf, ownRefusal, type OwnRefusal } from './refusal.ts'
import { own } from '../../contract/own.ts'

/** Refusals of bytes that are not a valid request, by Node's error code. */
const refusals: Readonly<Record<string, OwnRefusal>> = {
  HPE_HEADER_OVERFLOW: ownRefusal(431, 'The headers of this request are too long.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ownRefusal(413, 'This request carries too much around its body.'),
  ERR_HTTP_REQUEST_TIMEOUT: ownRefusal(408, 'The request did not arrive in time.'),
}
const notHttp = ownRefusal(400, 'The gateway could not read this request.')

/** Answers bytes that never became a request; never repeats what was sent. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  // Reset by the other side, or already closing.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal = own(refusals, error.code ?? '') ?? notHttp
  const body = bodyOf(refusal)
  socket.end(
    [
      `HTTP/1.1 ${refusal.httpStatus} ${STATUS_CODES[refusal.httpStatus] ?? ''}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

/** Replaces Node's empty answer to an `Expect` other than 100-continue. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const body = bodyOf(ownRefusal(417, 'The gateway cannot do what this request expects (Expect).'))
  response.writeHead(417, { 'content-type': 'application/json; charset=utf-8', connection: 'close' }).end(body)
}
