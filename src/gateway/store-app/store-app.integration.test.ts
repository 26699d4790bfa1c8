import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { companies } from '../../simulator/world/people.ts'
import { startSimulator } from '../../simulator/http/start.ts'
import { UnusableConfiguration } from '../config/environment.ts'
import { eventKeys, storeAppEnv } from '../testing/feishu-events.ts'
import { startBefore } from '../testing/gateway-under-test.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { SmallBrowser, type Received } from '../testing/small-browser.ts'
import { SmallPortal } from '../testing/small-portal.ts'

const [home, other] = companies
const homeDocument = 'SimDocxProductReview0000001'
const otherDocument = 'SimDocxOtherReview000000020'

async function startSimulated() {
  const simulator = await startSimulator({ port: 0 })
  onTestFinished(() => simulator.close())
  const control = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${simulator.url}/_simulator/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
    })
    return (await answer.json()) as { statuses?: number[]; isVerified?: boolean }
  }
  await control('store-app', {})
  return { simulator, control }
}

type Simulated = Awaited<ReturnType<typeof startSimulated>>

const storeApp = {
  FEISHU_APP_ID: 'cli_simulator',
  FEISHU_APP_SECRET: 'simulator-secret',
  ...storeAppEnv,
}

/** A gateway for a portal's visitors from both companies. */
async function startForPortal(
  simulated: Simulated,
  env: Readonly<Record<string, string>> = {},
  portal = new SmallPortal(),
) {
  const started = await startBefore(simulated.simulator.url, {
    ...storeApp,
    IDENTITY: 'app',
    PORTAL_URL: portal.origin,
    PORTAL_KEY: portal.publicKey,
    APP_DOCUMENTS: `${homeDocument},${otherDocument}`,
    ...env,
  })
  const { port } = started.gateway
  const enter = async (tenantKey: string | undefined, browser = new SmallBrowser(`http://localhost:${port}`)) => {
    const token = await portal.sign(started.gateway.url, { tenant_key: tenantKey })
    const entered = await browser.send('/auth/portal', {
      method: 'POST',
      headers: { origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
    })
    return { browser, to: entered.headers.location }
  }
  const address = { url: `http://localhost:${port}/feishu/events`, ...eventKeys }
  return { ...started, portal, enter, address }
}

const codeOf = ({ text }: Received) => (JSON.parse(text) as { code: number }).code
const codeFor = async (browser: SmallBrowser, document: string) =>
  codeOf(await browser.call(pathOf('getDocument', { document_id: document })))
const problemOf = async (browser: SmallBrowser) =>
  (JSON.parse((await browser.call('/api/session')).text) as { app: { problem?: string } }).app.problem
const readinessOf = async (browser: SmallBrowser) => JSON.parse((await browser.call('/readyz')).text) as unknown

test('visitors of two companies each work in their own, by tokens that came of a pushed ticket', async () => {
  const simulated = await startSimulated()
  const { browser, enter, address, logged } = await startForPortal(simulated)
  expect(await readinessOf(browser)).toEqual({ status: 'ready', waitingFor: 'app_ticket' })
  const early = await enter(home.tenantKey)
  // The page says so to whoever opens it, signed in or not.
  for (const one of [browser, early.browser]) expect(await problemOf(one)).toBe('app-ticket-awaited')
  expect(await codeFor(early.browser, homeDocument)).toBe(-503_010)
  expect(await simulated.control('store-app', { address })).toMatchObject({ isVerified: true })
  expect((await simulated.control('store-app/events', { type: 'app_ticket' })).statuses).toEqual([200])
  expect(await readinessOf(browser)).toEqual({ status: 'ready' })
  for (const one of [browser, early.browser]) expect(await problemOf(one)).toBeUndefined()
  expect(await codeFor(early.browser, homeDocument)).toBe(0)
  const late = await enter(other.tenantKey)
  expect(late.to).toBe('/')
  expect(await codeFor(late.browser, otherDocument)).toBe(0)
  expect(await codeFor(late.browser, homeDocument)).toBe(1_770_032)
  expect(await codeFor(early.browser, otherDocument)).toBe(1_770_032)
  expect(logged()).not.toMatch(/canary|[at]-[a-z0-9]{8}-|app_ticket":/)
})

test('C6 a portal’s token without a company is not taken', async () => {
  const { enter } = await startForPortal(await startSimulated())
  expect((await enter(undefined)).to).toContain('portal-refused')
})

test('a company that left is told so in words, at the door and in a queue that runs, until it comes back', async () => {
  const simulated = await startSimulated()
  const { control } = simulated
  const { enter, address } = await startForPortal(simulated)
  await control('store-app', { address })
  await control('store-app/events', { type: 'app_ticket' })
  const leaving = await enter(other.tenantKey)
  const staying = await enter(home.tenantKey)
  expect(await codeFor(leaving.browser, otherDocument)).toBe(0)
  expect((await control('store-app/companies/other', { state: 'removed' })).statuses).toEqual([200])
  expect(await codeFor(leaving.browser, otherDocument)).toBe(-403_010)
  expect(JSON.parse((await leaving.browser.call('/api/session')).text)).toMatchObject({ person: null })
  expect((await enter(other.tenantKey)).to).toContain('app-not-in-company')
  expect(await codeFor(staying.browser, homeDocument)).toBe(0)
  await control('store-app/companies/other', { state: 'enabled' })
  // Its own page is asked to come in again.
  expect(await codeFor(leaving.browser, otherDocument)).toBe(99_991_661)
  expect(await codeFor((await enter(other.tenantKey)).browser, otherDocument)).toBe(0)
})

test('a company that comes back while its event is lost is let in, since Feishu gives a token for it', async () => {
  const simulated = await startSimulated()
  const { control } = simulated
  const { enter, address } = await startForPortal(simulated)
  await control('store-app', { address })
  await control('store-app/events', { type: 'app_ticket' })
  await control('store-app/companies/other', { state: 'stopped' })
  expect((await enter(other.tenantKey)).to).toContain('app-not-in-company')
  await control('store-app/companies/other', { state: 'enabled', pushes: false })
  expect(await codeFor((await enter(other.tenantKey)).browser, otherDocument)).toBe(0)
})

test('a person’s session ends with their company’s app, at all replicas at once, and others’ stay', async () => {
  const simulated = await startSimulated()
  const { control, simulator } = simulated
  const { url } = await startRedis()
  const env = { ...storeApp, REDIS_URL: url, SESSION_KEY: randomBytes(32).toString('base64') }
  const [first, second] = [await startBefore(simulator.url, env), await startBefore(simulator.url, env)]
  await control('store-app', { address: { url: `http://localhost:${first.gateway.port}/feishu/events`, ...eventKeys } })
  /** At the first replica; what the browser does then reaches the second. */
  const signIn = async (person: string) => {
    const browser = new SmallBrowser(`http://localhost:${first.gateway.port}`)
    const consent = (await browser.send('/auth/start')).headers.location ?? ''
    const body = new URLSearchParams({ person, decision: 'agree' })
    const agreed = await fetch(consent, { method: 'POST', body, redirect: 'manual' })
    const callback = new URL(agreed.headers.get('location') ?? '')
    await browser.send(`${callback.pathname}${callback.search}`)
    const moved = new SmallBrowser(`http://localhost:${second.gateway.port}`)
    for (const [name, value] of browser.cookies) moved.cookies.set(name, value)
    return moved
  }
  const [leaving, staying] = [await signIn('zhao-liu'), await signIn('zhang-san')]
  expect([await codeFor(leaving, otherDocument), await codeFor(staying, homeDocument)]).toEqual([0, 0])
  await control('store-app/companies/other', { state: 'stopped' })
  expect([await codeFor(leaving, otherDocument), await codeFor(staying, homeDocument)]).toEqual([-403_010, 0])
  await control('store-app/companies/other', { state: 'enabled' })
  expect(await codeFor(leaving, otherDocument)).toBe(99_991_661)
  expect(await codeFor(await signIn('zhao-liu'), otherDocument)).toBe(0)
})

test('replicas share a ticket, and a restart keeps it', async () => {
  const simulated = await startSimulated()
  const { url } = await startRedis()
  const env = { REDIS_URL: url, SESSION_KEY: randomBytes(32).toString('base64') }
  const first = await startForPortal(simulated, env)
  const second = await startForPortal(simulated, env, first.portal)
  await simulated.control('store-app', { address: first.address })
  await simulated.control('store-app/events', { type: 'app_ticket' })
  expect(await codeFor((await second.enter(other.tenantKey)).browser, otherDocument)).toBe(0)
  const third = await startForPortal(simulated, env, first.portal)
  expect(await readinessOf(third.browser)).toEqual({ status: 'ready' })
})

test('a new ticket takes the place of one that Feishu no longer takes', async () => {
  const simulated = await startSimulated()
  const { control } = simulated
  const { enter, address } = await startForPortal(simulated)
  await control('store-app', { address })
  await control('store-app/events', { type: 'app_ticket', renewed: true, agoMs: 3_600_000 })
  // Feishu has a newer one by now, whose push was lost.
  await control('store-app/events', { type: 'app_ticket', renewed: true, wrong: 'signature' })
  const visitor = await enter(home.tenantKey)
  await vi.waitFor(async () => expect(await codeFor(visitor.browser, homeDocument)).toBe(-503_010))
  await control('store-app/events', { type: 'app_ticket' })
  expect(await codeFor(visitor.browser, homeDocument)).toBe(0)
})

test('an event that comes several times at once, and one that is overtaken, do what they say once', async () => {
  const simulated = await startSimulated()
  const { control } = simulated
  const { enter, address } = await startForPortal(simulated)
  await control('store-app', { address })
  const { statuses = [] } = await control('store-app/events', { type: 'app_ticket', times: 5 })
  expect(statuses).toContain(200)
  expect(statuses).not.toContain(403)
  const overtaken = control('store-app/events', {
    type: 'app_uninstalled',
    company: 'other',
    delayMs: 300,
    agoMs: 60_000,
  })
  await control('store-app/events', { type: 'app_open', company: 'other' })
  expect((await overtaken).statuses).toEqual([200])
  expect(await codeFor((await enter(other.tenantKey)).browser, otherDocument)).toBe(0)
})

test('an app whose secret Feishu refuses does not start', async () => {
  const simulated = await startSimulated()
  await expect(startForPortal(simulated, { FEISHU_APP_SECRET: 'wrong' })).rejects.toThrow(UnusableConfiguration)
})
