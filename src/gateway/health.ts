import type { FastifyInstance } from 'fastify'
import type { SessionStore } from './session/session-store.ts'

/** /healthz: the process answers. /readyz: it can also keep sessions. Neither tells anything about anybody. */
export function addHealth(app: FastifyInstance, store: SessionStore): void {
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    try {
      await store.check()
      return await reply.send({ status: 'ready' })
    } catch (error) {
      request.log.error({ err: error }, 'sessions can not be kept')
      return reply.code(503).send({ status: 'sessions can not be kept' })
    }
  })
}
