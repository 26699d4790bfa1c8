import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { startTogether } from './testing/gateway-under-test.ts'
import { SmallBrowser, type Received } from './testing/small-browser.ts'
import { sendJson, type Handler } from './testing/small-feishu.ts'

const path = '/tools/uploader'
const env = { PUBLIC_URL: `https://intranet.example${path}`, EMBED_ORIGINS: 'https://portal.example' }
const ok: Handler = (request, response) => {
  request.resume().once('end', () => sendJson(response, 200, { code: 0, data: { url: request.url } }))
}

const stateIn = ({ headers }: Received) => new URL(headers.location ?? '').searchParams.get('state') ?? ''

/** `at`: a path as it reaches the gateway, from what it is below its own address. */
describe.each([
  ['leaves the path', (own: string) => `${path}${own}`],
  ['takes the path off', (own: string) => own],
])('where the proxy in front %s', (_what, at) => {
  test('people sign in, and calls reach Feishu by its own paths', async () => {
    const seen: (string | undefined)[] = []
    const { browser } = await startTogether((request, response) => {
      seen.push(request.url)
      ok(request, response)
    }, env)
    const start = await browser.send(`${at('/auth/start')}?return_to=${encodeURIComponent(`${path}/?target=x`)}`)
    const consent = new URL(start.headers.location ?? '').searchParams
    expect(consent.get('redirect_uri')).toBe(`https://intranet.example${path}/auth/callback`)
    const end = await browser.send(`${at('/auth/callback')}?code=canary-code&state=${consent.get('state') ?? ''}`)
    expect(end.headers.location).toBe(`${path}/?target=x`)
    for (const cookie of end.headers['set-cookie'] ?? []) {
      expect(cookie).toMatch(/^__Secure-/)
      expect(cookie.split('; ')).toEqual(expect.arrayContaining([`Path=${path}`, 'Secure', 'HttpOnly']))
    }
    expect((await browser.call(at('/api/session'))).text).toContain('张三')
    const call = pathOf('getDocument', { document_id: 'doc1' })
    expect((await browser.call(`${at(call)}?a=b`)).status).toBe(200)
    expect(seen).toEqual([`${call}?a=b`])
    expect((await browser.call(at('/api/sign-out'), { method: 'POST' })).status).toBe(200)
    expect((await browser.call(at('/api/session'))).text).not.toContain('张三')
  })

  test('a sign-in that failed, and one without a way back, lead to the page', async () => {
    const { browser } = await startTogether(ok, env)
    const failed = await browser.send(`${at('/auth/callback')}?state=x&code=y`)
    expect(failed.headers.location).toBe(`${path}/?sign_in_problem=sign-in-expired-attempt`)
    await browser.send(`${at('/auth/start')}?return_to=${encodeURIComponent('/other/tool')}`)
    const start = await browser.send(at('/auth/start'))
    const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
    const end = await browser.send(`${at('/auth/callback')}?code=canary-code&state=${state}`)
    expect(end.headers.location).toBe(`${path}/`)
  })

  test('the page, its files, embed.js and health are there', async () => {
    const { browser, configuration } = await startTogether(ok, env)
    const inPage = (name: string) => join(configuration.pageDirectory, name)
    await mkdir(inPage('assets'))
    await writeFile(inPage('assets/a-1.js'), 'part')
    await writeFile(inPage('embed.js'), 'embed')
    for (const [own, text] of [
      ['/', '<!doctype html><title>page</title>'],
      ['/?target=x', '<!doctype html><title>page</title>'],
      ['/assets/a-1.js', 'part'],
      ['/embed.js', 'embed'],
      ['/healthz', '{"status":"ok"}'],
      ['/readyz', '{"status":"ready"}'],
    ] as const) {
      const answer = await browser.send(at(own))
      expect([own, answer.status, answer.text]).toEqual([own, 200, text])
    }
    expect((await browser.send(at('/assets/a-1.js'))).headers['cache-control']).toContain('immutable')
    expect((await browser.send(at('/nowhere'))).status).toBe(404)
    expect((await browser.send(at('/metrics'))).status).toBe(200)
  })

  test('C1 other sites cannot make calls, however the path is written', async () => {
    const { browser } = await startTogether(ok, env)
    for (const own of ['/api/sign-out', '/%61pi/sign-out', '/open-apis/docx/v1/documents', '/auth/framed']) {
      const headers = { 'sec-fetch-site': 'cross-site', 'x-feishu-uploader': '1' }
      expect([own, (await browser.send(at(own), { method: 'POST', headers })).status]).toEqual([own, 403])
    }
  })

  test('a frame’s sign-in window comes back to the page', async () => {
    const { browser } = await startTogether(ok, env)
    const begun = await browser.call(at('/auth/framed'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redeemKey: 'a'.repeat(64) }),
    })
    const { authorizeUrl } = JSON.parse(begun.text) as { authorizeUrl: string }
    const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
    const end = await browser.send(`${at('/auth/callback')}?code=canary-code&state=${state}`)
    expect(end.headers.location).toBe(`${path}/?framed_sign_in=end`)
  })

  test('a session that another host of the domain puts before the own one is nobody’s, and is cleared', async () => {
    const { browser } = await startTogether(ok, env)
    const attacker = new SmallBrowser(browser.origin)
    for (const each of [browser, attacker]) {
      const state = stateIn(await each.send(at('/auth/start')))
      await each.send(`${at('/auth/callback')}?code=canary-code&state=${state}`)
    }
    const pairOf = ({ cookies }: SmallBrowser) => `__Secure-sid=${cookies.get('__Secure-sid') ?? ''}`
    const [mine, theirs] = [pairOf(browser), pairOf(attacker)]
    for (const cookie of [`${theirs}; ${mine}`, `${mine}; a; ${theirs}`]) {
      const asked = await browser.call(at('/api/session'), { headers: { cookie } })
      expect(asked.text).not.toContain('张三')
      const cleared = asked.headers['set-cookie'] ?? []
      for (const below of [path, `${path}/api`, `${path}/api/session`, '/']) {
        expect(cleared).toContain(`__Secure-sid=; Max-Age=0; Path=${below}; Domain=intranet.example; HttpOnly; Secure`)
      }
      // The own one stays: without it the other would be the only one.
      // It is one of an embedded page; what may be left of a time when it was none goes.
      expect(cleared.filter((line) => !line.includes('Domain='))).toEqual([
        `__Secure-sid=; Max-Age=0; Path=${path}; HttpOnly; Secure; SameSite=Lax`,
      ])
      const call = pathOf('getDocument', { document_id: 'doc1' })
      expect((await browser.call(at(call), { headers: { cookie } })).status).toBe(401)
    }
    const cookie = `${mine}; ${mine}`
    expect((await browser.call(at('/api/session'), { headers: { cookie } })).text).toContain('张三')
  })

  test('an attempt to sign in that is there twice signs nobody in', async () => {
    const { browser } = await startTogether(ok, env)
    const state = stateIn(await browser.send(at('/auth/start')))
    const [name, sealed] = [...browser.cookies].find(([each]) => each.startsWith('__Secure-sign-in-')) ?? []
    const cookie = `${name}=another; ${name}=${sealed}`
    const end = await browser.send(`${at('/auth/callback')}?code=canary-code&state=${state}`, { headers: { cookie } })
    expect(end.headers.location).toBe(`${path}/?sign_in_problem=sign-in-expired-attempt`)
    expect(end.headers['set-cookie']).toContain(
      `${name}=; Max-Age=0; Path=${path}/auth; Domain=intranet.example; HttpOnly; Secure`,
    )
  })

  test('nothing is decided about the rest of the host', async () => {
    const { browser } = await startTogether(ok, env)
    const body = '{"forget":true}'
    const out = await browser.call(at('/api/sign-out'), { method: 'POST', body })
    expect([out.status, out.headers['clear-site-data'], out.headers['strict-transport-security']]).toEqual([
      200,
      undefined,
      undefined,
    ])
  })
})

