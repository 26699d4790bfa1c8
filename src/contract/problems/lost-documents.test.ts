import { expect, test } from 'vitest'
import { lossOf } from './lost-documents.ts'

test.each([
  ['1061004', 'right'],
  ['1770032', 'right'],
  ['1069908', 'right'],
  ['document-gone', 'gone'],
  ['1770002', 'gone'],
  ['1770003', 'gone'],
  ['1254003', 'gone'],
  ['1770004', null],
  ['document-not-listed', null],
  ['1061043', null],
  ['connection-lost', null],
] as const)('a file refused with %s says of its document: %s', (key, loss) => {
  expect(lossOf(key)).toBe(loss)
})
