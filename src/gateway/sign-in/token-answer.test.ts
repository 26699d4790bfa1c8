import { expect, test } from 'vitest'
import { readTokenAnswer } from './token-answer.ts'

const read = (body: unknown, status = 200) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return readTokenAnswer({ status, header: () => null, text }, 1000)
}

const tokens = {
  access_token: 'canary-a',
  expires_in: 7200,
  refresh_token: 'canary-r',
  refresh_token_expires_in: 604_800,
  scope: 'docx:document',
}

const grant = {
  accessToken: 'canary-a',
  accessTokenEndsAtMs: 7_201_000,
  refreshToken: 'canary-r',
  refreshTokenEndsAtMs: 604_801_000,
  scope: 'docx:document',
}

test('tokens are read with the times at which they end', () => {
  expect(read({ code: 0, ...tokens })).toEqual({ ok: true, data: grant })
})

test('without offline_access there is no refresh token', () => {
  const { access_token: accessToken } = tokens
  expect(read({ code: 0, access_token: accessToken, expires_in: 1 })).toMatchObject({
    ok: true,
    data: { refreshToken: null, refreshTokenEndsAtMs: null, scope: '' },
  })
})

test('an answer of plain OAuth, without a code of Feishu, is understood', () => {
  expect(read(tokens)).toEqual({ ok: true, data: grant })
  expect(read({ error: 'invalid_grant' }, 400)).toMatchObject({ ok: false, isInvalidGrant: true })
  expect(read({ error: 'server_error' }, 500)).toMatchObject({ ok: false, isInvalidGrant: false })
})

test('where Feishu gives a code, the code decides', () => {
  const reading = read({ code: 20050, error: 'invalid_grant', error_description: 'canary' }, 500)
  expect(reading).toMatchObject({ ok: false, refusal: { code: 20050 }, isInvalidGrant: false })
  expect(read({ code: 20001, ...tokens })).toMatchObject({ ok: false })
})

test.each([
  ['canary <html>'],
  ['null'],
  ['7'],
  [{ code: 0, access_token: 7, refresh_token: 'canary' }],
  [{ code: 20003, error: 'invalid_grant', error_description: 'canary' }],
])('C19 nothing of an answer that is no grant is quoted: %j', (body) => {
  const reading = read(body, 400)
  expect(reading.ok).toBe(false)
  expect(JSON.stringify(reading)).not.toContain('canary')
})
