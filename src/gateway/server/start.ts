import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setInterval } from 'node:timers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { makeApp } from './app.ts'
import type { Configuration } from '../config/configuration.ts'
import { FrameBearers } from '../session/frame-bearers.ts'
import { openIdentity } from '../session/identity.ts'
import { openStores } from '../stores/open-stores.ts'
import { makeLog } from '../ops/log.ts'
import { atMostEach } from '../ops/health.ts'
import { Metrics } from '../ops/metrics.ts'
import { CallBounds } from '../proxy/call-bounds.ts'
import { SlowBodies } from '../proxy/slow-bodies.ts'
import { openEgress } from '../feishu/open-egress.ts'
import { FeishuConnections } from '../proxy/feishu-stream.ts'
import { openQuotas } from '../quota/open-quota.ts'
import { keepAssets } from '../page/kept-assets.ts'
import { connectRedis } from '../stores/redis.ts'
import { isCompanyAway } from '../store-app/companies.ts'
import { companyOfSession, Sessions } from '../session/sessions.ts'
import { Site } from '../config/site.ts'

export interface Gateway {
  /** URL at which people open it. */
  readonly url: string
  /** Port it listens on; behind a reverse proxy not the one in `url`. */
  readonly port: number
  /**
   * Graceful shutdown: gives other replicas time to take over (`noticeMs`), refuses new and waiting calls, and cuts running ones
   * after `drainMs`.
   */
  close(): Promise<void>
}

const unreadableSessions =
  'Sessions are kept that SESSION_KEY does not open: their people have to sign in again. They stay until they end; with their key (NEW,OLD) they are good again'

/** /readyz can be asked by anybody, and each look writes to the disk. */
const checkEveryMs = 1000
const sweepEveryMs = 60 * 60 * 1000

/** How often idle connections are closed during a stop. */
const letGoEveryMs = 200

/**
 * Starts the gateway and resolves when it listens.
 *
 * @throws When the port is taken, the data directory cannot be used, Redis cannot be reached, or (`UnusableConfiguration`) Feishu
 *   does not know the app.
 */
export async function startGateway(
  configuration: Configuration,
  log: FastifyBaseLogger = makeLog(configuration.logLevel),
): Promise<Gateway> {
  const site = new Site(
    configuration.publicOrigin ?? `http://localhost:${configuration.port}`,
    configuration.embedOrigins.length > 0,
    configuration.publicPath,
  )
  const egress = openEgress(configuration, log)
  const connections = new FeishuConnections(configuration.feishu.openOrigin, egress, configuration.timeouts)
  const { redis: redisAddress, app: feishuApp } = configuration
  const redis = redisAddress === null ? null : await connectRedis(redisAddress, feishuApp.id, log)
  const nowMs = () => Date.now()
  const stores = await openStores(configuration, { redis, nowMs, log })
  const sessions =
    configuration.events === null
      ? new Sessions(stores.store, nowMs)
      : new Sessions(stores.store, nowMs, (tenantKey) => isCompanyAway(stores.texts, tenantKey))
  const bearers = new FrameBearers(stores.seal, nowMs)
  const { quotas, ...openedQuotas } = await openQuotas(configuration, redis, log)
  const companyOf = companyOfSession(configuration.identity)
  const shared = { configuration, sessions, bearers, quotas, companyOf, site, log }
  const identity = await openIdentity({ ...shared, egress, stores, nowMs })
  const bounds = new CallBounds()
  const { slowBodyMs } = configuration.timeouts
  const slowBodies = new SlowBodies({ nowMs: () => performance.now(), measuredMs: slowBodyMs })
  const reviewing = setInterval(() => void slowBodies.review(), slowBodyMs / 5).unref()
  const metrics = new Metrics({ quotas, bounds, nowMs, mostCompanies: configuration.metricsCompanies })
  const keptDirectory = await openKeptAssets(configuration, log)
  let isStopping = false
  const app = await makeApp({
    ...shared,
    ...identity,
    connections,
    bounds,
    slowBodies,
    metrics,
    pageDirectory: configuration.pageDirectory,
    keptDirectory,
    onCall: (record, caller, request) => {
      metrics.observe(record, caller.key, companyOf(caller))
      request.log.info(record, 'call')
    },
    readiness: {
      running: () => (isStopping ? Promise.reject(new Error('The gateway is stopping')) : Promise.resolve()),
      sessions: atMostEach(checkEveryMs, () => stores.store.check()),
      quota: () => openedQuotas.check(),
    },
  })
  if (!existsSync(join(configuration.pageDirectory, 'index.html'))) {
    log.warn(`No page in ${configuration.pageDirectory}: build it with npm run build`)
  }

  await app.listen({ host: configuration.host, port: configuration.port })
  const { port } = app.server.address() as AddressInfo
  if (configuration.publicOrigin === null) site.moveTo(`http://localhost:${port}`)
  const sweep = () => {
    void sweepSessions(sessions, log)
    stores.texts.sweep().catch((error: unknown) => log.error({ err: error }, 'could not sweep what has ended'))
    if (keptDirectory !== null) void openKeptAssets(configuration, log)
  }
  sweep()
  const sweeping = setInterval(sweep, sweepEveryMs).unref()

  return {
    url: site.url,
    port,
    close: async () => {
      isStopping = true
      clearInterval(sweeping)
      clearInterval(reviewing)
      const { noticeMs, drainMs } = configuration.timeouts
      if (redis) await sleep(noticeMs)
      quotas.stop()
      await closeWithin(app, drainMs)
      connections.close()
      await openedQuotas.close()
      redis?.disconnect()
    },
  }
}

/** Ends the server; what runs on is cut after `drainMs`. */
async function closeWithin(app: FastifyInstance, drainMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainMs)
  // Proxies keep connections open after a call, and Node closes only those that are idle at this moment.
  const letGo = setInterval(() => app.server.closeIdleConnections(), letGoEveryMs)
  await app.close()
  clearInterval(letGo)
  clearTimeout(cut)
}

async function sweepSessions(sessions: Sessions, log: FastifyBaseLogger): Promise<void> {
  try {
    const { unreadable } = await sessions.sweep()
    if (unreadable > 0) log.warn({ unreadable }, unreadableSessions)
  } catch (error) {
    log.error({ err: error }, 'could not sweep sessions')
  }
}

/** @returns The folder of earlier builds' assets; null where nothing can be written, as in a container without a volume. */
async function openKeptAssets(
  { pageDirectory, dataDirectory }: Pick<Configuration, 'pageDirectory' | 'dataDirectory'>,
  log: FastifyBaseLogger,
): Promise<string | null> {
  const keptDirectory = join(dataDirectory, 'page')
  try {
    await keepAssets(pageDirectory, keptDirectory, Date.now())
    return keptDirectory
  } catch (error) {
    log.warn(
      { err: error },
      `Parts of earlier pages cannot be kept in ${keptDirectory}: after an update, tabs that stand open are asked to reload`,
    )
    return null
  }
}
