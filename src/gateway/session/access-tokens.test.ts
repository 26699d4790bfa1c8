import { expect, test } from 'vitest'
import type { Reading } from '../../contract/api.ts'
import { AccessTokens } from './access-tokens.ts'
import { MemorySessionStore } from './memory-session-store.ts'
import type { Grant } from './session-record.ts'
import { Sessions, type Session } from './sessions.ts'

const hourMs = 3_600_000
const startMs = hourMs

function grantOf(nth: number, endsAtMs: number): Grant {
  return {
    accessToken: `access-${nth}`,
    accessTokenEndsAtMs: endsAtMs,
    refreshToken: `refresh-${nth}`,
    refreshTokenEndsAtMs: 100 * hourMs,
    scope: '',
  }
}

function refusal(code: number | null): Reading<Grant> {
  return { ok: false, refusal: { code, msg: '', httpStatus: 400, logId: null, waitMs: null, scopes: [] } }
}

/** One signed-in person; renewals wait until the test answers them. */
async function signedIn(first: Grant = grantOf(1, 2 * hourMs)) {
  const clock = { nowMs: startMs }
  const store = new MemorySessionStore()
  const sessions = new Sessions(store, () => clock.nowMs)
  const id = await sessions.start({ openId: 'ou_1', name: '', tenantKey: '' }, first)
  const asked: { refreshToken: string; answer: (reading: Reading<Grant>) => void }[] = []
  const failures: (number | null)[] = []
  const accessTokens = new AccessTokens({
    store,
    nowMs: () => clock.nowMs,
    renew: (refreshToken) => new Promise((answer) => asked.push({ refreshToken, answer })),
    onFailure: ({ code }) => void failures.push(code),
  })
  const find = async (): Promise<Session> => {
    const session = await sessions.find(id)
    if (!session) throw new Error('The session is over')
    return session
  }
  const nextRenewal = async () => {
    for (let turn = 0; turn < 100 && asked.length === 0; turn += 1) await Promise.resolve()
    const renewal = asked.shift()
    if (!renewal) throw new Error('Nobody asked for a renewal')
    return renewal
  }
  return { clock, store, sessions, id, accessTokens, find, nextRenewal, asked, failures }
}

test('a token that lives long enough is given out as it is', async () => {
  const { accessTokens, find, asked, clock } = await signedIn()
  clock.nowMs = 2 * hourMs - 121_000
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-1' })
  expect(asked).toEqual([])
})

test('two minutes before its end a token is renewed, once for fifty calls', async () => {
  const { accessTokens, find, nextRenewal, asked, clock, store } = await signedIn()
  clock.nowMs = 2 * hourMs - 120_000
  const session = await find()
  const calls = Array.from({ length: 50 }, () => accessTokens.tokenFor(session))
  const renewal = await nextRenewal()
  expect(renewal.refreshToken).toBe('refresh-1')
  renewal.answer({ ok: true, data: grantOf(2, 4 * hourMs) })
  for (const call of calls) expect(await call).toEqual({ is: 'token', accessToken: 'access-2' })
  expect(asked).toEqual([])
  expect((await store.get(session.key))?.grant.refreshToken).toBe('refresh-2')
})

test('a call that still holds the old record gets the new token', async () => {
  const { accessTokens, find, nextRenewal, asked } = await signedIn()
  const old = await find()
  accessTokens.refuse(old, 'access-1')
  accessTokens.refuse({ ...old, record: { ...old.record } }, 'access-1')
  const call = accessTokens.tokenFor(old)
  ;(await nextRenewal()).answer({ ok: true, data: grantOf(2, 4 * hourMs) })
  await call
  expect(await accessTokens.tokenFor(old)).toEqual({ is: 'token', accessToken: 'access-2' })
  expect(asked).toEqual([])
})

