import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startGateway } from './start.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { sendJson } from '../testing/small-feishu.ts'

const nothingElse = () => undefined
const ok = { 'x-feishu-uploader': '1' }

test('C13 the page comes with a policy that lets nothing foreign in', async () => {
  const { browser } = await startTogether(nothingElse)
  const page = await browser.send('/')
  expect(page.text).toContain('<title>page</title>')
  expect(String(page.headers['content-security-policy']).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types service-worker',
  ])
  expect(page.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  })
  expect(page.headers).not.toHaveProperty('etag')
  expect(page.headers).not.toHaveProperty('strict-transport-security')
  expect(page.headers).not.toHaveProperty('x-powered-by')
})

test('C9 assets with a hash are kept for ever, and nothing beside the page is served', async () => {
  const { browser, configuration } = await startTogether(nothingElse)
  await mkdir(join(configuration.pageDirectory, 'assets'))
  await writeFile(join(configuration.pageDirectory, 'assets', 'main-abc123.js'), 'x')
  expect((await browser.send('/assets/main-abc123.js')).headers['cache-control']).toContain('immutable')
  for (const path of [
    '/nowhere',
    '/data/session-key',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/../data/session-key',
    '/%2e%2e%2fdata%2fsession-key',
  ]) {
    const answer = await browser.send(path)
    expect([path, answer.status]).toEqual([path, expect.toSatisfy((status) => status >= 400 && status < 500)])
  }
  expect((await browser.send('/nowhere')).headers['content-type']).toContain('text/plain')
})

test.each([
  ['br, gzip', 'br', 'brotli'],
  ['gzip', 'gzip', 'gzipped'],
  ['identity', undefined, 'plain'],
])('a browser that takes %s gets the copy made for it', async (accepted, encoding, text) => {
  const { browser, configuration } = await startTogether(nothingElse)
  const assets = join(configuration.pageDirectory, 'assets')
  await mkdir(assets)
  for (const [folder, name] of [
    [assets, 'main-abc123.js'],
    [configuration.pageDirectory, 'index.html'],
  ] as const) {
    await writeFile(join(folder, name), 'plain')
    await writeFile(join(folder, `${name}.gz`), 'gzipped')
    await writeFile(join(folder, `${name}.br`), 'brotli')
  }
  const script = await browser.send('/assets/main-abc123.js', { headers: { 'accept-encoding': accepted } })
  expect([script.text, script.headers['content-encoding']]).toEqual([text, encoding])
  expect(script.headers['content-type']).toContain('javascript')
  expect(script.headers.vary).toContain('accept-encoding')
  expect(script.headers['cache-control']).toContain('immutable')
  const page = await browser.send('/', { headers: { 'accept-encoding': accepted } })
  expect([page.text, page.headers['cache-control']]).toEqual([text, 'no-cache'])
})

test.each([
  ['without the page’s header', { 'sec-fetch-site': 'same-origin' }],
  ['from another site', { ...ok, 'sec-fetch-site': 'cross-site' }],
  ['from a sister host', { ...ok, 'sec-fetch-site': 'same-site' }],
  ['typed into the address bar', { ...ok, 'sec-fetch-site': 'none' }],
  ['with another Origin where the browser sends no more', { ...ok, origin: 'https://evil.example' }],
  ['from nowhere, and changing something', ok],
])('C7 a call %s is refused', async (_what, headers) => {
  const { browser } = await startTogether(() => expect.unreachable())
  await browser.signIn()
  for (const path of ['/api/sign-out', pathOf('queryMetas')]) {
    const answer = await browser.send(path, { method: 'POST', headers, body: '{}' })
    expect([path, answer.status]).toEqual([path, 403])
    expect(JSON.parse(answer.text)).toMatchObject({ code: -403 })
  }
})

test('C7 reading is guarded too, and a browser that sends only its Origin is let in', async () => {
  const { browser, gateway } = await startTogether(nothingElse)
  expect((await browser.send('/api/session')).status).toBe(403)
  expect((await browser.send('/api/session', { headers: ok })).status).toBe(200)
  const answer = await browser.send('/api/sign-out', { method: 'POST', headers: { ...ok, origin: gateway.url } })
  expect(answer.status).toBe(200)
})

