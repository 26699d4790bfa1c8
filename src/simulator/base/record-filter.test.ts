import { expect, test } from 'vitest'
import { RefusalError } from '../http/answer.ts'
import { readFilter } from './record-filter.ts'
import { Table, type CellValue } from './table.ts'

const table = new Table({
  name: 'People',
  fields: [
    ['name', 'text'],
    ['sales', 'number'],
    ['papers', 'attachment'],
  ],
})
const rows = (
  [
    [
      ['name', 'Ada'],
      ['sales', 10_000],
      ['papers', ['box1']],
    ],
    [
      ['name', 'Ada Lovelace'],
      ['sales', 20_000],
    ],
    [['name', 'Grace']],
  ] as const
).map((cells, at) => table.add(new Map<string, CellValue>(cells), { by: 'ou_1', atMs: 0 }, `rec${at}`))

const found = (filter: unknown) => rows.filter(readFilter(table, filter)).map(({ id }) => id)
const condition = (name: string, operator: string, ...value: readonly string[]) => ({
  field_name: name,
  operator,
  value,
})
const where = (...conditions: readonly unknown[]) => ({ conjunction: 'and', conditions })

test.each([
  [condition('name', 'is', 'Ada'), ['rec0']],
  [condition('name', 'isNot', 'Ada'), ['rec1', 'rec2']],
  [condition('name', 'contains', 'Ada'), ['rec0', 'rec1']],
  [condition('name', 'doesNotContain', 'Ada'), ['rec2']],
  [condition('name', 'is', 'ada'), []],
  [condition('sales', 'is', '10000.0'), ['rec0']],
  [condition('sales', 'isGreater', '10000'), ['rec1']],
  [condition('sales', 'isGreaterEqual', '10000'), ['rec0', 'rec1']],
  [condition('sales', 'isLess', '20000'), ['rec0']],
  [condition('sales', 'isLessEqual', '20000'), ['rec0', 'rec1']],
  [condition('sales', 'isEmpty'), ['rec2']],
  [condition('papers', 'isEmpty'), ['rec1', 'rec2']],
  [condition('papers', 'isNotEmpty'), ['rec0']],
])('%j finds %j', (one, ids) => {
  expect(found(where(one))).toEqual(ids)
})

test('conditions are joined by and, by or, and in groups one level deep', () => {
  const ada = condition('name', 'contains', 'Ada')
  const rich = condition('sales', 'isGreater', '15000')
  const grace = condition('name', 'is', 'Grace')
  expect(found(where(ada, rich))).toEqual(['rec1'])
  expect(found({ conjunction: 'or', conditions: [grace, rich] })).toEqual(['rec1', 'rec2'])
  const either = { conjunction: 'or', conditions: [grace, ada] }
  const poor = { conjunction: 'or', conditions: [condition('sales', 'isLess', '15000'), grace] }
  expect(found({ conjunction: 'and', children: [either, poor] })).toEqual(['rec0', 'rec2'])
})

test.each([
  ['a column that is not there', where(condition('age', 'is', '1'))],
  ['an operator that is none', where(condition('name', 'like', 'A'))],
  ['an operator that is not for the column', where(condition('name', 'isGreater', 'A'))],
  ['attachments compared with text', where(condition('papers', 'contains', 'box1'))],
  ['isEmpty with a value', where(condition('name', 'isEmpty', 'A'))],
  ['is without one', where(condition('name', 'is'))],
  ['two values', where(condition('name', 'is', 'A', 'B'))],
  ['no value at all', where({ field_name: 'name', operator: 'isEmpty' })],
  ['no conjunction', { conditions: [condition('name', 'is', 'A')] }],
  ['more than 50 conditions', where(...Array.from({ length: 51 }, () => condition('name', 'is', 'A')))],
])('a filter with %s is refused with 1254018', (_, filter) => {
  expect(() => readFilter(table, filter)).toThrow(
    expect.objectContaining({ name: 'RefusalError', code: 1254018 }) as RefusalError,
  )
})
