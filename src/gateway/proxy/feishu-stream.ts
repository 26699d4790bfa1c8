import { IncomingMessage, type ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { Egress, Way } from '../feishu/egress.ts'
import type { Timeouts } from '../server/timeouts.ts'

/** Nothing moved on the connection to Feishu for too long. */
export class FeishuSilent extends Error {
  override readonly name = 'FeishuSilent'
}

/** The connection to Feishu failed, or broke before an answer began. */
export class FeishuUnreachable extends Error {
  override readonly name = 'FeishuUnreachable'
}

/** What came from Feishu is not an answer to a call; the page gets a refusal of our own at once. */
function notAnAnswer(what: string): FeishuUnreachable {
  return new FeishuUnreachable(`Not an answer: ${what}`)
}

/** Interim answers (1xx) before the answer; the gateway asks for none, so more than a few are a bug or an attack. */
const mostInterimAnswers = 8

/** A body is longer or shorter than announced; found while it is being sent. */
export class BodyBroken extends Error {
  override readonly name = 'BodyBroken'
}

export interface StreamedCall {
  readonly method: string
  /** Includes the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The body; `null`: none. */
  readonly source: Readable | null
  /** Aborted when the page goes away, or the turn is lost. */
  readonly signal: AbortSignal
  /** Called with a function that returns whether Feishu keeps the body waiting. */
  readonly onBody: (isHeldUp: () => boolean) => void
  /** Called when the headers are sent, which is later if a connection must be made first. */
  readonly onLeft: () => void
}

/**
 * The gateway's kept-alive connections to Feishu's API. They use Node's http client, not undici (fetch): an answer that comes
 * before the whole body was sent must reach the page, but undici then destroys the body, which is the page's own connection, and
 * loses some answers to the write error that follows.
 */
export class FeishuConnections {
  readonly #origin: URL
  readonly #egress: Egress
  readonly #silenceMs: number
  readonly #way: Way

  constructor(
    origin: string,
    egress: Egress,
    { feishuSilenceMs, feishuIdleMs }: Pick<Timeouts, 'feishuSilenceMs' | 'feishuIdleMs'>,
  ) {
    this.#origin = new URL(origin)
    this.#egress = egress
    this.#silenceMs = feishuSilenceMs
    // A call sent while Feishu closes its connection is lost, with unknown effect. With a timeout set, Node also heeds the
    // server's (Keep-Alive: timeout) and stays a second below it.
    this.#way = egress.wayTo(this.#origin, { openingMs: feishuSilenceMs, idleMs: feishuIdleMs })
  }

  /**
   * Makes a call whose body streams from the page to Feishu, with backpressure; resolves when the answer begins.
   *
   * @throws {FeishuUnreachable | FeishuSilent | ProxyInTheWay | CertificateNotTrusted | BodyBroken} And, when the page went away, an
   *   AbortError with the signal's reason.
   */
  stream({ method, path, headers, source, signal, onBody, onLeft }: StreamedCall): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const silenceMs = this.#silenceMs
      const { begin, agent, optionsOf } = this.#way
      const call = begin({ ...optionsOf(signal), method, path, headers, agent, timeout: silenceMs })
      // Stays after the answer has begun; later errors also reach the answer's own stream.
      call.on('error', (error) => reject(this.#failureOf(error)))
      call.once('socket', (socket) => onceOpen(socket, onLeft))
      call.on('timeout', () => call.destroy(new FeishuSilent(`Nothing moved for ${silenceMs} ms`)))
      refuseInterimAnswers(call, reject)
      call.on('response', (answer) => {
        answer.once('close', () => endEarly(call, source))
        if (isAnswer(answer)) resolve(answer)
        else call.destroy(notAnAnswer(`status ${answer.statusCode}`))
      })
      if (source) {
        // Sent now, in its turn, even if the page is slow to send the body.
        call.flushHeaders()
        // A broken connection of the page aborts `signal` instead.
        if (!(source instanceof IncomingMessage)) source.once('error', (error) => call.destroy(error))
        source.pipe(call)
        onBody(() => call.writableNeedDrain)
      } else call.end()
    })
  }

  close(): void {
    this.#way.agent.destroy()
  }

  #failureOf(error: Error): Error {
    if (isKnown(error)) return error
    const blamed = this.#egress.blame(error, this.#origin)
    if (blamed || error instanceof FeishuSilent) return blamed ?? error
    return new FeishuUnreachable(error.message, { cause: error })
  }
}

/** Through a proxy the connection is there before its TLS is. */
function onceOpen(socket: Socket, onOpen: () => void): void {
  const isSecure = socket instanceof TLSSocket
  // Null until the protocol was agreed on, at the end of the handshake.
  const isOpen = isSecure ? socket.alpnProtocol !== null : !socket.connecting
  if (isOpen) onOpen()
  else socket.once(isSecure ? 'secureConnect' : 'connect', onOpen)
}

function isAnswer({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode <= 599
}

/** Node ignores 1xx answers, each of which restarts the timeout, and after a 101 waits for an answer that never comes. */
function refuseInterimAnswers(call: ClientRequest, refuse: (error: Error) => void): void {
  let interim = 0
  call.on('information', ({ statusCode }) => {
    interim += 1
    if (statusCode === 101 || interim > mostInterimAnswers) call.destroy(notAnAnswer(`status ${statusCode}`))
  })
  call.on('upgrade', (_answer, socket) => {
    // The call has let go of its connection by now, and would report no error.
    socket.destroy()
    refuse(notAnAnswer('another protocol'))
  })
}

/** The answer came early: the rest of the body is not sent, and what the page still sends is discarded. */
function endEarly(call: ClientRequest, source: Readable | null): void {
  if (call.writableFinished || !source) return
  source.unpipe(call)
  source.resume()
  call.destroy()
}

function isKnown(error: Error): boolean {
  return error instanceof FeishuUnreachable || error instanceof BodyBroken || error.name === 'AbortError'
}
