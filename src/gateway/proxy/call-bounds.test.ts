import { expect, test } from 'vitest'
import { theApp } from '../quota/quotas.ts'
import { CallBounds } from './call-bounds.ts'

/** How many calls a company gets, made by as many people as it takes. */
function fill(bounds: CallBounds, company: string, people = company): number {
  let entered = 0
  while (bounds.enter({ company, session: `${people} ${Math.floor(entered / 48)}` })) entered += 1
  return entered
}

test('a custom app has all places to itself', () => {
  expect(fill(new CallBounds(), theApp)).toBe(2000)
})

test('one person has 48 calls open at most, and can have another once one is over', () => {
  const bounds = new CallBounds()
  const caller = { company: 'a', session: 'one' }
  for (let n = 0; n < 48; n += 1) expect(bounds.enter(caller)).toBe(true)
  expect(bounds.enter(caller)).toBe(false)
  bounds.leave(caller)
  expect(bounds.enter(caller)).toBe(true)
})

test('companies that take all they can always leave places for the next one', () => {
  const bounds = new CallBounds()
  const filled = ['a', 'b', 'c', 'd'].map((company) => fill(bounds, company))
  expect(filled).toEqual([1000, 500, 250, 125])
  expect(fill(bounds, 'e')).toBeGreaterThan(48)
})

test('a company that holds more than its share gets no more until others have theirs', () => {
  const bounds = new CallBounds()
  fill(bounds, 'a')
  fill(bounds, 'b')
  for (let n = 0; n < 200; n += 1) {
    bounds.leave({ company: 'a', session: `a ${Math.floor(n / 48)}` })
    expect(bounds.enter({ company: 'a', session: 'a new' })).toBe(false)
  }
  expect(fill(bounds, 'b', 'others of b')).toBeGreaterThan(60)
})
