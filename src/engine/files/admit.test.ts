import { expect, test } from 'vitest'
import { admit } from './admit.ts'
import { fileOf, HandHeldInspections } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'

test.each([
  ['a.txt', 1, null],
  ['空 格 "引号" 😀.png', 1, null],
  ['字'.repeat(250), 1, null],
  ['😀'.repeat(250), 1, null],
  ['字'.repeat(251), 1, 'file-name-too-long'],
  ['', 1, 'file-name-empty'],
  ['  ', 1, 'file-name-empty'],
  ['a.txt', 0, 'file-empty'],
  ['a.txt', null, null],
  ['', null, 'file-name-empty'],
] as const)('The name %j with %s bytes is judged', (name, sizeBytes, problem) => {
  const file = sizeBytes === null ? new HandHeldInspections().list(fileOf('dropped')) : fileOf('dropped', sizeBytes)
  expect(admit({ name, file, contents: null }, targetOf('doc1'))).toEqual(
    problem === null ? { ok: true } : { ok: false, problem },
  )
})
