import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { sendJson } from '../testing/small-feishu.ts'

/** Debian's package `nginx` has it; where it is not installed, these tests are left out. */
const nginx = process.env['NGINX_PATH'] ?? 'nginx'
const isThere = spawnSync(nginx, ['-v']).status === 0

const shipped = readFileSync(new URL('../../../docs/deploy/nginx.conf', import.meta.url), 'utf8')

/** The shipped file before these upstreams, without Docker's names, as the file itself says. */
async function startNginx(
  upstreams: readonly number[],
  locations = '',
): Promise<{ readonly origin: string; readonly log: () => Promise<string> }> {
  const [directory, port] = [await temporaryDirectory(), await freePort()]
  const servers = upstreams.map((each) => `server 127.0.0.1:${each} fail_timeout=2s;`).join('\n')
  const site = shipped
    .replace(/resolver .*;\n/, '')
    .replace(/(?: +server gateway-\d.*;\n)+/, `${servers}\n`)
    .replace('location / {', `${locations}\nlocation / {`)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace('/var/log/nginx/access.log', join(directory, 'access.log'))
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(directory, name)};`)
    .join('\n')
  const whole = `daemon off; pid ${join(directory, 'pid')}; error_log stderr;\nevents { worker_connections 2048; }\nhttp {\n${folders}\n${site}\n}\n`
  await writeFile(join(directory, 'nginx.conf'), whole)
  const child = spawn(nginx, ['-p', directory, '-c', join(directory, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // SIGTERM: after SIGKILL its workers would go on.
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  const origin = `http://127.0.0.1:${port}`
  const isUp = () => fetch(`${origin}/readyz`).then(({ status }) => status === 404)
  await expect.poll(() => isUp().catch(() => said), { interval: 20 }).toBe(true)
  return { origin, log: () => readFile(join(directory, 'access.log'), 'utf8') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** A replica whose answers the test gives; `asked` records its requests. */
async function startReplica(answer: RequestListener) {
  const asked: string[] = []
  const server = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  const port = await listening(server)
  onTestFinished(() => void server.close())
  return { port, asked }
}

test.skipIf(!isThere)(
  'through nginx a person signs in, and a file of 20 MiB arrives; a larger body than any call has does not',
  async () => {
    let arrivedBytes = 0
    const { gateway } = await startTogether(
      (request, response) => {
        request.on('data', (chunk: Buffer) => (arrivedBytes += chunk.length))
        request.once('end', () => sendJson(response, 200, { code: 0 }))
      },
      { TRUSTED_PROXIES: '127.0.0.0/8' },
    )
    const { origin, log } = await startNginx([gateway.port])
    const browser = new SmallBrowser(origin.replace('127.0.0.1', 'localhost'))
    expect((await browser.signIn('canary-code')).headers.location).toBe('/')
    expect((await browser.call('/api/session')).text).toContain('张三')
    const upload = (sizeBytes: number) =>
      browser.call(pathOf('uploadAll'), {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        body: Buffer.alloc(sizeBytes),
      })
    expect((await upload(20 * 1024 * 1024)).status).toBe(200)
    expect(arrivedBytes).toBe(20 * 1024 * 1024)
    expect((await upload(28 * 1024 * 1024).catch(() => ({ status: 413 }))).status).toBe(413)
    const lines = await log()
    expect(lines).toContain('/auth/callback 302')
    expect(lines).not.toContain('canary')
  },
)

test.skipIf(!isThere).each([
  ['leaves it', ''],
  ['takes it off', '/'],
])('below a path people sign in and calls pass where nginx %s, as docs/operating.md has it', async (_what, end) => {
  const path = '/tools/uploader'
  const { gateway } = await startTogether(
    (request, response) => void request.resume().once('end', () => sendJson(response, 200, { code: 0 })),
    { PUBLIC_URL: `http://localhost:1${path}` },
  )
  const { origin } = await startNginx(
    [gateway.port],
    `location = ${path} { return 308 ${path}/$is_args$args; }
     location ${path}/ { proxy_pass http://feishu_uploader${end}; }`,
  )
  const browser = new SmallBrowser(origin.replace('127.0.0.1', 'localhost'))
  expect((await browser.send(`${path}?a=b`)).headers.location).toMatch(/\/tools\/uploader\/\?a=b$/)
  expect((await browser.send(`${path}/`)).status).toBe(200)
  const start = await browser.send(`${path}/auth/start`)
  const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  const back = await browser.send(`${path}/auth/callback?code=canary-code&state=${state}`)
  expect(back.headers.location).toBe(`${path}/`)
  expect((await browser.call(`${path}${pathOf('getDocument', { document_id: 'doc1' })}`)).text).toBe('{"code":0}')
})

test.skipIf(!isThere)(
  'nginx limits the rate of sign-ins, however their path is written, and of nothing else',
  async () => {
    const { port, asked } = await startReplica((_request, response) => response.end('ok'))
    const { origin } = await startNginx([port])
    const browser = new SmallBrowser(origin)
    const paths = ['/auth/start', '/%61uth/start', '/auth/callback?code=junk', '//auth/start', '/x/../auth/start']
    const flood = await Promise.all(
      Array.from({ length: 400 }, async (_, n) => (await browser.send(paths[n % paths.length] ?? '')).status),
    )
    expect(new Set(flood)).toEqual(new Set([200, 429]))
    expect(flood.filter((status) => status === 429).length).toBeGreaterThan(100)
    const others = await Promise.all(
      Array.from({ length: 200 }, async () => (await browser.send('/api/session')).status),
    )
    expect(new Set(others)).toEqual(new Set([200]))
    expect(asked.filter((line) => line.includes('/api/session'))).toHaveLength(200)
  },
)

test.skipIf(!isThere)('paths for the internal network are not served outside, however they are written', async () => {
  const { port, asked } = await startReplica((_request, response) => response.end('ok'))
  const browser = new SmallBrowser((await startNginx([port])).origin)
  for (const path of ['/metrics', '/%6detrics', '//metrics', '/a/../metrics', '/metrics?x=1', '/readyz', '/./readyz']) {
    expect([path, (await browser.send(path)).status]).toEqual([path, 404])
  }
  expect(asked).toEqual([])
  expect((await browser.send('/healthz')).status).toBe(200)
})

test.skipIf(!isThere).each([
  ['GET', 2],
  ['DELETE', 1],
  ['PUT', 1],
  ['POST', 1],
  ['PATCH', 1],
])('when replicas fail during it, %s reaches %d of two', async (method, times) => {
  const dying = () => startReplica((request) => request.socket.destroy())
  const [one, other] = [await dying(), await dying()]
  const browser = new SmallBrowser((await startNginx([one.port, other.port])).origin)
  expect((await browser.send('/open-apis/docx/v1/documents/x', { method })).status).toBe(502)
  expect(one.asked.length + other.asked.length).toBe(times)
})

test.skipIf(!isThere)(
  'the address that the gateway sees is the one that nginx sees, whatever the browser claims',
  async () => {
    let told = ''
    const { port } = await startReplica((request, response) => {
      told = String(request.headers['x-forwarded-for'])
      response.end('ok')
    })
    const browser = new SmallBrowser((await startNginx([port])).origin)
    await browser.send('/auth/start', { headers: { 'x-forwarded-for': '10.9.9.9', 'x-real-ip': '10.9.9.9' } })
    expect(told).toBe('127.0.0.1')
  },
)
