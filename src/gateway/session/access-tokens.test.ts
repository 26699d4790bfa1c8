import { expect, test } from 'vitest'
import { AccessTokens, noOtherGateway, type Renewal } from './access-tokens.ts'
import { MemorySessionStore } from './memory-session-store.ts'
import type { Grant } from './session-record.ts'
import type { SessionKey } from './session-store.ts'
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

const renewed = (nth: number): Renewal => ({ is: 'renewed', grant: grantOf(nth, (nth + 2) * hourMs) })

function refused(is: Exclude<Renewal['is'], 'renewed'>): Renewal {
  return { is, refusal: { code: 1, msg: '', httpStatus: 400, logId: null, waitMs: null, scopes: [] } }
}

/** One signed-in person; renewals wait until the test answers them. */
async function signedIn(first: Grant = grantOf(1, 2 * hourMs)) {
  const clock = { nowMs: startMs }
  const store = new MemorySessionStore()
  const sessions = new Sessions(store, () => clock.nowMs)
  const id = await sessions.start({ openId: 'ou_1', name: '', tenantKey: '' }, first)
  const asked: { refreshToken: string; answer: (renewal: Renewal) => void }[] = []
  const failures: string[] = []
  const gateway = () =>
    new AccessTokens({
      store,
      lock: noOtherGateway,
      nowMs: () => clock.nowMs,
      renew: (refreshToken) => new Promise((answer) => asked.push({ refreshToken, answer })),
      onFailure: ({ code }) => void failures.push(`refused ${String(code)}`),
      onUnstored: (error) => void failures.push(String(error)),
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
  return { clock, store, sessions, id, accessTokens: gateway(), gateway, find, nextRenewal, asked, failures }
}

test('C6 a token is given out as it is until three minutes before its end', async () => {
  const { accessTokens, find, asked, clock } = await signedIn()
  clock.nowMs = 2 * hourMs - 180_001
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-1' })
  expect(asked).toEqual([])
})

test('C6 one minute before its end a token is renewed, once for fifty calls', async () => {
  const { accessTokens, find, nextRenewal, asked, clock, store } = await signedIn()
  clock.nowMs = 2 * hourMs - 60_000
  const session = await find()
  const calls = Array.from({ length: 50 }, () => accessTokens.tokenFor(session))
  const renewal = await nextRenewal()
  expect(renewal.refreshToken).toBe('refresh-1')
  renewal.answer(renewed(2))
  for (const call of calls) expect(await call).toEqual({ is: 'token', accessToken: 'access-2' })
  expect(asked).toEqual([])
  expect((await store.get(session.key))?.record.grant?.refreshToken).toBe('refresh-2')
})

test('C6 tokens of one second are renewed at different moments, between three minutes and one before their end', async () => {
  const { accessTokens, find, clock, asked } = await signedIn()
  const { record } = await find()
  clock.nowMs = 2 * hourMs - 120_000
  const keys = Array.from({ length: 16 }, (_, n) => `${n.toString(16)}${'8'.repeat(63)}` as SessionKey)
  for (const key of keys) void accessTokens.tokenFor({ key, record })
  const due = keys.map((key) => accessTokens.tokenFor({ key, record }))
  const given = await Promise.all(due.slice(0, 8))
  expect(given).toEqual(given.map(() => ({ is: 'token', accessToken: 'access-1' })))
  // The other half asked the store, which has none of these keys.
  expect(await Promise.all(due.slice(8))).toEqual(given.map(() => ({ is: 'ended' })))
  expect(asked).toEqual([])
})

test('C6 a token that Feishu refuses is renewed at once, before the page asks again', async () => {
  const { accessTokens, find, nextRenewal } = await signedIn()
  accessTokens.noteCode(await find(), 'access-1', 99991677)
  ;(await nextRenewal()).answer(renewed(2))
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-2' })
})

test('C6 a call that still holds the old record gets the new token', async () => {
  const { accessTokens, find, nextRenewal, asked } = await signedIn()
  const old = await find()
  accessTokens.noteCode(old, 'access-1', 99991677)
  accessTokens.noteCode({ ...old, record: { ...old.record } }, 'access-1', 99991677)
  const call = accessTokens.tokenFor(old)
  ;(await nextRenewal()).answer(renewed(2))
  await call
  expect(await accessTokens.tokenFor(old)).toEqual({ is: 'token', accessToken: 'access-2' })
  expect(asked).toEqual([])
})

test('C6 a late refusal of the old token does not cost the new one', async () => {
  const { accessTokens, find, nextRenewal, asked } = await signedIn()
  const old = await find()
  accessTokens.noteCode(old, 'access-1', 99991677)
  const call = accessTokens.tokenFor(old)
  ;(await nextRenewal()).answer(renewed(2))
  await call
  accessTokens.noteCode(old, 'access-1', 99991677)
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-2' })
  expect(asked).toEqual([])
})

test('C6 a token renewed a moment ago is not renewed again when Feishu still refuses it', async () => {
  const { accessTokens, find, nextRenewal, asked } = await signedIn()
  accessTokens.noteCode(await find(), 'access-1', 99991677)
  const call = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(renewed(2))
  await call
  accessTokens.noteCode(await find(), 'access-2', 99991677)
  expect(await accessTokens.tokenFor(await find())).toMatchObject({ is: 'token' })
  expect(asked).toEqual([])
})

test('C6 with a worthless refresh token the session is over', async () => {
  const { accessTokens, find, nextRenewal, sessions, id, failures } = await signedIn(grantOf(1, hourMs / 60))
  const call = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refused('worthless'))
  expect(await call).toEqual({ is: 'ended' })
  expect(await sessions.find(id)).toBeUndefined()
  expect(failures).toEqual(['refused 1'])
})

test('C6 after any other failure the session lives on, with the old token while it is good', async () => {
  const { accessTokens, find, nextRenewal, clock } = await signedIn()
  clock.nowMs = 2 * hourMs - 60_000
  const early = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refused('failed'))
  expect(await early).toEqual({ is: 'token', accessToken: 'access-1' })
  clock.nowMs = 2 * hourMs
  const late = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refused('failed'))
  expect(await late).toEqual({ is: 'unavailable' })
  expect(await find()).toBeDefined()
})

