import { randomBytes } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startSimulator } from '../../simulator/http/start.ts'
import { UnusableConfiguration } from '../config/environment.ts'
import { startBefore } from '../testing/gateway-under-test.ts'
import type { Received, SmallBrowser } from '../testing/small-browser.ts'
import { SmallPortal } from '../testing/small-portal.ts'

const listed = 'SimDocxProductReview0000001'
const wikiNode = 'SimWikiHandbook000000000011'
const behindWiki = 'SimDocxWikiPage000000000006'
const unlisted = 'SimDocxEmpty000000000000002'

async function startForPortal(env: Readonly<Record<string, string>> = {}) {
  const simulator = await startSimulator({ port: 0 })
  onTestFinished(() => simulator.close())
  const portal = new SmallPortal()
  const started = await startBefore(simulator.url, {
    FEISHU_APP_ID: 'cli_simulator',
    FEISHU_APP_SECRET: 'simulator-secret',
    IDENTITY: 'app',
    PORTAL_URL: portal.origin,
    PORTAL_KEY: portal.publicKey,
    APP_DOCUMENTS: `${listed},${simulator.url}/wiki/${wikiNode}`,
    ...env,
  })
  /** Sends a form from the visitor's browser, as the portal's page does. */
  const enter = async (token: string, headers: Readonly<Record<string, string>> = {}, returnTo = '/?document=x') =>
    started.browser.send('/auth/portal', {
      method: 'POST',
      headers: {
        origin: portal.origin,
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams({ token, return_to: returnTo }).toString(),
    })
  const sign = (change: Readonly<Record<string, unknown>> = {}) => portal.sign(started.gateway.url, change)
  const control = (path: string, body: unknown) =>
    fetch(`${simulator.url}/_simulator/${path}`, { method: 'POST', body: JSON.stringify(body), headers: json })
  // An aborted upload still counts for a moment.
  await control('world', { concurrentUploads: 'tolerated' })
  return { ...started, simulator, portal, enter, sign, control }
}

const json = { 'content-type': 'application/json' }

const personOf = async (browser: SmallBrowser) =>
  (JSON.parse((await browser.call('/api/session')).text) as { person: unknown }).person

const codeOf = ({ text }: Received) => (JSON.parse(text) as { code: number }).code

function post(browser: SmallBrowser, path: string, value: unknown, method = 'POST'): Promise<Received> {
  return browser.call(path, { method, headers: json, body: JSON.stringify(value) })
}

async function placeFile(browser: SmallBrowser, documentId = listed): Promise<string> {
  const path = pathOf('createBlocks', { document_id: documentId, block_id: documentId })
  const { text } = await post(browser, path, { index: -1, children: [{ block_type: 27, image: {} }] })
  return (JSON.parse(text) as { data: { children: { block_id: string }[] } }).data.children[0]?.block_id ?? ''
}

interface Form {
  readonly fields: Readonly<Record<string, string>>
  readonly bytes: Buffer
  /** Further parts, before the file and after it. */
  readonly before?: string
  readonly after?: string
}

/** A form that no browser would write. */
function sendForm(browser: SmallBrowser, { fields, bytes, before = '', after = '' }: Form): Promise<Received> {
  const part = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = Object.entries(fields).map(([name, value]) => part(name, value))
  const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
  const body = Buffer.concat([Buffer.from(head.join('') + before + file), bytes, Buffer.from(`\r\n${after}--b--\r\n`)])
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  return browser.call(pathOf('uploadAll'), { method: 'POST', headers, body })
}

function fieldsOf(blockId: string, bytes: Buffer, documentId = listed) {
  return {
    file_name: '报告 "1".png',
    parent_type: 'docx_image',
    parent_node: blockId,
    size: String(bytes.length),
    extra: JSON.stringify({ drive_route_token: documentId }),
  }
}

test('E9 at a kiosk, signing out always forgets', async () => {
  const { browser, enter, sign } = await startForPortal()
  await enter(await sign())
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ app: { forgetsOnSignOut: true } })
  const out = await browser.call('/api/sign-out', { method: 'POST' })
  expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
})

test('a visitor with a portal token uploads a file into a listed document, in the app’s name', async () => {
  const { browser, enter, sign, simulator } = await startForPortal()
  expect((await enter(await sign())).headers.location).toBe('/?document=x')
  expect(await personOf(browser)).toEqual({ openId: 'portal:u-1', name: '前台', tenantKey: '' })
  const blockId = await placeFile(browser)
  const bytes = randomBytes(3_000_000)
  const sent = await sendForm(browser, { fields: fieldsOf(blockId, bytes), bytes })
  const token = (JSON.parse(sent.text) as { data: { file_token: string } }).data.file_token
  const path = pathOf('batchUpdateBlocks', { document_id: listed })
  const bound = await post(browser, path, { requests: [{ block_id: blockId, replace_image: { token } }] }, 'PATCH')
  expect(codeOf(bound)).toBe(0)
  const seen = await fetch(`${simulator.url}/_simulator/documents/${listed}`)
  const { blocks } = (await seen.json()) as { blocks: unknown[] }
  expect(blocks.at(-1)).toMatchObject({ name: '报告 "1".png', sizeBytes: bytes.length, bound: true })
})

