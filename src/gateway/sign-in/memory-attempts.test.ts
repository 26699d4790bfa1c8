import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { attemptLifeMs } from './attempts.ts'
import { MemoryAttempts } from './memory-attempts.ts'

test('C1 an attempt is taken once, by the browser that holds its secret', async () => {
  const attempts = new MemoryAttempts(() => 0)
  const { state, browserSecret, codeChallenge } = await attempts.open('/back')
  expect(await attempts.take(state, undefined)).toBeUndefined()
  expect(await attempts.take(state, 'another')).toBeUndefined()
  const attempt = await attempts.take(state, browserSecret)
  expect(attempt?.returnTo).toBe('/back')
  expect(
    createHash('sha256')
      .update(attempt?.codeVerifier ?? '')
      .digest('base64url'),
  ).toBe(codeChallenge)
  expect(await attempts.take(state, browserSecret)).toBeUndefined()
})

test('C1 an attempt is over after ten minutes', async () => {
  let nowMs = 0
  const attempts = new MemoryAttempts(() => nowMs)
  const { state, browserSecret } = await attempts.open('/')
  nowMs = attemptLifeMs
  expect(await attempts.take(state, browserSecret)).toBeUndefined()
})

test('C1 attempts without end push out the oldest and no other', async () => {
  const attempts = new MemoryAttempts(() => 0)
  const first = await attempts.open('/')
  const second = await attempts.open('/')
  for (let n = 0; n < 9999; n += 1) await attempts.open('/')
  expect(await attempts.take(first.state, first.browserSecret)).toBeUndefined()
  expect(await attempts.take(second.state, second.browserSecret)).toBeDefined()
})