test('a late refusal of the old token does not cost the new one', async () => {
  const { accessTokens, find, nextRenewal, asked } = await signedIn()
  const old = await find()
  accessTokens.refuse(old, 'access-1')
  const call = accessTokens.tokenFor(old)
  ;(await nextRenewal()).answer({ ok: true, data: grantOf(2, 4 * hourMs) })
  await call
  accessTokens.refuse(old, 'access-1')
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-2' })
  expect(asked).toEqual([])
})

test('a token renewed a moment ago is not renewed again when Feishu still refuses it', async () => {
  const { accessTokens, find, nextRenewal, asked } = await signedIn()
  accessTokens.refuse(await find(), 'access-1')
  const call = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer({ ok: true, data: grantOf(2, 4 * hourMs) })
  await call
  accessTokens.refuse(await find(), 'access-2')
  expect(await accessTokens.tokenFor(await find())).toMatchObject({ is: 'token' })
  expect(asked).toEqual([])
})

test.each([20026, 20037, 20064, 20073, 20066])('after %i the session is over', async (code) => {
  const { accessTokens, find, nextRenewal, sessions, id, failures } = await signedIn(grantOf(1, hourMs / 60))
  const call = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refusal(code))
  expect(await call).toEqual({ is: 'ended' })
  expect(await sessions.find(id)).toBeUndefined()
  expect(failures).toEqual([code])
})

test.each([null, 20050, 20002, 99991400])(
  'after %j the session lives on, with the old token while it is good',
  async (code) => {
    const { accessTokens, find, nextRenewal, clock } = await signedIn()
    clock.nowMs = 2 * hourMs - 60_000
    const early = accessTokens.tokenFor(await find())
    ;(await nextRenewal()).answer(refusal(code))
    expect(await early).toEqual({ is: 'token', accessToken: 'access-1' })
    clock.nowMs = 2 * hourMs
    const late = accessTokens.tokenFor(await find())
    ;(await nextRenewal()).answer(refusal(code))
    expect(await late).toEqual({ is: 'unavailable' })
    expect(await find()).toBeDefined()
  },
)

test('a refresh token used by another gateway is no loss when that one kept the new tokens', async () => {
  const { accessTokens, find, nextRenewal, store } = await signedIn(grantOf(1, hourMs / 60))
  const session = await find()
  const call = accessTokens.tokenFor(session)
  const renewal = await nextRenewal()
  await store.put(session.key, { ...session.record, grant: grantOf(2, 4 * hourMs) })
  renewal.answer(refusal(20073))
  expect(await call).toEqual({ is: 'token', accessToken: 'access-2' })
})

test('where refreshing is not allowed, a token serves until its end', async () => {
  const { accessTokens, find, nextRenewal, clock } = await signedIn()
  clock.nowMs = 2 * hourMs - 60_000
  const early = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refusal(20074))
  expect(await early).toEqual({ is: 'token', accessToken: 'access-1' })
  clock.nowMs = 2 * hourMs
  const late = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refusal(20074))
  expect(await late).toEqual({ is: 'ended' })
})

test('a session signed out during a renewal does not come back to life', async () => {
  const { accessTokens, find, nextRenewal, sessions, id } = await signedIn(grantOf(1, hourMs / 60))
  const call = accessTokens.tokenFor(await find())
  const renewal = await nextRenewal()
  await sessions.end(id)
  renewal.answer({ ok: true, data: grantOf(2, 4 * hourMs) })
  expect(await call).toEqual({ is: 'ended' })
  expect(await sessions.find(id)).toBeUndefined()
})

test('being in use is written down every few minutes', async () => {
  const { accessTokens, find, clock } = await signedIn()
  clock.nowMs = startMs + 60_000
  await accessTokens.tokenFor(await find())
  expect((await find()).record.seenAtMs).toBe(startMs)
  clock.nowMs = startMs + 6 * 60_000
  await accessTokens.tokenFor(await find())
  expect((await find()).record.seenAtMs).toBe(clock.nowMs)
})
