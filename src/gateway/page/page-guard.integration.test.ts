import { expect, test } from 'vitest'
import { startTogether } from '../testing/gateway-under-test.ts'
import { sendRaw } from '../testing/raw-socket.ts'

/** Other ways to write a path of our own API, as a foreign page's form can send them. */
const spellings = [
  '/%61pi/sign-out',
  '/api/%73ign-out',
  '/%61%70%69/%73%69%67%6e-%6f%75%74',
  '/api/sign%2Dout',
  '/API/sign-out',
  '/api/SIGN-OUT',
  '/api/sign-out/',
  '//api/sign-out',
  '/api//sign-out',
  '/./api/sign-out',
  '/api/./sign-out',
  '/x/../api/sign-out',
  '/%2e/api/sign-out',
  '/api%2fsign-out',
  '/api/sign-out;x=1',
  '/api/sign-out?x=1',
  '/%2561pi/sign-out',
  'http://localhost/api/sign-out',
  'http://localhost/%61pi/sign-out',
]

test.each(spellings)('E1 a form of another site signs nobody out by posting to %s', async (path) => {
  const { browser, gateway } = await startTogether(() => expect.unreachable())
  await browser.signIn()
  const cookie = `sid=${browser.cookies.get('sid') ?? ''}`
  const answer = await sendRaw(
    gateway.port,
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n` +
      'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  )
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: { openId: 'ou_1' } })
})

test.each([
  '/%61pi/session',
  '/api/%71uota',
  '/%6fpen-apis/docx/v1/documents/doc1',
  '/open-apis/%64ocx/v1/documents/doc1',
])('E1 reading %s is guarded however it is written', async (path) => {
  const { browser } = await startTogether(() => expect.unreachable())
  await browser.signIn()
  expect((await browser.send(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
})

test.each([
  ['two different ones', 'Host: localhost\r\nHost: evil.example\r\n'],
  ['twice the same', 'Host: localhost\r\nhost: localhost\r\n'],
])('E8 a request with more than one host is refused: %s', async (_what, hosts) => {
  const { gateway } = await startTogether(() => expect.unreachable())
  for (const path of ['/', '/auth/start', '/healthz', '/nowhere']) {
    const answer = await sendRaw(gateway.port, `GET ${path} HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`)
    expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 400'])
    expect(answer).toContain('"code":-400')
  }
})
