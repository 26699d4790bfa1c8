import type { FastifyInstance } from 'fastify'
import type { SimulatedWorld } from '../world/world.ts'
import { liveScript } from './live-script.ts'

/** How often a page that is open is compared with its document. */
const compareEveryMs = 200

/** Tells the pages of a document when it has changed (server-sent events), and serves the script that listens. */
export function serveLive(app: FastifyInstance, worldNow: () => SimulatedWorld): void {
  app.get('/_simulator/live.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(liveScript),
  )
  app.get<{ Params: { token: string } }>('/_simulator/documents/:token/changes', (request, reply) => {
    const { token } = request.params
    const stateNow = () => {
      const world = worldNow()
      const document = world.documents.get(world.wikiNodes.get(token)?.documentToken ?? token)
      return { world, revision: document?.revision ?? null }
    }
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write(':\n\n')
    let told = stateNow()
    const comparing = setInterval(() => {
      const now = stateNow()
      if (now.world === told.world && now.revision === told.revision) return
      told = now
      reply.raw.write(`data: ${now.revision ?? 0}\n\n`)
    }, compareEveryMs)
    reply.raw.once('close', () => clearInterval(comparing))
  })
}