test('without its last slash the address leads to the page, and nothing else is taken for it', async () => {
  const { browser } = await startTogether(ok, env)
  expect((await browser.send(`${path}?target=x?y`)).headers.location).toBe(`${path}/?target=x?y`)
  for (const other of [`${path}2/healthz`, `${path}-healthz`, '/tools/healthz']) {
    expect([other, (await browser.send(other)).status]).toEqual([other, 404])
  }
})

test('a path on this machine, over http', async () => {
  const { browser, gateway } = await startTogether(ok, { PUBLIC_URL: `http://localhost:1${path}/` })
  expect(gateway.url).toBe(`http://localhost:1${path}`)
  expect((await browser.signIn()).headers['set-cookie']?.find((line) => line.startsWith('sid='))).toContain(
    `Path=${path}`,
  )
})

test('a frame on this machine, over http, ends the session of a tab where that has its cookie', async () => {
  const { browser } = await startTogether(ok, {
    PUBLIC_URL: `http://localhost:1${path}/`,
    EMBED_ORIGINS: 'http://localhost:9',
  })
  const secret = 's'.repeat(43)
  const post = (to: string, body: object) => browser.call(to, { method: 'POST', body: JSON.stringify(body) })
  await post('/auth/redeem', { secret })
  const begun = await post('/auth/framed', { redeemKey: createHash('sha256').update(secret).digest('hex') })
  const { authorizeUrl } = JSON.parse(begun.text) as { authorizeUrl: string }
  const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
  await browser.send(`/auth/callback?code=canary-code&state=${state}`)
  const { headers } = await post('/auth/redeem', { secret })
  expect(headers['set-cookie']).toContain(`sid=; Max-Age=0; Path=${path}; HttpOnly; SameSite=Lax`)
})
