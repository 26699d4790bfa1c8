import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { Agent, errors, type Dispatcher } from 'undici'
import { ownRefusal, type OwnRefusal } from '../refusal.ts'

/** Feishu may take this long to begin an answer, and to go on with one. */
const silenceMs = 60_000
const connectMs = 10_000

/** The gateway's connections to Feishu. Certificates are checked and redirects not followed, as undici does by itself. */
export function connectionsToFeishu(): Agent {
  return new Agent({ headersTimeout: silenceMs, bodyTimeout: silenceMs, connect: { timeout: connectMs } })
}

export interface StreamedCall {
  readonly origin: string
  readonly method: Dispatcher.HttpMethod
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Call whose body is passed on; `null` when it has none. */
  readonly source: IncomingMessage | null
  /** Aborted when the page goes away. */
  readonly signal: AbortSignal
}

/**
 * Makes a call whose body flows from the page to Feishu as it arrives, and resolves with the beginning of the answer.
 *
 * @throws undici's errors, and the signal's reason.
 */
export async function streamToFeishu(dispatcher: Dispatcher, call: StreamedCall): Promise<Dispatcher.ResponseData> {
  const { origin, method, path, headers, source, signal } = call
  return dispatcher.request({ origin, method, path, headers, body: source && bodyOf(source), signal })
}

/**
 * Feishu may answer before it has read the whole body, a missing right for example. undici then destroys the body it was
 * given. Given the page's request itself, that would cut the page's connection and the answer would be lost; so it gets
 * a stream in between, and what the page still sends runs off unread.
 */
function bodyOf(source: IncomingMessage): Readable {
  const body = new PassThrough({ highWaterMark: 64 * 1024 })
  body.once('close', () => {
    source.unpipe(body)
    source.resume()
  })
  // Without a listener an error of this stream would end the process; the call itself reports it.
  body.on('error', () => undefined)
  return source.pipe(body)
}

/** What the page is told when no answer came from Feishu. */
export function refusalOfFailure(error: unknown): OwnRefusal {
  const isSilence = error instanceof errors.HeadersTimeoutError || error instanceof errors.ConnectTimeoutError
  return isSilence ? ownRefusal(504, 'Feishu did not answer in time.') : ownRefusal(502, 'No answer came from Feishu.')
}
