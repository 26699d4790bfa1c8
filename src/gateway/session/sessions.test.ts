import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { MemorySessionStore } from './memory-session-store.ts'
import { absoluteLifeMs, idleLifeMs, redeemLifeMs, visitorAbsoluteLifeMs, visitorIdleLifeMs } from './session-life.ts'
import type { Grant } from './session-record.ts'
import { CompanyLeft, Sessions } from './sessions.ts'

const person = { openId: 'ou_1', name: '张三', tenantKey: 'tenant1' }
const lasting: Grant = {
  accessToken: 'a',
  accessTokenEndsAtMs: 7_200_000,
  refreshToken: 'r',
  refreshTokenEndsAtMs: absoluteLifeMs * 2,
  scope: '',
}

function atTime() {
  const clock = { nowMs: 0 }
  const store = new MemorySessionStore()
  return { clock, store, sessions: new Sessions(store, () => clock.nowMs) }
}

test('C4 a session is found by its id, which the store never sees', async () => {
  const { sessions } = atTime()
  const id = await sessions.start(person, lasting)
  expect(Buffer.from(id, 'base64url')).toHaveLength(32)
  const session = await sessions.find(id)
  expect(session?.record.person).toEqual(person)
  expect(session?.key).not.toContain(id)
})

test.each([undefined, '', 'short', '../../etc/passwd', 'a'.repeat(43)])('the id %j finds nobody', async (id) => {
  const { sessions } = atTime()
  await sessions.start(person, lasting)
  expect(await sessions.find(id)).toBeUndefined()
})

test('an unused session ends after its idle life', async () => {
  const { sessions, clock } = atTime()
  const [used, unused] = [await sessions.start(person, lasting), await sessions.start(person, lasting)]
  clock.nowMs = idleLifeMs - 1
  expect(await sessions.find(used)).toBeDefined()
  clock.nowMs = idleLifeMs
  expect(await sessions.find(used)).toBeDefined()
  expect(await sessions.find(unused)).toBeUndefined()
})

test('a session in use ends after its absolute life', async () => {
  const { sessions, clock, store } = atTime()
  const id = await sessions.start(person, lasting)
  const session = await sessions.find(id)
  clock.nowMs = absoluteLifeMs
  if (session) await store.put(session.key, { ...session.record, seenAtMs: clock.nowMs })
  expect(await sessions.find(id)).toBeUndefined()
})

test('without a refresh token a session ends with its access token', async () => {
  const { sessions, clock } = atTime()
  const id = await sessions.start(person, { ...lasting, refreshToken: null, refreshTokenEndsAtMs: null })
  clock.nowMs = lasting.accessTokenEndsAtMs - 1
  expect(await sessions.find(id)).toBeDefined()
  clock.nowMs = lasting.accessTokenEndsAtMs
  expect(await sessions.find(id)).toBeUndefined()
})

test('a portal’s visitor stays for an hour unused, and for half a day at most', async () => {
  const { sessions, clock } = atTime()
  const [used, unused] = [await sessions.start(person, null), await sessions.start(person, null)]
  clock.nowMs = visitorIdleLifeMs
  expect(await sessions.find(unused)).toBeUndefined()
  for (clock.nowMs = 0; clock.nowMs < visitorAbsoluteLifeMs; clock.nowMs += visitorIdleLifeMs / 2) {
    expect(await sessions.find(used)).toBeDefined()
  }
  expect(await sessions.find(used)).toBeUndefined()
})

test('the last use is stored every few minutes', async () => {
  const { sessions, clock } = atTime()
  const id = await sessions.start(person, lasting)
  const seenAtMs = async () => (await sessions.find(id))?.record.seenAtMs
  clock.nowMs = 60_000
  await sessions.find(id)
  expect(await seenAtMs()).toBe(0)
  clock.nowMs = 6 * 60_000
  await sessions.find(id)
  expect(await seenAtMs()).toBe(clock.nowMs)
})

test('a session is found although its use cannot be written down', async () => {
  const { sessions, clock, store } = atTime()
  const id = await sessions.start(person, lasting)
  clock.nowMs = 6 * 60_000
  store.replace = () => Promise.reject(new Error('read-only'))
  expect(await sessions.find(id)).toBeDefined()
})

test('sweeping deletes sessions that are over', async () => {
  const { sessions, clock, store } = atTime()
  const id = await sessions.start(person, lasting)
  const session = await sessions.find(id)
  clock.nowMs = idleLifeMs
  await sessions.sweep()
  expect(session && (await store.get(session.key))).toBeUndefined()
})

function secretAndKey() {
  const secret = 's'.repeat(43)
  return { secret, redeemKey: createHash('sha256').update(secret).digest('hex') }
}

test('a session for a frame is usable only under the id that the frame gets for its secret, once', async () => {
  const { sessions } = atTime()
  const { secret, redeemKey } = secretAndKey()
  expect(await sessions.redeem(secret)).toBeUndefined()
  await sessions.startForFrame(redeemKey, person, lasting)
  expect(await sessions.find(secret)).toBeUndefined()
  expect(await sessions.redeem('t'.repeat(43))).toBeUndefined()
  const ids = await Promise.all([sessions.redeem(secret), sessions.redeem(secret)])
  const [id, ...others] = ids.filter((each) => each !== undefined)
  expect(others).toEqual([])
  expect((await sessions.find(id))?.record.person).toEqual(person)
  expect([await sessions.redeem(secret), await sessions.find(secret)]).toEqual([undefined, undefined])
})

test('a session that no frame takes over in time is nobody’s and gets swept away', async () => {
  const { sessions, clock, store } = atTime()
  const { secret, redeemKey } = secretAndKey()
  await sessions.startForFrame(redeemKey, person, lasting)
  clock.nowMs = redeemLifeMs
  expect(await sessions.redeem(secret)).toBeUndefined()
  await sessions.sweep()
  expect(await store.get(redeemKey as never)).toBeUndefined()
})

test('no session is left of a person whose company left while it was stored', async () => {
  const store = new MemorySessionStore()
  const sessions = new Sessions(
    store,
    () => 0,
    (tenantKey) => Promise.resolve(tenantKey === person.tenantKey),
  )
  await expect(sessions.start(person, lasting)).rejects.toThrow(CompanyLeft)
  await expect(sessions.startForFrame('f'.repeat(64), person, lasting)).rejects.toThrow(CompanyLeft)
  expect(await store.deleteOfCompany(person.tenantKey)).toEqual([])
  expect(await sessions.find(await sessions.start({ ...person, tenantKey: 'other' }, lasting))).toBeDefined()
})
