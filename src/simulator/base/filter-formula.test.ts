import { expect, test } from 'vitest'
import { RefusalError } from '../http/answer.ts'
import { readFormula } from './filter-formula.ts'
import { Table, type CellValue } from './table.ts'

const table = new Table({
  name: 'People',
  fields: [
    ['name', 'text'],
    ['年龄', 'number'],
    ['papers', 'attachment'],
  ],
})
const rows = (
  [
    [
      ['name', 'Ada'],
      ['年龄', 36],
      ['papers', ['box1']],
    ],
    [
      ['name', '003'],
      ['年龄', 85],
    ],
    [['name', 'Grace']],
  ] as const
).map((cells, at) => table.add(new Map<string, CellValue>(cells), { by: 'ou_1', atMs: 0 }, `rec${at}`))

const found = (formula: string) => rows.filter(readFormula(table, formula)).map(({ id }) => id)

test.each([
  ['CurrentValue.[name] = "Ada"', ['rec0']],
  ['CurrentValue.[name]="003"', ['rec1']],
  ['CurrentValue.[name] != "Ada"', ['rec1', 'rec2']],
  ['CurrentValue.[name].contains("a")', ['rec0', 'rec2']],
  ['NOT(CurrentValue.[name].contains("a"))', ['rec1']],
  ['CurrentValue.[年龄] = ""', ['rec2']],
  ['NOT(CurrentValue.[papers] ="")', ['rec0']],
  ['CurrentValue.[年龄] >= 36', ['rec0', 'rec1']],
  ['CurrentValue.[年龄]>36.5', ['rec1']],
  ['40 < CurrentValue.[年龄]', ['rec1']],
  ['AND(CurrentValue.[年龄]>30, CurrentValue.[name]="Ada")', ['rec0']],
  ['OR(CurrentValue.[年龄]>80,CurrentValue.[name]="Grace")', ['rec1', 'rec2']],
  ['CurrentValue.[name]="Grace"||CurrentValue.[年龄]>30&&CurrentValue.[年龄]<80', ['rec0', 'rec2']],
  ['(CurrentValue.[name]="Grace"||CurrentValue.[年龄]>30)&&CurrentValue.[年龄]<80', ['rec0']],
])('%s finds %j', (formula, ids) => {
  expect(found(formula)).toEqual(ids)
})

test.each([
  'CurrentValue.[nobody] = 1',
  'CurrentValue.[name] =',
  'CurrentValue.[name] = "Ada" "Grace"',
  'CurrentValue.[name]',
  'CurrentValue.[name] = TODAY()',
  'AND(CurrentValue.[name] = "Ada"',
  'name = "Ada"',
  'CurrentValue.[name] = "Ada',
  '; process.exit()',
  '('.repeat(1999),
])('%s is no formula: 1254018', (formula) => {
  expect(() => readFormula(table, formula)).toThrow(
    expect.objectContaining({ name: 'RefusalError', code: 1254018 }) as RefusalError,
  )
})