test('C6 after a failure Feishu is not asked for some seconds, however many calls come', async () => {
  const { accessTokens, find, nextRenewal, clock, asked } = await signedIn()
  clock.nowMs = 2 * hourMs - 60_000
  const first = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refused('failed'))
  await first
  clock.nowMs += 4_999
  for (let call = 0; call < 20; call += 1) {
    expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-1' })
  }
  expect(asked).toEqual([])
  clock.nowMs += 1
  const later = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(renewed(2))
  expect(await later).toEqual({ is: 'token', accessToken: 'access-2' })
})

test('C6 after the clock was set back a refused token is renewed at once', async () => {
  const { accessTokens, find, nextRenewal, clock } = await signedIn()
  clock.nowMs = 10 * hourMs
  const ahead = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer({ is: 'renewed', grant: grantOf(2, 12 * hourMs) })
  await ahead
  clock.nowMs = 4 * hourMs
  accessTokens.noteCode(await find(), 'access-2', 99991677)
  ;(await nextRenewal()).answer(renewed(4))
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-4' })
})

test('C6 after the clock was set back a failure does not rest for so much longer', async () => {
  const { accessTokens, find, nextRenewal, clock } = await signedIn()
  clock.nowMs = 10 * hourMs
  const ahead = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refused('failed'))
  expect(await ahead).toEqual({ is: 'unavailable' })
  clock.nowMs = 2 * hourMs
  const call = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(renewed(2))
  expect(await call).toEqual({ is: 'token', accessToken: 'access-2' })
})

