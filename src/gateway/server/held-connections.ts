import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerBrokenRequest } from './broken-requests.ts'

/** Node's code for a request whose rest is overdue. */
const overdue = Object.assign(new Error('The body did not arrive in time'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

/**
 * Ends connections whose body stays away although nobody waits for it for long: of a call that was refused already, or of an address
 * that takes some KB at most. Node alone would wait as long as for the largest file, and a stranger could take up all connections
 * with one request each.
 *
 * @param streamedUrl The route whose bodies go on to Feishu, at their own pace; `slow-bodies.ts` looks after them.
 */
export function endUnwantedBodies(app: FastifyInstance, smallBodyMs: number, streamedUrl: string): void {
  app.addHook('onRequest', (request, reply, next) => {
    if (request.routeOptions.url !== streamedUrl) endWithout(request, reply, smallBodyMs)
    next()
  })
  app.addHook('onResponse', (request, reply, next) => {
    if (request.routeOptions.url === streamedUrl) endWithout(request, reply, smallBodyMs)
    next()
  })
}

function endWithout({ raw }: FastifyRequest, reply: FastifyReply, smallBodyMs: number): void {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = raw.headers
  if (raw.complete || (length === '0' && coding === undefined)) return
  const timer = setTimeout(() => {
    if (raw.complete) return
    if (reply.raw.headersSent) raw.socket.destroy()
    else answerBrokenRequest(overdue, raw.socket)
  }, smallBodyMs).unref()
  raw.once('close', () => clearTimeout(timer))
}

/** No browser and no proxy known to us sends a second request before the answer to the first one (RFC 9112, 9.3.2). */
const mostBehind = 16

/**
 * Requests of one connection one after the other. Node hands all of them over as they arrive, and never says of one that waits behind
 * another that its connection is gone: it would be worked off for nobody, and hold its place for ever.
 */
export function oneRequestAtATime(app: FastifyInstance): void {
  const behind = new WeakMap<Socket, number>()
  app.addHook('onRequest', ({ raw: { socket } }, reply, next) => {
    const waiting = (behind.get(socket) ?? 0) + 1
    // A response gets its connection when those before it are over, or never.
    if (reply.raw.socket !== null) next()
    else if (waiting > mostBehind) socket.destroy()
    else {
      behind.set(socket, waiting)
      reply.raw.once('socket', () => {
        behind.set(socket, (behind.get(socket) ?? 0) - 1)
        next()
      })
    }
  })
}

/**
 * At most `most` connections at once. One too many is dropped, and those that nobody uses just then are ended with it: a stranger who
 * keeps them all open has to open them all again, and those who come next find room.
 */
export function boundConnections(server: Server, most: number): void {
  server.maxConnections = most
  server.on('drop', () => server.closeIdleConnections())
}
