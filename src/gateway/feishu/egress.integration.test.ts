import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { ownCodes } from '../../contract/problems/codes.ts'
import { askFeishu } from './ask-feishu.ts'
import { Egress, ProxyInTheWay } from './egress.ts'
import { startConnectProxy, type ConnectProxy, type ProxyConduct } from '../testing/connect-proxy.ts'
import { runGateway } from '../testing/gateway-process.ts'
import { startBefore } from '../testing/gateway-under-test.ts'
import { hasOpenssl, privateCa } from '../testing/private-ca.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { readText, sendJson, startSmallFeishu, type Handler } from '../testing/small-feishu.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import type { Timeouts } from '../server/timeouts.ts'

const mebibyte = 1024 * 1024
const path = pathOf('getDocument', { document_id: 'doc1' })
const upload = pathOf('uploadAll')
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
const app = { FEISHU_APP_ID: 'cli_test', FEISHU_APP_SECRET: 'canary-secret', PORT: '0' }

/** A gateway before a Feishu that only the proxy can reach. */
async function startBehindProxy(
  handler: Handler,
  env: (port: number) => Record<string, string> = (port) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}` }),
  timeouts: Partial<Timeouts> = {},
) {
  const proxy = await startConnectProxy()
  const { certificate } = await privateCa()
  const feishu = await startSmallFeishu(handler, certificate)
  onTestFinished(() => feishu.close())
  return { ...(await startBefore(feishu.origin, env(proxy.port), timeouts)), feishu, proxy }
}

const ok: Handler = (request, response) => {
  request.resume().once('end', () => sendJson(response, 200, { code: 0 }))
}

describe.skipIf(!hasOpenssl)('through a proxy of the company', () => {
  // Certificates are the matter of the last tests here, in processes of their own: Node reads NODE_EXTRA_CA_CERTS as it starts.
  beforeEach(() => void vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0'))
  afterEach(() => void vi.unstubAllEnvs())

  test('sign-in and calls reach Feishu by its name, with the user and password of the proxy', async () => {
    const { browser, proxy, feishu, logged } = await startBehindProxy(ok, (port) => ({
      https_proxy: `http://user:canary%40pass@127.0.0.1:${port}`,
      HTTPS_PROXY: 'http://127.0.0.1:1',
    }))
    expect((await browser.signIn()).headers.location).toBe('/')
    expect(JSON.parse((await browser.call(path)).text)).toEqual({ code: 0 })
    const authorization = `Basic ${Buffer.from('user:canary@pass').toString('base64')}`
    expect(new Set(proxy.asked.map((asked) => JSON.stringify(asked)))).toEqual(
      new Set([JSON.stringify({ target: new URL(feishu.origin).host, authorization })]),
    )
    expect(logged()).toContain(`Feishu is reached through the proxy 127.0.0.1:${proxy.port} (https_proxy)`)
    expect(logged()).not.toMatch(/canary(?!-)/)
  })

  test('a body arrives byte for byte, and the next call takes the same way', async () => {
    const got: string[] = []
    const { browser, proxy } = await startBehindProxy((request, response) => {
      void readText(request).then((text) => {
        got.push(text)
        sendJson(response, 200, { code: 0 })
      })
    })
    await browser.signIn()
    const body = randomBytes(3 * mebibyte).toString('base64')
    const before = proxy.asked.length
    for (let round = 0; round < 3; round += 1) {
      await browser.call(upload, { method: 'POST', headers: multipart, body })
    }
    expect(got.map((text) => text === body)).toEqual([true, true, true])
    expect(proxy.asked).toHaveLength(before + 1)
  })

  test('a refusal of Feishu that comes while 20 MB are still being sent reaches the page unchanged', async () => {
    const { browser } = await startBehindProxy((request, response) => {
      request.once('data', () => sendJson(response, 403, { code: 1061004, msg: 'forbidden.' }))
    })
    await browser.signIn()
    for (let round = 0; round < 5; round += 1) {
      const body = Buffer.alloc(20 * mebibyte)
      const answer = await browser.call(upload, { method: 'POST', headers: multipart, body })
      expect(JSON.parse(answer.text)).toEqual({ code: 1061004, msg: 'forbidden.' })
    }
  })

  test('an idle way is closed before Feishu closes it', async () => {
    const { browser, proxy } = await startBehindProxy(ok, undefined, { feishuIdleMs: 50 })
    await browser.signIn()
    await browser.call(path)
    await expect.poll(() => proxy.open.size).toBe(0)
  })

  const inTheWay: readonly [string, ProxyConduct, RegExp][] = [
    ['wants another password', { does: 'refuse', status: 407 }, /refused the connection \(HTTP 407\)/],
    ['does not allow it', { does: 'refuse', status: 403 }, /refused the connection \(HTTP 403\)/],
    ['does not reach Feishu', { does: 'refuse', status: 502 }, /refused the connection \(HTTP 502\)/],
    ['never answers', { does: 'stall' }, /did not answer within 300 ms/],
  ]

  test.each(inTheWay)(
    'a proxy that %s is what the refusal names, without its password',
    async (_what, conduct, said) => {
      const env = (port: number) => ({ HTTPS_PROXY: `http://user:canary-pass@127.0.0.1:${port}` })
      // Idle ways are gone at once, so that each call opens one. What does answer has the usual time: a busy machine is slow too.
      const silence = conduct.does === 'stall' ? { feishuSilenceMs: 300 } : {}
      const { browser, proxy, logged } = await startBehindProxy(ok, env, { ...silence, feishuIdleMs: 1 })
      await browser.signIn()
      await expect.poll(() => proxy.open.size).toBe(0)
      proxy.conduct = conduct
      const body = Buffer.alloc(20 * mebibyte)
      const answer = await browser.call(upload, { method: 'POST', headers: multipart, body })
      expect(answer.status).toBe(502)
      const { code, msg } = JSON.parse(answer.text) as { code: number; msg: string }
      expect(code).toBe(ownCodes.proxyInTheWay)
      expect(msg).toMatch(/^The proxy between this uploader and Feishu/)
      expect(msg).toMatch(said)
      expect(logged()).toContain(`The proxy 127.0.0.1:${proxy.port}`)
      expect(logged()).not.toContain('canary-pass')
      await expect.poll(() => proxy.open.size).toBe(0)
      proxy.conduct = { does: 'pass' }
      expect(JSON.parse((await browser.call(path)).text)).toEqual({ code: 0 })
    },
  )

  const afterwards: readonly [string, ProxyConduct, Handler, number, RegExp][] = [
    ['the way is cut in mid-upload', { does: 'cut', afterBytes: 2 * mebibyte }, ok, 502, /No answer came from Feishu/],
    ['nothing more of an upload comes through', { does: 'choke', afterBytes: 2 * mebibyte }, ok, 504, /Feishu did not/],
    ['Feishu is silent', { does: 'pass' }, (request) => void request.resume(), 504, /Feishu did not answer in time/],
    [
      'Feishu breaks the connection off',
      { does: 'pass' },
      (request) => void request.once('data', () => request.socket.destroy()),
      502,
      /No answer came from Feishu/,
    ],
  ]

  test.each(afterwards)(
    'once the proxy has opened the way it is not to blame: %s',
    async (_what, ...[conduct, handler, status, said]) => {
      const { browser, proxy, logged } = await startBehindProxy(handler, undefined, {
        // Long enough for the proxy's own answer on a machine that does other things besides.
        feishuSilenceMs: 3000,
        feishuIdleMs: 1,
      })
      await browser.signIn()
      await expect.poll(() => proxy.open.size).toBe(0)
      proxy.conduct = conduct
      const body = Buffer.alloc(20 * mebibyte)
      const answer = await browser.call(upload, { method: 'POST', headers: multipart, body })
      expect([answer.status, (JSON.parse(answer.text) as { msg: string }).msg]).toEqual([
        status,
        expect.stringMatching(said),
      ])
      expect(logged()).not.toContain('The proxy 127.0.0.1')
      await expect.poll(() => proxy.open.size).toBe(0)
    },
  )

  test('a proxy that does not open the way for a sign-in is named before the time for Feishu is over', async () => {
    const proxy = await startConnectProxy()
    proxy.conduct = { does: 'stall' }
    const origin = `http://127.0.0.1:${proxy.port}`
    const failures: unknown[] = []
    const egress = new Egress(
      { proxy: { origin, authorization: null, variable: 'HTTPS_PROXY' }, direct: [] },
      (error) => failures.push(error),
    )
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const asked = askFeishu(egress, 'https://accounts.feishu.test/token', { method: 'POST', headers: {}, body: '{}' })
    await vi.waitFor(() => expect(proxy.asked).toHaveLength(1))
    vi.advanceTimersByTime(9999)
    expect(JSON.parse((await asked).text)).toMatchObject({ code: ownCodes.proxyInTheWay })
    expect(failures).toEqual([expect.any(ProxyInTheWay)])
    expect(String(failures[0])).toContain('did not answer within')
  })

  test('a sign-in that the proxy refuses says so, and counts no code as wrong', async () => {
    const { browser, proxy } = await startBehindProxy(ok)
    proxy.conduct = { does: 'refuse', status: 407 }
    for (let round = 0; round < 12; round += 1) {
      expect((await browser.signIn()).headers.location).toBe('/?sign_in_problem=proxy-in-the-way')
    }
    proxy.conduct = { does: 'pass' }
    expect((await browser.signIn()).headers.location).toBe('/')
  })

  test('a proxy that is not there is named', async () => {
    const port = await freePort()
    const { browser } = await startBehindProxy(ok, () => ({ HTTPS_PROXY: `http://127.0.0.1:${port}` }))
    expect((await browser.signIn()).headers.location).toBe('/?sign_in_problem=proxy-in-the-way')
  })

  test('a page that goes away while the proxy does not answer leaves no connection behind', async () => {
    const { browser, proxy } = await startBehindProxy(ok, undefined, { feishuIdleMs: 1 })
    await browser.signIn()
    await expect.poll(() => proxy.open.size).toBe(0)
    proxy.conduct = { does: 'stall' }
    const before = proxy.asked.length
    const call = browser.call(path, {
      onRequest: (request) => {
        request.end()
        void expect
          .poll(() => proxy.asked.length)
          .toBe(before + 1)
          .then(() => request.destroy())
      },
    })
    await expect(call).rejects.toThrow()
    await expect.poll(() => proxy.open.size).toBe(0)
  })

  test('a page that goes away in mid-upload ends the call at Feishu', async () => {
    const cut: boolean[] = []
    const { browser } = await startBehindProxy((request, response) => {
      request.on('error', () => undefined)
      request.resume()
      response.once('close', () => cut.push(!request.complete))
    })
    await browser.signIn()
    const call = browser.call(upload, {
      method: 'POST',
      headers: { ...multipart, 'content-length': String(20 * mebibyte) },
      onRequest: (request) => request.write(Buffer.alloc(4 * mebibyte), () => request.destroy()),
    })
    await expect(call).rejects.toThrow()
    await expect.poll(() => cut).toEqual([true])
  })

  test('an address that NO_PROXY names is reached directly', async () => {
    const { logged } = await startBehindProxy(ok, (port) => ({
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      NO_PROXY: 'example.com, .test',
    }))
    expect(logged()).toContain('Feishu is reached directly, not through the proxy of HTTPS_PROXY')
  })
})

