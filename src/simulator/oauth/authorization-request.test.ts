import { expect, test } from 'vitest'
import { enabledScopes } from '../world/scopes.ts'
import { readAuthorization, redirectWith } from './authorization-request.ts'

const enabled = new Set(Object.keys(enabledScopes))

const asked = {
  client_id: 'cli_simulator',
  response_type: 'code',
  redirect_uri: 'http://localhost:8080/auth/callback',
  scope: 'docx:document offline_access docx:document',
  state: 's',
  code_challenge: 'abc',
  code_challenge_method: 'S256',
}

test('what an app asks for is read from the query, each scope once', () => {
  expect(readAuthorization(asked, [], enabled)).toEqual({
    ok: true,
    request: {
      redirectUri: asked.redirect_uri,
      scopes: ['docx:document', 'offline_access'],
      state: 's',
      challenge: { value: 'abc', method: 'S256' },
    },
  })
})

test('a challenge without a method is plain', () => {
  const plain = Object.entries(asked).filter(([name]) => name !== 'code_challenge_method')
  expect(readAuthorization(Object.fromEntries(plain), [], enabled)).toMatchObject({
    request: { challenge: { method: 'plain' } },
  })
})

test.each([
  ['another app', { client_id: 'cli_other' }, 20048],
  ['a missing redirect URL', { redirect_uri: '' }, 20029],
  ['a relative redirect URL', { redirect_uri: '/auth/callback' }, 20029],
  ['a redirect URL of another scheme', { redirect_uri: 'javascript:alert(1)//localhost' }, 20029],
  ['a redirect URL that is not registered', { redirect_uri: 'https://evil.example/auth/callback' }, 20029],
  ['a host that only starts like this machine', { redirect_uri: 'http://localhost.evil.example/' }, 20029],
  ['another response type', { response_type: 'token' }, 20001],
  ['a scope the app has not enabled', { scope: 'docx:document mail:read' }, 20027],
  ['a scope that is a word of JavaScript', { scope: 'constructor' }, 20027],
  ['more than 50 scopes', { scope: Array.from({ length: 51 }, (_, n) => `s${n}`).join(' ') }, 20001],
  ['an unknown challenge method', { code_challenge_method: 'S512' }, 20001],
])('%s is shown on the page and never sent back', (_what, change, code) => {
  expect(readAuthorization({ ...asked, ...change }, [], enabled)).toMatchObject({ ok: false, code })
})

test('a registered redirect URL is good when it is the very same', () => {
  const registered = ['https://app.example/callback']
  const read = (uri: string) => readAuthorization({ ...asked, redirect_uri: uri }, registered, enabled).ok
  expect([read('https://app.example/callback'), read('https://app.example/callback/')]).toEqual([true, false])
})

test('the answer goes into the query, before a fragment, beside what was there', () => {
  const request = { redirectUri: 'http://localhost/cb?a=1#/route', scopes: [], state: 's', challenge: null }
  expect(redirectWith(request, { code: 'c' })).toBe('http://localhost/cb?a=1&code=c&state=s#/route')
})
