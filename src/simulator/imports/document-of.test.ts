import { expect, test } from 'vitest'
import { readCsv } from './document-of.ts'

test.each([
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a,,c', [['a', '', 'c']]],
  ['"a,b","c""d"', [['a,b', 'c"d']]],
  ['"two\nlines",x', [['two\nlines', 'x']]],
  ['\uFEFFa', [['a']]],
  ['', []],
])('%j is read as %j', (text, rows) => {
  expect(readCsv(text)).toEqual(rows)
})
