import { expect, test } from 'vitest'
import { sheetImageMaxBytes } from '../../contract/feishu/limits.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import { judgeBody } from './body-rule.ts'

const judge = (route: RouteName, bytes: number) =>
  judgeBody(routes[route], { 'content-length': String(bytes), 'content-type': 'application/json' })?.httpStatus

const mebibyte = 1024 * 1024

test.each([
  ['batchUpdateBlocks', mebibyte, undefined],
  ['batchUpdateBlocks', mebibyte + 1, 413],
  ['createRecord', mebibyte + 1, 413],
  ['batchUpdateRecords', 3 * mebibyte, undefined],
  ['batchUpdateRecords', 4 * mebibyte, 413],
] as const)('C8 a body of %s may have %i bytes or not', (route, bytes, status) => {
  expect(judge(route, bytes)).toBe(status)
})

test('C8 the largest picture of a cell gets through in base64, and not as a list of numbers', () => {
  const value = { range: 'Q7PlXT!ZZZ9999999:ZZZ9999999', name: '图'.repeat(250), image: '' }
  const around = Buffer.byteLength(JSON.stringify(value))
  const base64Characters = Buffer.byteLength(Buffer.alloc(sheetImageMaxBytes).toString('base64'))
  expect(judge('writeCellImage', around + base64Characters)).toBeUndefined()
  expect(judge('writeCellImage', 4 * sheetImageMaxBytes)).toBe(413)
})
