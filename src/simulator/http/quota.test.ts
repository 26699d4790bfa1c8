import { expect, test } from 'vitest'
import { takeTurn } from './quota.ts'
import { Throttle } from './throttle.ts'
import { documentedOptions } from '../world/world.ts'

test('a call that may be made 50 times a second may be made 1000 times a minute, in each company', () => {
  const clock = { ms: 0, nowMs: () => clock.ms }
  const world = { options: documentedOptions, throttle: new Throttle(clock) }
  const query = (tenantKey = 'a') => takeTurn(world, 'queryMetas', { documentId: undefined, caller: { tenantKey } })
  for (let call = 0; call < 1000; call += 1) {
    query()
    if (call % 50 === 49) clock.ms += 1000
  }
  const headers = { 'x-ogw-ratelimit-limit': '1000', 'x-ogw-ratelimit-reset': '40' }
  expect(() => query('b')).not.toThrow()
  expect(() => query()).toThrow(
    expect.objectContaining({ code: 99991400, httpStatus: 429, details: { httpStatus: 429, headers } }),
  )
  clock.ms = 60_000
  expect(() => query()).not.toThrow()
})
