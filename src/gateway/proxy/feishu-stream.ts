import http, { IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import type { Timeouts } from '../server/timeouts.ts'

/** Feishu said nothing for too long. */
export class FeishuSilent extends Error {
  override readonly name = 'FeishuSilent'
}

/** The connection to Feishu could not be made, or broke before an answer began. */
export class FeishuUnreachable extends Error {
  override readonly name = 'FeishuUnreachable'
}

/** A body is not what its head announced, which shows when its call is under way. */
export class BodyBroken extends Error {
  override readonly name = 'BodyBroken'
}

export interface StreamedCall {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Call whose body is passed on; `null` when it has none. */
  readonly source: Readable | null
  /** Aborted when the page goes away. */
  readonly signal: AbortSignal
  /** Told when the call's headers go out, which is later than asked where a connection has to be made first. */
  readonly onLeft: () => void
}

/**
 * The gateway's connections to Feishu's API, kept alive. Node's own client, because an answer that comes before the body
 * is through must reach the page: undici destroys the body it was given, which is the page's own connection, and loses
 * some answers to the write error that follows them.
 */
export class FeishuConnections {
  readonly #origin: URL
  readonly #silenceMs: number
  readonly #agent: http.Agent

  constructor(origin: string, { feishuSilenceMs, feishuIdleMs }: Pick<Timeouts, 'feishuSilenceMs' | 'feishuIdleMs'>) {
    this.#origin = new URL(origin)
    this.#silenceMs = feishuSilenceMs
    // A call on a connection that Feishu closes in that very moment is lost, and nobody knows whether it had an effect. With
    // a limit of its own Node also minds the one that a server tells (Keep-Alive: timeout), and stays a second below it.
    const options = { keepAlive: true, timeout: feishuIdleMs }
    this.#agent = this.#isSecure() ? new https.Agent(options) : new http.Agent(options)
  }

  /**
   * Makes a call whose body flows from the page to Feishu as it arrives, and resolves with the beginning of the answer.
   *
   * @throws {FeishuUnreachable | FeishuSilent | BodyBroken} And, when the page went away, an AbortError with the signal's reason.
   */
  stream({ method, path, headers, source, signal, onLeft }: StreamedCall): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const begin = this.#isSecure() ? https.request : http.request
      const silenceMs = this.#silenceMs
      const { hostname, port } = this.#origin
      // Node wants an IPv6 address without its brackets.
      const host = hostname.replace(/^\[|\]$/g, '')
      const call = begin({ host, port, method, path, headers, signal, agent: this.#agent, timeout: silenceMs })
      // Stays after the answer has begun: what breaks then is told by the answer's own stream.
      call.on('error', (error) =>
        reject(isTold(error) ? error : new FeishuUnreachable(error.message, { cause: error })),
      )
      call.once('socket', (socket) => {
        if (socket.connecting) socket.once(this.#isSecure() ? 'secureConnect' : 'connect', onLeft)
        else onLeft()
      })
      call.on('timeout', () => call.destroy(new FeishuSilent(`Nothing moved for ${silenceMs} ms`)))
      call.on('response', (answer) => {
        answer.once('close', () => endEarly(call, source))
        resolve(answer)
      })
      if (source) {
        // The turn is now: a page that is slow to send its body must not move the call to another's.
        call.flushHeaders()
        // That a page's own connection broke is told by `signal`.
        if (!(source instanceof IncomingMessage)) source.once('error', (error) => call.destroy(error))
        source.pipe(call)
      } else call.end()
    })
  }

  close(): void {
    this.#agent.destroy()
  }

  #isSecure(): boolean {
    return this.#origin.protocol === 'https:'
  }
}

/** Feishu has said all it wants to: the rest of the body is not sent, and what the page still sends runs off unread. */
function endEarly(call: http.ClientRequest, source: Readable | null): void {
  if (call.writableFinished || !source) return
  source.unpipe(call)
  source.resume()
  call.destroy()
}

function isTold(error: Error): boolean {
  return error instanceof FeishuSilent || error instanceof BodyBroken || error.name === 'AbortError'
}
