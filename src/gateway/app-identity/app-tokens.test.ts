import { expect, test } from 'vitest'
import type { Reading } from '../../contract/feishu/api.ts'
import type { Session } from '../session/sessions.ts'
import { aRecord, key } from '../testing/session-records.ts'
import type { AppToken } from './app-token-client.ts'
import { AppTokens } from './app-tokens.ts'

const minuteMs = 60_000
const visitor: Session = { key: key('a'), record: { ...aRecord, grant: null } }

function withFeishu() {
  const clock = { nowMs: 0 }
  const asked: ((reading: Reading<AppToken>) => void)[] = []
  const failures: (number | null)[] = []
  const tokens = new AppTokens({
    fetch: () => new Promise((answer) => asked.push(answer)),
    nowMs: () => clock.nowMs,
    onFailure: ({ code }) => void failures.push(code),
  })
  const answer = (reading: Reading<AppToken>) => {
    const next = asked.shift()
    if (!next) throw new Error('Nobody asked Feishu')
    next(reading)
  }
  return { clock, tokens, asked, failures, answer }
}

const token = (name: string, endsAtMs: number): Reading<AppToken> => ({
  ok: true,
  data: { accessToken: name, endsAtMs },
})
const refusal = (code: number | null): Reading<AppToken> => ({
  ok: false,
  refusal: { code, msg: '', httpStatus: 200, logId: null, waitMs: null, scopes: [] },
})

test('the app’s token is fetched once for fifty calls, and kept until ten minutes before its end', async () => {
  const { tokens, answer, asked, clock } = withFeishu()
  const calls = Array.from({ length: 50 }, () => tokens.tokenFor(visitor))
  answer(token('t-1', 120 * minuteMs))
  for (const call of calls) expect(await call).toEqual({ is: 'token', accessToken: 't-1' })
  clock.nowMs = 110 * minuteMs - 1
  expect(await tokens.tokenFor(visitor)).toEqual({ is: 'token', accessToken: 't-1' })
  clock.nowMs += 1
  const later = tokens.tokenFor(visitor)
  answer(token('t-2', 230 * minuteMs))
  expect(await later).toEqual({ is: 'token', accessToken: 't-2' })
  expect(asked).toEqual([])
})

test('a token that Feishu refuses is fetched again, once', async () => {
  const { tokens, answer, asked, clock } = withFeishu()
  const first = tokens.tokenFor(visitor)
  answer(token('t-1', 120 * minuteMs))
  await first
  clock.nowMs = minuteMs
  tokens.noteCode(visitor, 't-1', 99991663)
  const second = tokens.tokenFor(visitor)
  answer(token('t-2', 120 * minuteMs))
  expect(await second).toEqual({ is: 'token', accessToken: 't-2' })
  // The call takes no token of an app at all: asking again would never end.
  tokens.noteCode(visitor, 't-2', 99991663)
  expect(await tokens.tokenFor(visitor)).toEqual({ is: 'token', accessToken: 't-2' })
  expect(asked).toEqual([])
})

test('other codes do not renew the token', async () => {
  const { tokens, answer, asked, clock } = withFeishu()
  const first = tokens.tokenFor(visitor)
  answer(token('t-1', 120 * minuteMs))
  await first
  clock.nowMs = minuteMs
  for (const code of [0, 1061004, 99991677, 99991400]) tokens.noteCode(visitor, 't-1', code)
  expect(await tokens.tokenFor(visitor)).toEqual({ is: 'token', accessToken: 't-1' })
  expect(asked).toEqual([])
})

test('while Feishu issues none, the old token is used until it expires, and Feishu is asked again only after some seconds', async () => {
  const { tokens, answer, asked, clock, failures } = withFeishu()
  const first = tokens.tokenFor(visitor)
  answer(token('t-1', 120 * minuteMs))
  await first
  clock.nowMs = 115 * minuteMs
  const second = tokens.tokenFor(visitor)
  answer(refusal(null))
  expect(await second).toEqual({ is: 'token', accessToken: 't-1' })
  expect(await tokens.tokenFor(visitor)).toEqual({ is: 'token', accessToken: 't-1' })
  expect([asked, failures]).toEqual([[], [null]])
  clock.nowMs = 120 * minuteMs
  const third = tokens.tokenFor(visitor)
  answer(refusal(10014))
  expect(await third).toEqual({ is: 'unavailable' })
})

test('after the clock was set back a refused token is fetched again', async () => {
  const { tokens, answer, clock } = withFeishu()
  clock.nowMs = 500 * minuteMs
  const ahead = tokens.tokenFor(visitor)
  answer(token('t-1', 620 * minuteMs))
  await ahead
  clock.nowMs = 140 * minuteMs
  tokens.noteCode(visitor, 't-1', 99991663)
  const next = tokens.tokenFor(visitor)
  answer(token('t-2', 260 * minuteMs))
  expect(await next).toEqual({ is: 'token', accessToken: 't-2' })
})

test('a failure recorded by a clock that ran ahead is over once the clock is corrected', async () => {
  const { tokens, answer, clock } = withFeishu()
  clock.nowMs = 480 * minuteMs
  const ahead = tokens.tokenFor(visitor)
  answer(refusal(null))
  expect(await ahead).toEqual({ is: 'unavailable' })
  clock.nowMs = minuteMs
  const next = tokens.tokenFor(visitor)
  answer(token('t-1', 121 * minuteMs))
  expect(await next).toEqual({ is: 'token', accessToken: 't-1' })
})

test('a session of a person gets no token of the app', async () => {
  const { tokens, asked } = withFeishu()
  expect(await tokens.tokenFor({ key: key('a'), record: aRecord })).toEqual({ is: 'ended' })
  expect(asked).toEqual([])
})
