import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { startSimulator } from '../simulator/http/start.ts'
import { startBefore } from './testing/gateway-under-test.ts'
import { SmallBrowser, type Received } from './testing/small-browser.ts'

/** Against the simulator: Feishu's own rules, over real sockets, with the limits it documents. */

const documentId = 'SimDocxProductReview0000001'

type Environment = Readonly<Record<string, string>>

async function startWithSimulator(
  world: Record<string, unknown> = {},
  envAt: (url: string) => Environment = () => ({}),
) {
  const simulator = await startSimulator({ port: 0 })
  onTestFinished(() => simulator.close())
  const control = async (path: string, body: unknown): Promise<void> => {
    const headers = { 'content-type': 'application/json' }
    await fetch(`${simulator.url}/_simulator/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  await control('world', world)
  const app = { FEISHU_APP_ID: 'cli_simulator', FEISHU_APP_SECRET: 'simulator-secret' }
  const started = await startBefore(simulator.url, { ...app, ...envAt(simulator.url) })
  return { ...started, simulator, control }
}

/** Through the consent page, as a person goes. */
async function consent(browser: SmallBrowser, form: Record<string, string>, query = ''): Promise<Received> {
  const start = await browser.send(`/auth/start?return_to=/?a=1${query}`)
  const body = new URLSearchParams(form)
  const decided = await fetch(start.headers.location ?? '', { method: 'POST', body, redirect: 'manual' })
  const back = new URL(decided.headers.get('location') ?? '')
  return browser.send(`${back.pathname}${back.search}`)
}

const agree = { person: 'zhang-san', decision: 'agree' }

function post(browser: SmallBrowser, path: string, value: unknown, method = 'POST'): Promise<Received> {
  return browser.call(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })
}

async function placeImages(browser: SmallBrowser, count: number): Promise<readonly string[]> {
  const path = pathOf('createBlocks', { document_id: documentId, block_id: documentId })
  const children = Array.from({ length: count }, () => ({ block_type: 27, image: {} }))
  const { text } = await post(browser, path, { index: -1, children })
  const answer = JSON.parse(text) as { data: { children: { block_id: string }[] } }
  return answer.data.children.map(({ block_id: blockId }) => blockId)
}

async function upload(browser: SmallBrowser, blockId: string, bytes: Buffer): Promise<Received> {
  const form = new FormData()
  form.append('file_name', 'a.png')
  form.append('parent_type', 'docx_image')
  form.append('parent_node', blockId)
  form.append('size', String(bytes.length))
  form.append('extra', JSON.stringify({ drive_route_token: documentId }))
  form.append('file', new Blob([new Uint8Array(bytes)]), 'a.png')
  const written = new Response(form)
  const headers = { 'content-type': written.headers.get('content-type') ?? '' }
  return browser.call(pathOf('uploadAll'), { method: 'POST', headers, body: Buffer.from(await written.arrayBuffer()) })
}

test('a person signs in on the consent page, and eight files are in the document without one refusal', async () => {
  const { browser, simulator } = await startWithSimulator({ concurrentUploads: 'tolerated' })
  expect((await consent(browser, agree)).headers.location).toBe('/?a=1')
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({
    person: { name: '张三' },
    app: { documentOrigin: simulator.url, simulated: true },
  })
  const blocks = await placeImages(browser, 8)
  const answers = await Promise.all(blocks.map((blockId) => upload(browser, blockId, randomBytes(300_000))))
  const tokens = answers.map(({ text }) => (JSON.parse(text) as { data: { file_token: string } }).data.file_token)
  const requests = blocks.map((blockId, at) => ({ block_id: blockId, replace_image: { token: tokens[at] } }))
  await post(browser, pathOf('batchUpdateBlocks', { document_id: documentId }), { requests }, 'PATCH')

  const seen = await fetch(`${simulator.url}/_simulator/documents/${documentId}`)
  const { blocks: standing } = (await seen.json()) as { blocks: { token: string; bound: boolean }[] }
  expect(standing.slice(-8).map(({ token, bound }) => ({ token, bound }))).toEqual(
    tokens.map((token) => ({ token, bound: true })),
  )
  const counters = (await (await fetch(`${simulator.url}/_simulator/counters`)).json()) as Record<string, unknown>
  expect(counters).toMatchObject({ uploadAll: { calls: 8, refusals: {} } })
})

test('cells of a sheet are read by their range, which is in the path', async () => {
  const { browser } = await startWithSimulator()
  await consent(browser, agree)
  const parameters = { spreadsheet_token: 'SimSheetBudget0000000000008', range: 'Q7PlXT!A1:B2' }
  const { status, text } = await browser.call(pathOf('readCells', parameters))
  expect([status, JSON.parse(text)]).toMatchObject([200, { data: { valueRange: { range: 'Q7PlXT!A1:B2' } } }])
})

test('a person who declines returns to the page they came from, with the reason', async () => {
  const { browser } = await startWithSimulator()
  const back = await consent(browser, { person: 'zhang-san', decision: 'decline' })
  expect(back.headers.location).toBe('/?a=1&sign_in_problem=access_denied')
})

test('an access token that expires early costs one refused call, and the session goes on', async () => {
  const { browser, control } = await startWithSimulator()
  await consent(browser, agree)
  await control('tokens/expire', { kind: 'access' })
  const path = pathOf('getDocument', { document_id: documentId })
  expect(JSON.parse((await browser.call(path)).text)).toMatchObject({ code: 99991677 })
  expect(JSON.parse((await browser.call(path)).text)).toMatchObject({ code: 0 })
})

test('when the tokens have ended at Feishu the page is asked to sign in again', async () => {
  const { browser, control } = await startWithSimulator()
  await consent(browser, agree)
  await control('tokens/expire', { kind: 'all' })
  const path = pathOf('getDocument', { document_id: documentId })
  await browser.call(path)
  const answer = await browser.call(path)
  expect(answer.status).toBe(401)
  expect(JSON.parse(answer.text)).toMatchObject({ code: 99991661 })
})

test('a connection that Feishu closes during an upload is reported as such', async () => {
  const { browser, control } = await startWithSimulator()
  await consent(browser, agree)
  const [blockId = ''] = await placeImages(browser, 1)
  await control('faults', { route: 'uploadAll', fault: { kind: 'cut', when: 'before' } })
  expect(JSON.parse((await upload(browser, blockId, randomBytes(5_000_000))).text)).toMatchObject({ code: -502 })
  expect(JSON.parse((await upload(browser, blockId, randomBytes(5_000_000))).text)).toMatchObject({ code: 0 })
})

const newerEndpoint = (url: string) => ({ FEISHU_TOKEN_URL: `${url}/oauth/v3/token` })

test('the newer token endpoint serves sign-in and renewal alike', async () => {
  const { browser, control, simulator } = await startWithSimulator({}, newerEndpoint)
  expect((await consent(browser, agree)).headers.location).toBe('/?a=1')
  await control('tokens/expire', { kind: 'access' })
  const path = pathOf('getDocument', { document_id: documentId })
  await browser.call(path)
  expect(JSON.parse((await browser.call(path)).text)).toMatchObject({ code: 0 })
  const counters = (await (await fetch(`${simulator.url}/_simulator/counters`)).json()) as Record<string, unknown>
  expect(counters).toMatchObject({ exchangeTokenV3: { calls: 2, refusals: {} } })
  expect(counters).not.toHaveProperty('exchangeToken')
})

test('the newer token endpoint’s refusal of PKCE is reported by its code', async () => {
  const { browser } = await startWithSimulator({ pkceAtV3: 'refused' }, newerEndpoint)
  expect((await consent(browser, agree)).headers.location).toBe('/?a=1&sign_in_problem=20049')
})

test('a stolen code of the consent page is worth nothing to an attempt inside Feishu’s app: Feishu wants its verifier', async () => {
  const { browser } = await startWithSimulator({}, () => ({ CLIENT_SDK_URL: 'https://sdk.example.com/sdk.js' }))
  const start = await browser.send('/auth/start')
  const decided = await fetch(start.headers.location ?? '', {
    method: 'POST',
    body: new URLSearchParams(agree),
    redirect: 'manual',
  })
  const code = new URL(decided.headers.get('location') ?? '').searchParams.get('code')
  const thief = new SmallBrowser(browser.origin)
  const begun = await post(thief, '/auth/client', { scopes: [] })
  const { state } = JSON.parse(begun.text) as { state: string }
  const redeemed = await post(thief, '/auth/client/redeem', { state, code })
  expect(JSON.parse(redeemed.text)).toEqual({ state: 'failed', problem: '20049' })
  expect(JSON.parse((await thief.call('/api/session')).text)).toMatchObject({ person: null })
})

test('scopes that a person took back are granted again, with a session of its own', async () => {
  const { browser, control } = await startWithSimulator()
  await consent(browser, agree)
  await control('scopes/withdraw', { scopes: ['docx:document'] })
  const path = pathOf('getDocument', { document_id: documentId })
  const refusal = JSON.parse((await browser.call(path)).text) as { code: number }
  expect(refusal.code).toBe(99991679)
  const old = browser.cookies.get('sid')
  await consent(browser, agree, '&scopes=docx:document')
  expect(browser.cookies.get('sid')).not.toBe(old)
  expect(JSON.parse((await browser.call(path)).text)).toMatchObject({ code: 0 })
})
