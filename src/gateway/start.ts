import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setInterval } from 'node:timers'
import type { FastifyBaseLogger } from 'fastify'
import { makeApp } from './app.ts'
import type { Configuration } from './configuration.ts'
import { makeLog } from './log.ts'
import { FeishuConnections } from './proxy/feishu-stream.ts'
import { Quota } from './quota/quota.ts'
import { connectRedis } from './redis.ts'
import { AccessTokens } from './session/access-tokens.ts'
import { openKeeping } from './keeping.ts'
import { Sessions } from './session/sessions.ts'
import { FeishuOAuth } from './sign-in/feishu-oauth.ts'
import { Site } from './site.ts'

export interface Gateway {
  /** Where people open it. */
  readonly url: string
  /** The port really bound; behind a reverse proxy another one than in `url`. */
  readonly port: number
  /** Takes no new call, lets running ones finish for half a minute, then cuts them. */
  close(): Promise<void>
}

const sweepEveryMs = 60 * 60 * 1000
const drainMs = 30_000

/**
 * Starts the gateway and resolves when it listens.
 *
 * @throws When the port is taken, the data directory can not be used, or Redis can not be reached.
 */
export async function startGateway(
  configuration: Configuration,
  log: FastifyBaseLogger = makeLog(configuration.logLevel),
): Promise<Gateway> {
  const site = new Site(
    configuration.publicOrigin ?? `http://localhost:${configuration.port}`,
    configuration.embedOrigins.length > 0,
  )
  const connections = new FeishuConnections(configuration.feishu.openOrigin)
  const { redisUrl, app: feishuApp } = configuration
  const redis = redisUrl === null ? null : await connectRedis(redisUrl, feishuApp.id, log)
  const nowMs = () => Date.now()
  const { store, lock, attempts } = await openKeeping(configuration, { redis, nowMs, log })
  const sessions = new Sessions(store, nowMs)
  const oauth = new FeishuOAuth(configuration, nowMs)
  const accessTokens = new AccessTokens({
    store,
    lock,
    nowMs,
    renew: (refreshToken) => oauth.renew(refreshToken),
    onFailure: ({ code, logId }) => log.warn({ code, logId }, 'a sign-in could not be renewed'),
    onUnstored: (error) => log.error({ err: error }, 'renewed tokens could not be stored yet'),
  })
  const app = await makeApp({
    configuration,
    site,
    log,
    store,
    sessions,
    accessTokens,
    oauth,
    connections,
    attempts,
    quota: new Quota({ nowMs: monotonicNowMs, wakeIn }),
  })
  if (!existsSync(join(configuration.pageDirectory, 'index.html'))) {
    log.warn(`No page in ${configuration.pageDirectory}: build it with npm run build`)
  }

  await app.listen({ host: configuration.host, port: configuration.port })
  const { port } = app.server.address() as AddressInfo
  if (configuration.publicOrigin === null) site.moveTo(`http://localhost:${port}`)
  const sweep = () =>
    void sessions.sweep().catch((error: unknown) => log.error({ err: error }, 'could not sweep sessions'))
  sweep()
  const sweeping = setInterval(sweep, sweepEveryMs).unref()

  return {
    url: site.origin,
    port,
    close: async () => {
      clearInterval(sweeping)
      const cut = setTimeout(() => app.server.closeAllConnections(), drainMs)
      await app.close()
      clearTimeout(cut)
      connections.close()
      redis?.disconnect()
    },
  }
}

/** A quota's spacing must not stretch or shrink when somebody sets the clock. */
function monotonicNowMs(): number {
  return performance.timeOrigin + performance.now()
}

function wakeIn(delayMs: number, wake: () => void): () => void {
  const timer = setTimeout(wake, delayMs)
  return () => clearTimeout(timer)
}
