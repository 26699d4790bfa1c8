import { expect, test } from 'vitest'
import type { Reading } from '../../contract/feishu/api.ts'
import { MemorySessionStore } from '../session/memory-session-store.ts'
import type { Session } from '../session/sessions.ts'
import { notInCompany, ticketAwaited } from '../server/refusal.ts'
import { LocalLock } from '../session/access-tokens.ts'
import { MemoryKeptTexts } from '../stores/kept-texts.ts'
import { aRecord, key } from '../testing/session-records.ts'
import type { AppToken } from '../app-identity/app-token-client.ts'
import { AppTickets, askAgainAfterMs } from './app-tickets.ts'
import { Companies } from './companies.ts'
import { CompanyTokens } from './company-tokens.ts'

const minuteMs = 60_000
const visitorOf = (tenantKey: string): Session => ({
  key: key('a'),
  record: { ...aRecord, grant: null, person: { ...aRecord.person, tenantKey } },
})
const acme = visitorOf('acme')

const refusal = (code: number | null): Reading<AppToken> => ({
  ok: false,
  refusal: { code, msg: '', httpStatus: 200, logId: null, waitMs: null, scopes: [] },
})

/** Feishu by hand: what it was asked, and what it answers, by the first word of a call. */
function withFeishu() {
  const clock = { nowMs: 0 }
  const asked: string[] = []
  const planned = new Map<string, Reading<AppToken>[]>()
  const failures: (number | null)[] = []
  const answer = (call: string, text: string): Promise<Reading<AppToken>> => {
    asked.push(text)
    const next = planned.get(call)?.shift()
    const count = asked.filter((one) => one.startsWith(call)).length
    const token = { accessToken: `${call}-${count}`, endsAtMs: clock.nowMs + 120 * minuteMs }
    return Promise.resolve(next ?? { ok: true, data: token })
  }
  const nowMs = () => clock.nowMs
  /** What happens at other replicas before the answer to a request for a company's token. */
  const beforeToken: (() => Promise<void>)[] = []
  const texts = new MemoryKeptTexts(nowMs)
  const lock = new LocalLock()
  const onFailure = ({ code }: { readonly code: number | null }) => void failures.push(code)
  const tickets = new AppTickets({ texts, lock, resend: () => answer('resend', 'resend'), onFailure })
  const replica = () => {
    const tokens = new CompanyTokens({
      tickets,
      companies,
      texts,
      lock,
      fetchAppToken: (ticket) => answer('app', `app ${ticket}`),
      fetchTenantToken: async (app, tenantKey) => {
        await beforeToken.shift()?.()
        return answer('tenant', `tenant ${app} ${tenantKey}`)
      },
      nowMs,
      onFailure,
    })
    return tokens
  }
  const companies = new Companies({
    texts,
    // That of another replica: it takes the lock of one that holds it for too long.
    lock: new LocalLock(),
    endSessions: (tenantKey) => new MemorySessionStore().deleteOfCompany(tenantKey),
    forget: [(tenantKey) => tokens.forget(tenantKey)],
  })
  const tokens = replica()
  return { clock, asked, planned, failures, tickets, companies, tokens, replica, beforeToken }
}

test('each company has a token of its own, asked for once for all calls and replicas', async () => {
  const { tokens, replica, tickets, asked } = withFeishu()
  await tickets.take('ticket-1', 1)
  const other = replica()
  const calls = [...Array.from({ length: 20 }, () => tokens.tokenFor(acme)), other.tokenFor(acme)]
  expect(new Set((await Promise.all(calls)).map((one) => JSON.stringify(one))).size).toBe(1)
  expect(await tokens.tokenFor(visitorOf('other'))).toEqual({ is: 'token', accessToken: 'tenant-2' })
  expect(asked).toEqual(['app ticket-1', 'tenant app-1 acme', 'tenant app-1 other'])
})

test('without a ticket it is asked for, not at every call, and calls are told what is waited for', async () => {
  const { tokens, clock, asked, tickets } = withFeishu()
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'refused', refusal: ticketAwaited })
  expect(await tokens.tokenFor(visitorOf('other'))).toEqual({ is: 'refused', refusal: ticketAwaited })
  expect(asked).toEqual(['resend'])
  clock.nowMs += askAgainAfterMs
  await tokens.tokenFor(acme)
  expect(asked).toEqual(['resend', 'resend'])
  await tickets.take('ticket-1', 1)
  expect(await tokens.tokenFor(acme)).toMatchObject({ is: 'token' })
})

test('a ticket that Feishu refuses is forgotten and asked for again; the next one is used at once', async () => {
  const { tokens, planned, asked, tickets } = withFeishu()
  await tickets.take('old', 1)
  planned.set('app', [refusal(10012)])
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'refused', refusal: ticketAwaited })
  expect(await tickets.current()).toBeUndefined()
  await tickets.take('new', 2)
  expect(await tokens.tokenFor(acme)).toMatchObject({ is: 'token' })
  expect(asked).toEqual(['app old', 'resend', 'app new', 'tenant app-2 acme'])
})

test('of tickets the newest stays, in whatever order they come', async () => {
  const { tickets } = withFeishu()
  await tickets.take('new', 2)
  await tickets.take('old', 1)
  expect(await tickets.current()).toBe('new')
})

