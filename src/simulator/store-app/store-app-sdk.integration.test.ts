import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import { expect, onTestFinished, test, vi } from 'vitest'
import { companies } from '../world/people.ts'
import { startForTest, productReview, type SimulatedClient } from '../testing/simulated-client.ts'

const [home, other] = companies
const otherReview = 'SimDocxOtherReview000000020'
const keys = { encryptKey: 'encrypt', verificationToken: 'verification' }
const quiet = () => undefined
const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet }

/** What the SDK's own cache does, for one test. */
class Cache {
  readonly #values = new Map<unknown, unknown>()
  get = (key: unknown) => Promise.resolve(this.#values.get(String(key)))
  set = (key: unknown, value: unknown) => {
    this.#values.set(String(key), value)
    return Promise.resolve(true)
  }
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A store app by the official SDK: its dispatcher behind its own adapter, and its client, sharing a cache. */
async function startStoreApp() {
  const control: SimulatedClient = await startForTest()
  const cache = new Cache() as unknown as lark.Cache
  const heard: { on: string; tenant_key: string; status?: string }[] = []
  // The SDK puts the envelope's `type` in place of the event's.
  const hear = (on: string) => (event: object) => void heard.push({ ...(event as (typeof heard)[number]), on })
  const types = ['app_open', 'app_uninstalled', 'app_status_change']
  const handlers = Object.fromEntries(types.map((type) => [type, hear(type)]))
  const dispatcher = new lark.EventDispatcher({ ...keys, cache, logger }).register(handlers)
  const adapted = lark.adaptDefault('/events', dispatcher, { autoChallenge: true })
  const origin = await listen((request, response) => {
    adapted(request, response).catch(() => response.writeHead(500).end())
  })
  const url = `${origin}/events`
  const switchedOn = await control.call('POST', '/_simulator/store-app', { address: { url, ...keys } })
  const client = new lark.Client({
    appId: 'cli_simulator',
    appSecret: 'simulator-secret',
    appType: lark.AppType.ISV,
    domain: control.url,
    cache,
    logger,
  })
  return { control, client, heard, switchedOn, cache }
}

const getTitle = async (client: lark.Client, documentId: string, tenantKey: string) => {
  const path = { document_id: documentId }
  const answer = await client.docx.v1.document.get({ path }, lark.withTenantKey(tenantKey)).catch((error: unknown) => {
    const { response } = error as { response?: { data?: { code?: number } } }
    return { code: response?.data?.code ?? null, data: undefined }
  })
  return answer.data?.document?.title ?? answer.code
}

test('the official SDK answers the address check, takes the ticket, and reaches each company’s own documents', async () => {
  const { client, switchedOn, control, cache } = await startStoreApp()
  expect(switchedOn.body).toMatchObject({
    isVerified: true,
    companies: [{ key: 'home' }, { key: 'other', name: '青山设计' }],
  })
  await vi.waitUntil(async () => (await cache.get(lark.CAppTicket)) !== undefined)
  expect(await getTitle(client, productReview, home.tenantKey)).toBe('产品需求评审')
  expect(await getTitle(client, otherReview, other.tenantKey)).toBe('品牌改版评审')
  expect(await getTitle(client, otherReview, home.tenantKey)).toBe(1770032)
  expect(await getTitle(client, productReview, other.tenantKey)).toBe(1770032)
  expect((await control.call('GET', '/_simulator/counters')).body).toMatchObject({ resendAppTicket: { calls: 1 } })
})

test('the official SDK hears of a company that stops, starts, removes and installs the app', async () => {
  const { control, heard } = await startStoreApp()
  for (const state of ['stopped', 'enabled', 'removed', 'enabled'])
    expect((await control.call('POST', '/_simulator/store-app/companies/other', { state })).body).toEqual({
      statuses: [200],
    })
  const tenant = { tenant_key: other.tenantKey }
  expect(heard).toMatchObject([
    { on: 'app_status_change', status: 'stop_by_tenant', ...tenant },
    { on: 'app_status_change', status: 'start_by_tenant', ...tenant },
    { on: 'app_uninstalled', ...tenant },
    { on: 'app_open', ...tenant },
  ])
})

test('the official SDK hears of schema 2 as well, and of nothing that is not signed with its key', async () => {
  const { control, heard } = await startStoreApp()
  const event = { type: 'app_uninstalled', company: 'other' }
  for (const wrong of ['signature', 'unsigned', 'key'])
    await control.call('POST', '/_simulator/store-app/events', { ...event, wrong })
  expect(heard).toEqual([])
  await control.call('POST', '/_simulator/store-app/events', { ...event, schema: 2 })
  expect(heard).toMatchObject([{ on: 'app_uninstalled', tenant_key: other.tenantKey }])
})

test('people of both companies sign in, see their own documents, and not while their company lacks the app', async () => {
  const { control } = await startStoreApp()
  const titleFor = async (person: string, documentId: string) => {
    await control.signIn(person)
    const { body } = await control.call('GET', `/open-apis/docx/v1/documents/${documentId}`)
    return (body.data?.['document'] as { title?: string } | undefined)?.title ?? body.code
  }
  expect(await titleFor('zhang-san', productReview)).toBe('产品需求评审')
  expect(await titleFor('zhang-san', otherReview)).toBe(1770032)
  expect(await titleFor('sun-qi', otherReview)).toBe('品牌改版评审')
  expect((await control.call('GET', '/open-apis/authen/v1/user_info')).body.data).toMatchObject({
    name: '孙七',
    tenant_key: other.tenantKey,
  })
  await control.call('POST', '/_simulator/store-app/companies/other', { state: 'removed' })
  expect((await control.call('GET', `/open-apis/docx/v1/documents/${otherReview}`)).body.code).toBe(99991662)
  expect((await control.signIn('sun-qi')).body.code).toBe(20009)
})

test('each company has limits of its own, and a fresh world leaves the store app', async () => {
  const { control } = await startStoreApp()
  await control.freshWorld({ rateLimits: 'documented', uploadsPerDay: 1 })
  const isRefused = async () => {
    const { body } = await control.call('POST', '/open-apis/drive/v1/medias/upload_prepare', {})
    return body.code === 99991400
  }
  await control.signIn('zhang-san')
  expect([await isRefused(), await isRefused()]).toEqual([false, true])
  await control.signIn('zhao-liu')
  expect([await isRefused(), await isRefused()]).toEqual([false, true])
})

test('a custom app has no ticket, and a store app no token of the company’s own', async () => {
  const control = await startForTest()
  const app = { app_id: 'cli_simulator', app_secret: 'simulator-secret' }
  const resend = '/open-apis/auth/v3/app_ticket/resend'
  const internal = '/open-apis/auth/v3/tenant_access_token/internal'
  expect((await control.call('POST', resend, app)).body.code).toBe(10014)
  expect((await control.call('POST', internal, app)).body.code).toBe(0)
  await control.call('POST', '/_simulator/store-app', {})
  expect((await control.call('POST', resend, app)).body.code).toBe(0)
  expect((await control.call('POST', internal, app)).body.code).toBe(10014)
  const wrongTicket = { ...app, app_ticket: 'wrong' }
  expect((await control.call('POST', '/open-apis/auth/v3/app_access_token', wrongTicket)).body.code).toBe(10012)
})

test('without being asked a new ticket comes again and again, and only the last one is good', async () => {
  const control: SimulatedClient = await startForTest()
  const tickets: string[] = []
  const hear = (event: { app_ticket: string }) => void tickets.push(event.app_ticket)
  const dispatcher = new lark.EventDispatcher({ ...keys, logger }).register({ app_ticket: hear })
  const adapted = lark.adaptDefault('/events', dispatcher, { autoChallenge: true })
  const origin = await listen((request, response) => {
    adapted(request, response).catch(() => response.writeHead(500).end())
  })
  const address = { url: `${origin}/events`, ...keys, ticketEveryMs: 20 }
  await control.call('POST', '/_simulator/store-app', { address })
  await vi.waitUntil(() => tickets.length >= 3, { timeout: 20_000 })
  // Another address ends it: from now on the ticket stays the same.
  await control.call('POST', '/_simulator/store-app', { address: { ...address, ticketEveryMs: null } })
  expect(new Set(tickets).size).toBe(tickets.length)
  const ask = async (app_ticket: string) => {
    const app = { app_id: 'cli_simulator', app_secret: 'simulator-secret', app_ticket }
    return (await control.call('POST', '/open-apis/auth/v3/app_access_token', app)).body.code
  }
  expect(await ask(tickets[0] ?? '')).toBe(10012)
})
