import { BlockList, isIP, isIPv4 } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { ownCodes, tooManyCalls } from '../../contract/problems/codes.ts'
import { isLoopbackHost } from '../config/origins.ts'
import type { CallRecord } from '../proxy/call-trace.ts'
import { countedRoutes } from '../quota/quota-routes.ts'
import type { Usage } from '../quota/ledger.ts'
import { theApp, type Company, type Quotas } from '../quota/quotas.ts'
import { own } from '../../contract/own.ts'

/** A session counts as active this long after its last call. */
const activeMs = 5 * 60 * 1000

/** Most codes counted by themselves; the catalogue has about as many. */
const mostCodes = 300

/** Codes of calls refused as one too many. */
const tooMany: ReadonlySet<number | null> = new Set([...tooManyCalls, ownCodes.dayUsedUp])

const answeredBy = ['passed', 'refused by the gateway', 'refused by Feishu'] as const

const secondsBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

interface MetricsDoors {
  readonly quotas: Pick<Quotas, 'of' | 'has' | 'waiting' | 'size' | 'whenForgotten'>
  /** Its calls are those that are open. */
  readonly bounds: { readonly size: number }
  readonly nowMs: () => number
  /** Companies that get metrics of their own; those that call later than so many others do not. */
  readonly mostCompanies: number
}

/** Metrics for Prometheus; nothing about a person or a document, and about a company only where it is asked for. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #lastSeenMs = new Map<string, number>()
  readonly #nowMs: () => number
  readonly #codes = new Set<number>()
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

  readonly #mostCompanies: number
  readonly #companies = new Set<Company>()
  readonly #companyCalls: Counter<'company' | 'by'>
  readonly #quotas: MetricsDoors['quotas']

  constructor({ quotas, bounds, nowMs, mostCompanies }: MetricsDoors) {
    this.#nowMs = nowMs
    this.#quotas = quotas
    this.#mostCompanies = mostCompanies
    collectDefaultMetrics({ register: this.#registry })
    this.#gauge('uploader_quota_waiting', 'Calls that wait for the quota at this gateway', () => quotas.waiting)
    this.#gauge('uploader_calls_open', 'Calls waiting or in flight at this gateway', () => bounds.size)
    this.#gauge('uploader_sessions_active', 'Sessions with a call in the last five minutes', () => this.#active())
    this.#gauge(
      'uploader_companies',
      'Companies with a call in the last minutes, and the app itself',
      () => quotas.size,
    )
    const registers = [this.#registry]
    const used = new Gauge<'route'>({
      name: 'uploader_quota_used_today',
      help: 'Calls of this day, in Beijing, by all gateways; of a custom app',
      labelNames: ['route'],
      registers,
      collect: async () => {
        for (const { route, usedToday } of await usageOf(quotas, theApp)) used.set({ route }, usedToday)
      },
    })
    this.#companyCalls = this.#counter('uploader_company_calls_total', 'Calls of companies that are counted apart', [
      'company',
      'by',
    ])
    if (mostCompanies === 0) return
    const usedByCompany = new Gauge<'company' | 'route'>({
      name: 'uploader_company_quota_used_today',
      help: 'Calls of this day, in Beijing, by all gateways, of companies that are counted apart',
      labelNames: ['company', 'route'],
      registers,
      collect: async () => {
        await Promise.all(
          [...this.#companies].map(async (company) => {
            for (const { route, usedToday } of await usageOf(quotas, company))
              if (this.#companies.has(company)) usedByCompany.set({ company, route }, usedToday)
          }),
        )
      },
    })
    quotas.whenForgotten((company) => {
      this.#companies.delete(company)
      for (const by of answeredBy) this.#companyCalls.remove({ company, by })
      for (const route of countedRoutes) usedByCompany.remove({ company, route })
    })
  }

  observe(record: CallRecord, session: string, company: Company): void {
    const { route, code, quotaWaitMs, feishuMs, sentBytes, receivedBytes } = record
    this.#seen(session)
    if (this.#isCountedApart(company)) {
      const by: (typeof answeredBy)[number] = tooMany.has(code)
        ? feishuMs === null
          ? 'refused by the gateway'
          : 'refused by Feishu'
        : 'passed'
      this.#companyCalls.inc({ company, by })
    }
    this.#calls.inc({ route, code: this.#labelOf(code) })
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

  #isCountedApart(company: Company): boolean {
    // Calls that were in flight when their company left do not bring it back.
    const isKnown = company !== theApp && this.#quotas.has(company)
    if (isKnown && this.#companies.size < this.#mostCompanies) this.#companies.add(company)
    return this.#companies.has(company)
  }

  /** A label for each code would let answers of others fill the memory. */
  #labelOf(code: number | null): number | string {
    if (code === null) return 'none'
    if (this.#codes.size < mostCodes) this.#codes.add(code)
    return this.#codes.has(code) ? code : 'other'
  }

  /** Deleted first, so that the map stays in the order of calls. */
  #seen(session: string): void {
    this.#lastSeenMs.delete(session)
    this.#lastSeenMs.set(session, this.#nowMs())
    this.#forgetQuietSessions()
  }

  /** With each call, not only when metrics are asked for: perhaps nobody ever asks. */
  #forgetQuietSessions(): void {
    const sinceMs = this.#nowMs() - activeMs
    for (const [session, seenMs] of this.#lastSeenMs) {
      if (seenMs >= sinceMs) return
      this.#lastSeenMs.delete(session)
    }
  }

  #active(): number {
    this.#forgetQuietSessions()
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

/** The other metrics must not fail with this one; /readyz and the log report the failure. */
function usageOf(quotas: Pick<Quotas, 'of'>, company: Company): Promise<readonly Usage[]> {
  return quotas
    .of(company)
    .usage(countedRoutes)
    .catch(() => [])
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
