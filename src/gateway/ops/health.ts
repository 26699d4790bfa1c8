import type { FastifyInstance } from 'fastify'

/** What must work before the gateway can take calls; each rejects when it does not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void>>>

/**
 * Health checks. /healthz: the process answers. /readyz: it also takes calls; not while it stops, or cannot reach the stores of
 * sessions and quota. Neither reveals anything about a person.
 *
 * @param waitsFor What the gateway waits for to be pushed to it. It is ready meanwhile: a gateway that is taken out of service would
 *   never be pushed anything.
 */
export function addHealth(
  app: FastifyInstance,
  checks: ReadinessChecks,
  waitsFor: () => Promise<string | null> = () => Promise.resolve(null),
): void {
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    for (const [what, check] of Object.entries(checks)) {
      try {
        await check()
      } catch (error) {
        request.log.error({ err: error, what }, 'not ready')
        return reply.code(503).send({ status: 'not ready', what })
      }
    }
    const waitingFor = await waitsFor().catch(() => null)
    return reply.send({ status: 'ready', ...(waitingFor !== null && { waitingFor }) })
  })
}

/** A check whose outcome counts for a while, so that asking often costs little. */
export function atMostEach(durationMs: number, check: () => Promise<void>): () => Promise<void> {
  let last: { readonly outcome: Promise<void>; readonly sinceMs: number } | undefined
  return () => {
    if (!last || performance.now() - last.sinceMs >= durationMs) last = { outcome: check(), sinceMs: performance.now() }
    return last.outcome
  }
}