test('a token is renewed ahead while calls go on with it', async () => {
  const { tokens, tickets, clock, asked } = withFeishu()
  await tickets.take('ticket-1', 1)
  await tokens.tokenFor(acme)
  clock.nowMs = 105 * minuteMs
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'token', accessToken: 'tenant-1' })
  await expect.poll(() => tokens.tokenFor(acme)).toEqual({ is: 'token', accessToken: 'tenant-2' })
  expect(asked.filter((call) => call.startsWith('tenant'))).toHaveLength(2)
})

test('while renewing fails, calls use the token that there is, and Feishu is left alone for a while', async () => {
  const { tokens, tickets, clock, asked, planned } = withFeishu()
  await tickets.take('ticket-1', 1)
  await tokens.tokenFor(acme)
  clock.nowMs = 118 * minuteMs
  planned.set('tenant', [refusal(null), refusal(null)])
  for (let call = 0; call < 3; call += 1)
    expect(await tokens.tokenFor(acme)).toEqual({ is: 'token', accessToken: 'tenant-1' })
  expect(asked.filter((call) => call.startsWith('tenant'))).toHaveLength(2)
  clock.nowMs = 121 * minuteMs
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'unavailable' })
})

test('while Feishu gives no app token, one company asks for it and the others do not wait for attempts of their own', async () => {
  const { tokens, tickets, clock, asked, planned } = withFeishu()
  await tickets.take('ticket-1', 1)
  planned.set('app', [refusal(null), refusal(null)])
  const companies = ['acme', 'b', 'c'].map((tenantKey) => tokens.tokenFor(visitorOf(tenantKey)))
  expect(await Promise.all(companies)).toEqual(Array.from({ length: 3 }, () => ({ is: 'unavailable' })))
  expect(asked).toEqual(['app ticket-1'])
  clock.nowMs += 5000
  await tokens.tokenFor(acme)
  expect(asked).toEqual(['app ticket-1', 'app ticket-1'])
})

test('a company without the app does not ask Feishu at every call', async () => {
  const { tokens, tickets, clock, asked, planned } = withFeishu()
  await tickets.take('ticket-1', 1)
  planned.set('tenant', [refusal(10014)])
  for (let call = 0; call < 3; call += 1)
    expect(await tokens.tokenFor(acme)).toEqual({ is: 'refused', refusal: notInCompany })
  expect(asked).toEqual(['app ticket-1', 'tenant app-1 acme'])
  clock.nowMs += 5000
  expect(await tokens.tokenFor(acme)).toMatchObject({ is: 'token' })
})

test('a token that comes after its company left, as when the lock was held for too long, is not kept', async () => {
  const { tokens, tickets, companies, asked, beforeToken } = withFeishu()
  await tickets.take('ticket-1', 1)
  beforeToken.push(() => companies.leave('acme', 5))
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'refused', refusal: notInCompany })
  await companies.comeBack('acme', 6)
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'token', accessToken: 'tenant-2' })
  expect(asked).toHaveLength(3)
})

test('an app token that is no longer good is replaced once', async () => {
  const { tokens, tickets, planned, asked } = withFeishu()
  await tickets.take('ticket-1', 1)
  planned.set('tenant', [refusal(99991664)])
  expect(await tokens.tokenFor(acme)).toMatchObject({ is: 'token' })
  expect(asked).toEqual(['app ticket-1', 'tenant app-1 acme', 'app ticket-1', 'tenant app-2 acme'])
})

test('a token that a call found refused is replaced, unless it is new', async () => {
  const { tokens, tickets, clock } = withFeishu()
  await tickets.take('ticket-1', 1)
  await tokens.tokenFor(acme)
  tokens.noteCode(acme, 'tenant-1', 99991663)
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'token', accessToken: 'tenant-1' })
  clock.nowMs = 10_000
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'token', accessToken: 'tenant-2' })
})

test.each([10014, 20009, 20069, 99991662, 99991673])(
  '%s means that the company does not have the app',
  async (code) => {
    const { tokens, tickets, planned } = withFeishu()
    await tickets.take('ticket-1', 1)
    planned.set('tenant', [refusal(code)])
    expect(await tokens.tokenFor(acme)).toEqual({ is: 'refused', refusal: notInCompany })
  },
)

test('a company that left has no token, and none is asked for it until somebody of it comes in', async () => {
  const { tokens, tickets, companies, asked, planned } = withFeishu()
  await tickets.take('ticket-1', 1)
  await tokens.tokenFor(acme)
  await companies.leave('acme', 5)
  expect(await tokens.tokenFor(acme)).toEqual({ is: 'refused', refusal: notInCompany })
  expect(asked).toHaveLength(2)
  planned.set('tenant', [refusal(10014)])
  expect(await tokens.prove('acme')).toEqual({ is: 'refused', refusal: notInCompany })
  expect(await tokens.prove('acme')).toMatchObject({ is: 'token' })
  expect(await tokens.tokenFor(acme)).toMatchObject({ is: 'token' })
})

test('a person who signed in before the gateway was switched to the app’s identity signs in again', async () => {
  expect(await withFeishu().tokens.tokenFor({ key: key('a'), record: aRecord })).toEqual({ is: 'ended' })
})