test('a large file is uploaded in parts', async () => {
  const { browser, enter, sign } = await startForPortal()
  await enter(await sign())
  const blockId = await placeFile(browser)
  const asked = { ...fieldsOf(blockId, Buffer.alloc(0)), size: 4_194_305 }
  const prepared = await post(browser, pathOf('uploadPrepare'), asked)
  expect(codeOf(prepared)).toBe(0)
  const elsewhere = { ...asked, extra: JSON.stringify({ drive_route_token: unlisted }) }
  expect(codeOf(await post(browser, pathOf('uploadPrepare'), elsewhere))).toBe(-403_001)
})

test('a wiki page on the list opens its own document, and no other', async () => {
  const { browser, enter, sign } = await startForPortal()
  await enter(await sign())
  expect(codeOf(await browser.call(`${pathOf('getWikiNode')}?token=${wikiNode}&obj_type=wiki`))).toBe(0)
  expect(codeOf(await browser.call(pathOf('getDocument', { document_id: behindWiki })))).toBe(0)
  expect(codeOf(await browser.call(`${pathOf('getWikiNode')}?token=SimWikiShortcut000000000012&obj_type=wiki`))).toBe(
    -403_001,
  )
})

test('cells are read of a sheet that is listed, and of no other', async () => {
  const { browser, enter, sign } = await startForPortal({ APP_DOCUMENTS: 'SimSheetBudget0000000000008' })
  await enter(await sign())
  const read = async (token: string) =>
    codeOf(await browser.call(pathOf('readCells', { spreadsheet_token: token, range: 'Q7PlXT!A1:A3' })))
  expect(await read('SimSheetBudget0000000000008')).toBe(0)
  expect(await read('SomeOtherSheet000000000001')).toBe(-403_001)
})

test('documents that are not listed are refused, although the app may edit them', async () => {
  const { browser, enter, sign, simulator } = await startForPortal({ APP_DOCUMENTS: 'SomeOtherDocument01' })
  await enter(await sign())
  const metas = (token: string) => ({ request_docs: [{ doc_token: token, doc_type: 'docx' }] })
  const both = { request_docs: [...metas('SomeOtherDocument01').request_docs, ...metas(listed).request_docs] }
  const answers = [
    await browser.call(pathOf('getDocument', { document_id: listed })),
    await post(browser, pathOf('createBlocks', { document_id: listed, block_id: listed }), { children: [] }),
    await browser.call(pathOf('checkPermission', { token: listed })),
    await post(browser, pathOf('queryMetas'), metas(listed)),
    await post(browser, pathOf('queryMetas'), both),
    await post(browser, pathOf('queryMetas'), { request_docs: [] }),
    await browser.call(pathOf('downloadMedia', { file_token: 'f1' })),
    await browser.call(pathOf('listFiles')),
    await post(browser, pathOf('createDocument'), { title: 'x' }),
    await sendForm(browser, { fields: fieldsOf('block1', Buffer.from('abc')), bytes: Buffer.from('abc') }),
  ]
  expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(answers.map(() => [403, -403_001]))
  const counters = (await (await fetch(`${simulator.url}/_simulator/counters`)).json()) as Record<string, unknown>
  expect(counters).toEqual({})
})

test('no manipulated form reaches another document: fields after the file, twice, or hidden in its bytes', async () => {
  const { browser, enter, sign, simulator } = await startForPortal()
  await enter(await sign())
  const blockId = await placeFile(browser)
  const evil = JSON.stringify({ drive_route_token: unlisted })
  const extraPart = `--b\r\nContent-Disposition: form-data; name="extra"\r\n\r\n${evil}\r\n`
  const bytes = Buffer.from('abc')
  const fields = fieldsOf(blockId, bytes)

  const after = await sendForm(browser, { fields, bytes, after: extraPart })
  expect(codeOf(after)).toBe(0)

  const twice = await sendForm(browser, { fields, bytes, before: extraPart })
  expect(codeOf(twice)).toBe(-400)

  const hidden = Buffer.from(`abc\r\n${extraPart}--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc`)
  const smuggled = await sendForm(browser, { fields: fieldsOf(blockId, hidden), bytes: hidden })
  expect(codeOf(smuggled)).toBe(-400)

  const seen = await fetch(`${simulator.url}/_simulator/documents/${unlisted}`)
  expect((await seen.json()) as unknown).toMatchObject({ blocks: [] })
})

