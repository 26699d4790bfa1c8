import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTogether } from './testing/gateway-under-test.ts'

const portal = { EMBED_ORIGINS: 'https://portal.example.com', PUBLIC_URL: 'https://upload.example.com' }
const paths = ['/', '/auth/callback?code=x', '/api/session', '/nowhere']

test('C14 configured portals may frame the page, nobody else may, and no header contradicts that', async () => {
  const [framed, alone] = [await startTogether(() => undefined, portal), await startTogether(() => undefined)]
  for (const path of paths) {
    const headers = [(await framed.browser.send(path)).headers, (await alone.browser.send(path)).headers]
    const ancestors = headers.map((one) => /frame-ancestors [^;]*/.exec(String(one['content-security-policy']))?.[0])
    expect(ancestors).toEqual(['frame-ancestors https://portal.example.com', "frame-ancestors 'none'"])
    // Browsers obey it beside the policy, and it cannot name a portal.
    for (const one of headers) expect(one).not.toHaveProperty('x-frame-options')
  }
})

test('C16 in a frame the popup that signs in keeps its opener, and elsewhere it has none', async () => {
  const [framed, alone] = [await startTogether(() => undefined, portal), await startTogether(() => undefined)]
  for (const path of paths) {
    const { headers } = await framed.browser.send(path)
    expect(headers).not.toHaveProperty('cross-origin-opener-policy')
    expect(headers).not.toHaveProperty('cross-origin-embedder-policy')
    expect((await alone.browser.send(path)).headers['cross-origin-opener-policy']).toBe('same-origin')
  }
})

test('C4 cookies are sent in a portal’s frame, partitioned by portal', async () => {
  const { browser } = await startTogether(() => undefined, portal)
  const start = await browser.send('/auth/start')
  const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  const end = await browser.send(`/auth/callback?code=canary-code&state=${state}`)
  const session = end.headers['set-cookie']?.find((line) => line.startsWith('__Host-Http-sid='))
  for (const attribute of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/'])
    expect(session?.split('; ')).toContain(attribute)
  expect(session).not.toContain('Domain')
})

test('a portal of any site may load embed.js, always as it is now, and no other file of the page', async () => {
  const { browser, configuration } = await startTogether(() => undefined, portal)
  await writeFile(join(configuration.pageDirectory, 'embed.js'), 'plain')
  await writeFile(join(configuration.pageDirectory, 'embed.js.br'), 'brotli')
  await mkdir(join(configuration.pageDirectory, 'assets'), { recursive: true })
  await writeFile(join(configuration.pageDirectory, 'assets', 'embed.js'), 'another')
  const crossSite = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: 'https://anywhere.example' }
  for (const [encoding, text] of [
    ['identity', 'plain'],
    ['br', 'brotli'],
  ] as const) {
    const answer = await browser.send('/embed.js', { headers: { ...crossSite, 'accept-encoding': encoding } })
    expect([answer.status, answer.text]).toEqual([200, text])
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    })
    expect(answer.headers['content-type']).toMatch(/^(text|application)\/javascript/)
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  }
  for (const path of ['/', '/assets/embed.js', '/nowhere/embed.js', '/api/session']) {
    const { headers } = await browser.send(path, { headers: crossSite })
    expect([path, headers['cross-origin-resource-policy']]).toEqual([path, 'same-origin'])
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  }
})

test('the page learns which portals may talk to it, and other gateways do not speak of it', async () => {
  const [framed, alone] = [await startTogether(() => undefined, portal), await startTogether(() => undefined)]
  const read = async ({ browser }: typeof framed) => JSON.parse((await browser.call('/api/session')).text) as unknown
  expect(await read(framed)).toMatchObject({ app: { embedOrigins: ['https://portal.example.com'] } })
  expect(await read(alone)).not.toHaveProperty('app.embedOrigins')
})
