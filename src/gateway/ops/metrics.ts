import { BlockList, isIP, isIPv4 } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { ownCodes, tooManyCalls } from '../../contract/problems/codes.ts'
import { isLoopbackHost } from '../config/origins.ts'
import type { CallRecord } from '../proxy/call-trace.ts'
import { countedRoutes } from '../quota/quota-routes.ts'
import type { Quota } from '../quota/quota.ts'
import { own } from '../../contract/own.ts'

/** A session counts as active this long after its last call. */
const activeMs = 5 * 60 * 1000

/** Codes of calls refused as one too many. */
const tooMany: ReadonlySet<number | null> = new Set([...tooManyCalls, ownCodes.dayUsedUp])

const secondsBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** Metrics for Prometheus; nothing about a person or a document. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #lastSeenMs = new Map<string, number>()
  readonly #nowMs: () => number
  readonly #calls = this.#counter('uploader_calls_total', 'Calls of signed-in people, by code of the answer', [
    'route',
    'code',
  ])
  readonly #refusals = this.#counter('uploader_quota_refusals_total', 'Calls refused as one too many, and by whom', [
    'route',
    'by',
  ])
  readonly #bytes = this.#counter('uploader_bytes_total', 'Bytes of bodies passed on', ['to'])
  readonly #waits = this.#histogram('uploader_quota_wait_seconds', 'How long calls waited for the quota')
  readonly #answers = this.#histogram('uploader_feishu_seconds', 'From a call’s leaving to the end of the answer')

  constructor(quota: Pick<Quota, 'waiting' | 'usage'>, openCalls: () => number, nowMs: () => number) {
    this.#nowMs = nowMs
    collectDefaultMetrics({ register: this.#registry })
    this.#gauge('uploader_quota_waiting', 'Calls that wait for the quota at this gateway', () => quota.waiting)
    this.#gauge('uploader_calls_open', 'Calls waiting or in flight at this gateway', openCalls)
    this.#gauge('uploader_sessions_active', 'Sessions with a call in the last five minutes', () => this.#active())
    const registers = [this.#registry]
    const used = new Gauge<'route'>({
      name: 'uploader_quota_used_today',
      help: 'Calls of this day, in Beijing, by all gateways',
      labelNames: ['route'],
      registers,
      collect: async () => {
        // The other metrics must not fail with this one; /readyz and the log report the failure.
        const usage = await quota.usage(countedRoutes).catch(() => [])
        for (const { route, usedToday } of usage) used.set({ route }, usedToday)
      },
    })
  }

  observe({ route, code, quotaWaitMs, feishuMs, sentBytes, receivedBytes }: CallRecord, session: string): void {
    this.#lastSeenMs.set(session, this.#nowMs())
    this.#calls.inc({ route, code: code ?? 'none' })
    this.#waits.observe({ route }, quotaWaitMs / 1000)
    this.#bytes.inc({ to: 'feishu' }, sentBytes)
    this.#bytes.inc({ to: 'page' }, receivedBytes)
    if (feishuMs !== null) this.#answers.observe({ route }, feishuMs / 1000)
    if (tooMany.has(code)) {
      this.#refusals.inc({ route, by: feishuMs === null ? 'gateway' : 'feishu' })
    }
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  #active(): number {
    const sinceMs = this.#nowMs() - activeMs
    for (const [session, seenMs] of this.#lastSeenMs) if (seenMs < sinceMs) this.#lastSeenMs.delete(session)
    return this.#lastSeenMs.size
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] })
  }

  #histogram(name: string, help: string): Histogram<'route'> {
    return new Histogram({ name, help, labelNames: ['route'], buckets: secondsBuckets, registers: [this.#registry] })
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect: () => {
        gauge.set(read())
      },
    })
  }
}

/**
 * GET /metrics, for this machine and the addresses of `METRICS_FROM`. Through a proxy of `TRUSTED_PROXIES` the caller's address is
 * the forwarded one; through any other proxy nobody is let in, since the address would be the proxy's.
 */
export function addMetrics(app: FastifyInstance, metrics: Metrics, metricsFrom: readonly string[]): void {
  const allowed = new BlockList()
  for (const entry of metricsFrom) {
    const [address = '', prefix] = entry.split('/')
    const family = familyOf(address)
    if (prefix === undefined) allowed.addAddress(address, family)
    else allowed.addSubnet(address, Number(prefix), family)
  }
  app.get('/metrics', async (request, reply) => {
    if (!isAllowed(request, allowed)) {
      reply.callNotFound()
      return reply
    }
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text())
  })
}

const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

function isAllowed({ raw, headers, ip }: FastifyRequest, allowed: BlockList): boolean {
  const isForwarded = proxyHeaders.some((name) => own(headers, name) !== undefined)
  const peer = raw.socket.remoteAddress ?? ''
  // Fastify takes the caller's address only from trusted proxies.
  if (isForwarded && ip === peer) return false
  const address = ip.replace(/^::ffff:/, '')
  if (isIP(address) === 0) return false
  if (allowed.check(address, familyOf(address))) return true
  const isThisMachine = address === '::1' || address.startsWith('127.')
  // A proxy on this machine without forwarding headers still passes on the requested host name.
  return (
    !isForwarded &&
    isThisMachine &&
    URL.canParse(`http://${headers.host ?? ''}`) &&
    isLoopbackHost(new URL(`http://${headers.host ?? ''}`).hostname)
  )
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}
