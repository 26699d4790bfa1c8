import { expect, test } from 'vitest'
import { scopesOfFeature } from './scopes.ts'
import { usesOf } from './scope-uses.ts'

test('every feature says something that is read or written, and all together say each thing once', () => {
  for (const feature of Object.keys(scopesOfFeature)) {
    const { reads, writes } = usesOf([feature])
    expect(reads.length + writes.length, feature).toBeGreaterThan(1)
  }
  const { reads } = usesOf(Object.keys(scopesOfFeature))
  expect(new Set(reads).size).toBe(reads.length)
})

test('what is not asked for is not said, nor what nobody here knows', () => {
  expect(usesOf(['documents', 'constructor', '__proto__', 'mail'])).toEqual({
    reads: ['person', 'names', 'right', 'blocks'],
    writes: ['files'],
  })
})