test('C6 a refresh token used by another gateway is no loss when that one kept the new tokens', async () => {
  const { accessTokens, find, nextRenewal, store } = await signedIn(grantOf(1, hourMs / 60))
  const session = await find()
  const call = accessTokens.tokenFor(session)
  const renewal = await nextRenewal()
  await store.put(session.key, { ...session.record, grant: grantOf(2, 4 * hourMs) })
  renewal.answer(refused('worthless'))
  expect(await call).toEqual({ is: 'token', accessToken: 'access-2' })
})

test('where refreshing is not allowed, a token serves until its end', async () => {
  const { accessTokens, find, nextRenewal, clock } = await signedIn()
  clock.nowMs = 2 * hourMs - 60_000
  const early = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refused('not-allowed'))
  expect(await early).toEqual({ is: 'token', accessToken: 'access-1' })
  clock.nowMs = 2 * hourMs
  const late = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(refused('not-allowed'))
  expect(await late).toEqual({ is: 'ended' })
})

test('C6 a session signed out during a renewal does not come back to life', async () => {
  const { accessTokens, find, nextRenewal, sessions, id } = await signedIn(grantOf(1, hourMs / 60))
  const call = accessTokens.tokenFor(await find())
  const renewal = await nextRenewal()
  await sessions.end(id)
  renewal.answer(renewed(2))
  expect(await call).toEqual({ is: 'ended' })
  expect(await sessions.find(id)).toBeUndefined()
})

test('C6 a use noted during a renewal does not cost the new tokens', async () => {
  const { accessTokens, find, nextRenewal, clock } = await signedIn()
  clock.nowMs = 2 * hourMs - 60_000
  const session = await find()
  const call = accessTokens.tokenFor(session)
  const renewal = await nextRenewal()
  clock.nowMs += 6 * 60_000
  await find()
  renewal.answer(renewed(2))
  expect(await call).toEqual({ is: 'token', accessToken: 'access-2' })
  expect((await find()).record.grant?.refreshToken).toBe('refresh-2')
})

test('C6 new tokens that could not be stored serve meanwhile, and are stored with the next call', async () => {
  const { accessTokens, find, nextRenewal, store, asked, failures } = await signedIn(grantOf(1, hourMs / 60))
  const replace = store.replace.bind(store)
  store.replace = () => Promise.reject(new Error('no space left'))
  const call = accessTokens.tokenFor(await find())
  ;(await nextRenewal()).answer(renewed(2))
  expect(await call).toEqual({ is: 'token', accessToken: 'access-2' })
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-2' })
  expect((await find()).record.grant?.refreshToken).toBe('refresh-1')
  store.replace = replace
  expect(await accessTokens.tokenFor(await find())).toEqual({ is: 'token', accessToken: 'access-2' })
  expect((await find()).record.grant?.refreshToken).toBe('refresh-2')
  expect([asked, failures]).toEqual([[], ['Error: no space left', 'Error: no space left']])
})

test('C6 a crash between Feishu’s answer and the store costs one sign-in and nothing else', async () => {
  const { find, gateway, nextRenewal, store, sessions, id } = await signedIn(grantOf(1, hourMs / 60))
  const before = gateway()
  store.replace = () => new Promise(() => undefined)
  void before.tokenFor(await find())
  ;(await nextRenewal()).answer(renewed(2))
  // The process is gone; the next one has only what the store has.
  const after = gateway()
  const call = after.tokenFor(await find())
  const renewal = await nextRenewal()
  expect(renewal.refreshToken).toBe('refresh-1')
  renewal.answer(refused('worthless'))
  expect(await call).toEqual({ is: 'ended' })
  expect(await sessions.find(id)).toBeUndefined()
  const again = await sessions.start({ openId: 'ou_1', name: '', tenantKey: '' }, grantOf(3, 4 * hourMs))
  const session = await sessions.find(again)
  expect(session && (await after.tokenFor(session))).toEqual({ is: 'token', accessToken: 'access-3' })
})
