import { expect, test } from 'vitest'
import { browserChance } from './browser-chance.ts'

test('every uuid is a version 4 of its own', () => {
  const uuids = Array.from({ length: 1000 }, () => browserChance.uuid())
  for (const uuid of uuids) expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(new Set(uuids).size).toBe(uuids.length)
})