describe.skipIf(!hasOpenssl)('certificates of the company', () => {
  async function start(more: (file: string, proxy: ConnectProxy) => Record<string, string>) {
    const { file, certificate } = await privateCa()
    const feishu = await startSmallFeishu(ok, certificate)
    onTestFinished(() => feishu.close())
    const proxy = await startConnectProxy()
    const origin = feishu.origin
    const at = { FEISHU_OPEN_URL: origin, FEISHU_ACCOUNTS_URL: origin, DATA_DIR: await temporaryDirectory() }
    const direct = `https://localhost:${new URL(origin).port}`
    const gateway = await runGateway({
      ...app,
      ...at,
      ...more(file, proxy),
      ...(more(file, proxy)['HTTPS_PROXY'] === undefined ? { FEISHU_OPEN_URL: direct } : {}),
    })
    return { ...gateway, browser: new SmallBrowser(await gateway.ready) }
  }
  const through = ({ port }: ConnectProxy) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}` })

  test.each([
    ['directly', () => ({})],
    ['through a proxy', through],
  ])('with NODE_EXTRA_CA_CERTS a Feishu signed by them is reached %s', async (_how, way) => {
    const { browser } = await start((file, proxy) => ({ NODE_EXTRA_CA_CERTS: file, ...way(proxy) }))
    expect((await browser.signIn()).headers.location).toBe('/')
    expect(JSON.parse((await browser.call(path)).text)).toEqual({ code: 0 })
  })

  test.each([
    ['directly', () => ({})],
    ['through a proxy', through],
  ])('without it the log says what to set, and a person who has to act, %s', async (_how, way) => {
    const { browser, output } = await start((_file, proxy) => way(proxy))
    expect((await browser.signIn()).headers.location).toBe('/?sign_in_problem=certificate-not-trusted')
    await expect.poll(output).toContain('set NODE_EXTRA_CA_CERTS')
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
