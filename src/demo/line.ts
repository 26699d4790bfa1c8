import { createServer, request as startRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { LineState } from './shared/protocol.ts'

/** Bytes a second of a slow line, both ways together: a poor mobile connection. */
const slowBytesPerSecond = 150_000

/** The way between a browser and the gateway: a proxy that can be slow, or gone. */
export interface Line {
  readonly port: number
  state(): LineState
  change(state: LineState): void
  /** Called once the gateway listens, which has to know the port of the line before. */
  leadTo(gatewayPort: number): void
  close(): Promise<void>
}

/**
 * @param backPath A path of the line's own: leads back to `backUrl`. A sign-in returns only to a path of the gateway's origin.
 */
export async function openLine(
  listening: { readonly host: string; readonly port: number },
  { backPath, backUrl }: { readonly backPath: string; readonly backUrl: string },
): Promise<Line> {
  let state: LineState = 'fast'
  let gatewayPort = 0
  const sockets = new Set<Socket>()
  const pace = new Pace()
  const server = createServer((request, response) => {
    if (request.url === backPath) response.writeHead(302, { location: backUrl }).end()
    else forward({ request, response, gatewayPort, slowed: () => (state === 'slow' ? pace : null) })
  })
  server.on('connection', (socket) => {
    if (state === 'offline') {
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listening.port, listening.host, resolve)
  })
  const cutAll = () => sockets.forEach((socket) => socket.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    state: () => state,
    change(next) {
      state = next
      if (next === 'offline') cutAll()
    },
    leadTo: (port) => (gatewayPort = port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cutAll()
      }),
  }
}

interface Forwarded {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly gatewayPort: number
  /** The pace to keep; null while the line is fast. */
  readonly slowed: () => Pace | null
}

function forward({ request, response, gatewayPort, slowed }: Forwarded): void {
  const { method, url, headers } = request
  const onward = startRequest({ host: '127.0.0.1', port: gatewayPort, method, path: url, headers })
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(throttle(slowed)).pipe(response)
    answer.once('error', () => response.destroy())
  })
  onward.once('error', () => response.destroy())
  response.once('close', () => onward.destroy())
  request.pipe(throttle(slowed)).pipe(onward)
}

function throttle(slowed: () => Pace | null): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const pace = slowed()
      if (!pace) done(null, chunk)
      else void pace.turnFor(chunk.length).then(() => done(null, chunk))
    },
  })
}

/** One after the other, as over one cable. */
class Pace {
  #freeAtMs = 0

  async turnFor(bytes: number): Promise<void> {
    this.#freeAtMs = Math.max(this.#freeAtMs, Date.now()) + (bytes / slowBytesPerSecond) * 1000
    await wait(Math.max(0, this.#freeAtMs - Date.now()))
  }
}
