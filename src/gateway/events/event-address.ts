import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import { ownRefusal, sendRefusal } from '../server/refusal.ts'
import type { ArrivingBodies } from './arriving-bodies.ts'
import type { EventWork } from './event-work.ts'
import type { EventOpener } from './open-event.ts'

export interface EventAddress {
  readonly opener: EventOpener
  readonly bodies: ArrivingBodies
  readonly work: EventWork
  readonly nowMs: () => number
}

/** Feishu gives up after 3 s (official, "receive events", 2026-11-30), which includes both ways and whatever stands between. */
const answerWithinMs = 800

/** How often refused requests are counted in the log. */
const countEveryMs = 60_000

/** One refusal for everything: nothing tells what was wrong, or how close somebody came. */
const notAnEvent = ownRefusal(403, 'Only Feishu sends here.')

/** Feishu pushes it again. Said only to who signed. */
const onceMore = ownRefusal(503, 'Not now.')

/** POST /feishu/events: the request address of the app's event subscription. */
export function addEventAddress(app: FastifyInstance, { opener, bodies, work, nowMs }: EventAddress): void {
  const refused = countRefused(app)
  app.post(gatewayPaths.events, async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    const body = await bodies.read(request.raw)
    const opened = body && opener.open({ headers: request.headers, body, nowMs: nowMs() })
    if (!opened) {
      refused()
      return refuse(request, reply)
    }
    if (opened.is === 'challenge') return reply.send({ challenge: opened.challenge })
    // What takes longer goes on after the answer. Only what is done counts as done: this process may stop before it is.
    const late = wait(answerWithinMs, 'again' as const, { ref: false })
    const said = await Promise.race([work.take(opened.event), late])
    return said === 'done' ? reply.send({}) : sendRefusal(reply, onceMore)
  })
}

/** Always with an end of the connection, as after a body that was not read to its end. */
function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.raw.resume()
  return sendRefusal(reply.header('connection', 'close'), notAnEvent)
}

function countRefused(app: FastifyInstance): () => void {
  let count = 0
  const telling = setInterval(() => {
    if (count > 0) app.log.warn({ count }, 'requests to the event address were not Feishu’s')
    count = 0
  }, countEveryMs).unref()
  app.addHook('onClose', (_app, closed) => {
    clearInterval(telling)
    closed()
  })
  return () => (count += 1)
}