test.each([
  ['another size than its file', { size: '4' }, 400],
  ['a size beyond the file', { size: '30000000' }, 400],
  ['no size', { size: 'x' }, 400],
  ['no document', { extra: '{}' }, 400],
])('a form with %s is refused, and the gateway stays up', async (_what, change, status) => {
  const { browser, enter, sign } = await startForPortal()
  await enter(await sign())
  const blockId = await placeFile(browser)
  const bytes = randomBytes(300_000)
  const answer = await sendForm(browser, { fields: { ...fieldsOf(blockId, bytes), ...change }, bytes })
  expect(answer.status).toBe(status)
  expect(codeOf(await sendForm(browser, { fields: fieldsOf(blockId, bytes), bytes }))).toBe(0)
})

test('an early refusal of Feishu reaches the visitor', async () => {
  const { browser, enter, sign, control } = await startForPortal()
  await enter(await sign())
  const blockId = await placeFile(browser)
  await control('faults', { route: 'uploadAll', fault: { kind: 'code', code: 99991401 } })
  const bytes = randomBytes(8_000_000)
  expect(codeOf(await sendForm(browser, { fields: fieldsOf(blockId, bytes), bytes }))).toBe(99991401)
  expect(codeOf(await sendForm(browser, { fields: fieldsOf(blockId, bytes), bytes }))).toBe(0)
})

test('only the portal’s own page may send a token, and each token is accepted once', async () => {
  const { browser, enter, sign } = await startForPortal()
  const token = await sign()
  for (const origin of ['https://evil.example', 'null', 'https://portal.example.com.evil.example']) {
    expect((await enter(token, { origin })).status).toBe(403)
  }
  expect((await enter(token, { 'content-type': 'text/plain' })).status).toBe(415)
  expect(await personOf(browser)).toBeNull()
  expect((await enter(token)).headers.location).toBe('/?document=x')
  const first = browser.cookies.get('sid')
  expect((await enter(token)).headers.location).toBe('/?document=x&sign_in_problem=portal-refused')
  expect((await enter(await sign(), {}, '//evil.example')).headers.location).toBe('/')
  expect(browser.cookies.get('sid')).not.toBe(first)
})

test('a visitor whose session cannot be stored is sent to the page with the reason', async () => {
  const { enter, sign, configuration } = await startForPortal()
  await rename(`${configuration.dataDirectory}/sessions`, `${configuration.dataDirectory}/gone`)
  const answer = await enter(await sign())
  expect([answer.status, answer.headers.location]).toEqual([303, '/?document=x&sign_in_problem=store-unreachable'])
})

test('an endless form and an invalid token get a small answer', async () => {
  const { enter } = await startForPortal()
  expect((await enter('x'.repeat(20_000))).status).toBe(413)
  expect((await enter('x')).headers.location).toContain('portal-refused')
})

test('C11 a visitor who leaves in mid-form is not logged as an error of the gateway', async () => {
  const { browser, portal, logged } = await startForPortal()
  const form = { origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '100' }
  const left = browser.send('/auth/portal', {
    method: 'POST',
    headers: form,
    onRequest: (request) => request.write('token=', () => setTimeout(() => request.destroy(), 50)),
  })
  await expect(left).rejects.toThrow()
  await expect.poll(() => logged()).toContain('went away')
  expect(logged()).not.toContain('"level":50')
})

test('nobody signs in at Feishu where a portal is the way in', async () => {
  const { browser, portal } = await startForPortal()
  expect((await browser.send('/auth/start')).status).toBe(404)
  const { app } = JSON.parse((await browser.call('/api/session')).text) as { app: unknown }
  expect(app).toMatchObject({ portalUrl: portal.origin })
})

test('without the app’s identity no portal token is accepted', async () => {
  const { enter, sign } = await startForPortal({ IDENTITY: 'person' })
  expect((await enter(await sign())).status).toBe(404)
})

test('C20 a wrong secret is reported at the start, as a configuration error', async () => {
  await expect(startForPortal({ FEISHU_APP_SECRET: 'canary-wrong' })).rejects.toThrow(UnusableConfiguration)
  await expect(startForPortal({ FEISHU_APP_SECRET: 'canary-wrong' })).rejects.not.toThrow('canary')
})

test('C5 neither the app’s token nor the portal’s is logged or answered', async () => {
  const { browser, enter, sign, logged } = await startForPortal()
  const token = await sign()
  const answers = [await enter(token), await enter(token), await browser.call(pathOf('listFiles'))]
  await browser.call(pathOf('getDocument', { document_id: listed }))
  const output = logged() + answers.map(({ text, headers }) => text + String(headers.location)).join('')
  expect(output).not.toContain(token.slice(-40))
  expect(output).not.toMatch(/t-[a-z0-9]+-[0-9a-f]{32}/)
  expect(output).not.toContain('simulator-secret')
})
