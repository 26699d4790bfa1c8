import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { bearerFreshMs, bearerLifeMs, FrameBearers } from './frame-bearers.ts'
import { Seal } from '../stores/seal.ts'

function atTime(seal = new Seal([randomBytes(32)])) {
  const clock = { nowMs: 0 }
  return { clock, seal, bearers: new FrameBearers(seal, () => clock.nowMs) }
}

test('a bearer stands for a session until its time is over', () => {
  const { bearers, clock } = atTime()
  const bearer = bearers.make('id')
  clock.nowMs = bearerLifeMs - 1
  expect(bearers.open(bearer)).toBe('id')
  clock.nowMs = bearerLifeMs
  expect(bearers.open(bearer)).toBeUndefined()
})

test('a bearer in use is renewed when it is not fresh, and one whose time is over is not', () => {
  const { bearers, clock } = atTime()
  const bearer = bearers.make('id')
  clock.nowMs = bearerFreshMs
  expect(bearers.renewed(bearer)).toBeUndefined()
  clock.nowMs = bearerFreshMs + 1
  const renewed = bearers.renewed(bearer)
  clock.nowMs = bearerLifeMs
  expect([bearers.open(renewed), bearers.renewed(bearer)]).toEqual(['id', undefined])
})

test('what another key or another purpose sealed is no bearer', () => {
  const { bearers, seal } = atTime()
  const { bearers: others } = atTime()
  const sealedElsewhere = seal.derive('sign-in attempt').seal('{"id":"id","madeAtMs":0}', 'frame bearer')
  for (const text of [undefined, '', 'x', '.', others.make('id'), sealedElsewhere])
    expect(bearers.open(text)).toBeUndefined()
})