test('C17 the bytes of a document cannot act as a page', async () => {
  const { browser } = await startTogether((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>')
  })
  await browser.signIn()
  const answer = await browser.call(pathOf('downloadMedia', { file_token: 'f1' }))
  expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  // By this the page knows that it was no proxy in between that answered so.
  expect(answer.headers['x-feishu-uploader']).toBe('1')
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('C4 behind https cookies are bound to the host, and browsers are told to stay with https', async () => {
  const { browser, feishu } = await startTogether(nothingElse, { PUBLIC_URL: 'https://upload.example.com' })
  const start = await browser.send('/auth/start')
  expect(start.headers['set-cookie']?.[0]).toMatch(
    /^__Host-Http-sign-in-\w+-\w+=\w{8}\.[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(start.headers['strict-transport-security']).toBe('max-age=31536000')
  await browser.signIn()
  expect(browser.cookies.has('__Host-Http-sid')).toBe(true)
  expect(feishu.tokenCalls[0]?.['redirect_uri']).toBe('https://upload.example.com/auth/callback')
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: { openId: 'ou_1' } })
})

test('C3 what a caller claims to have been forwarded changes nothing', async () => {
  const { browser, gateway } = await startTogether(nothingElse, { TRUSTED_PROXIES: '127.0.0.1' })
  const claims = {
    host: 'evil.example',
    forwarded: 'host=evil.example;proto=https',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-uri': '/api/session',
    'x-original-url': '/api/session',
  }
  const start = await browser.send('/auth/start', { headers: claims })
  expect(new URL(start.headers.location ?? '').searchParams.get('redirect_uri')).toBe(`${gateway.url}/auth/callback`)
  expect(start.headers['set-cookie']?.[0]).not.toContain('Secure')
  expect(start.headers).not.toHaveProperty('strict-transport-security')
  expect((await browser.send('/', { headers: claims })).text).toContain('<title>page</title>')
})

test('C17 every answer keeps browsers from guessing its type, and what is about a person is kept nowhere', async () => {
  const { browser } = await startTogether(nothingElse)
  const paths = ['/', '/nowhere', '/healthz', '/api/session', '/api/quota', '/auth/start', '/auth/callback?code=x']
  for (const path of [...paths, pathOf('getDocument', { document_id: 'doc1' })]) {
    const { headers } = await browser.call(path, { headers: { 'sec-fetch-mode': 'navigate' } })
    const referrerPolicy = path.startsWith('/auth/callback') ? 'no-referrer' : 'strict-origin'
    expect([path, headers]).toMatchObject([
      path,
      {
        'x-content-type-options': 'nosniff',
        'referrer-policy': referrerPolicy,
        'permissions-policy': expect.stringContaining('camera=()') as string,
        'cache-control': path === '/' ? 'no-cache' : 'no-store',
      },
    ])
  }
})

test('a browser at 127.0.0.1 is redirected to the host name of the cookies', async () => {
  const { gateway } = await startTogether(nothingElse)
  const answer = await new SmallBrowser(gateway.url.replace('localhost', '127.0.0.1')).send('/auth/start?return_to=/a')
  expect(answer).toMatchObject({ status: 302, headers: { location: `${gateway.url}/auth/start?return_to=/a` } })
})

test('a restart signs nobody out', async () => {
  const { browser, gateway, configuration } = await startTogether(nothingElse)
  await browser.signIn()
  await gateway.close()
  const again = await startGateway({ ...configuration, logLevel: 'silent' })
  const later = new SmallBrowser(again.url)
  later.cookies.set('sid', browser.cookies.get('sid') ?? '')
  const session = await later.call('/api/session')
  await again.close()
  expect(JSON.parse(session.text)).toMatchObject({ person: { openId: 'ou_1' } })
})

test('closing lets a running call finish and takes no new one', async () => {
  let answerLate: () => void = () => undefined
  const arrived = new Promise<void>((resolve) => {
    answerLate = resolve
  })
  let finish: () => void = () => undefined
  const { browser, gateway } = await startTogether((_request, response) => {
    finish = () => sendJson(response, 200, { code: 0 })
    answerLate()
  })
  await browser.signIn()
  const running = browser.call('/open-apis/docx/v1/documents/doc1')
  await arrived
  const closing = gateway.close()
  await expect(browser.call('/healthz')).rejects.toThrow()
  finish()
  expect((await running).text).toBe('{"code":0}')
  await closing
})

test('C21 health says that the process answers, readiness that sessions can be stored', async () => {
  const { browser } = await startTogether(nothingElse)
  expect((await browser.send('/healthz')).text).toBe('{"status":"ok"}')
  expect((await browser.send('/readyz')).text).toBe('{"status":"ready"}')
})

test.each([
  'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n',
  'NONSENSE\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  'POST /api/sign-out HTTP/1.1\r\nHost: x\r\nContent-Type: ;;;\r\nContent-Length: 2\r\nX-Feishu-Uploader: 1\r\nSec-Fetch-Site: same-origin\r\n\r\n{}',
  'GET /auth/callback?state=%00&code=%F0%9F HTTP/1.1\r\nHost: x\r\nCookie: ;=;%%%=;sid=%\r\n\r\n',
])('C19 nonsense gets a small answer and leaves the gateway up: %j', async (raw) => {
  const { browser, gateway } = await startTogether(nothingElse)
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(gateway.port, '127.0.0.1', () => socket.write(raw))
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      socket.end()
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
  expect(answer).toMatch(/^HTTP\/1\.1 (200|302|4\d\d)/)
  expect((await browser.send('/healthz')).status).toBe(200)
})
