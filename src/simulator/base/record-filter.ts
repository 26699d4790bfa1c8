import * as v from 'valibot'
import { conditionsPerFilter } from '../../contract/feishu/limits.ts'
import { refuse } from '../http/answer.ts'
import { readInput } from '../http/call.ts'
import type { FieldKind } from './fields/field-types.ts'
import { dayOf, valueIn } from './fields/value-in.ts'
import { plainText } from './show-cell.ts'
import { listIn, type Field, type Row, type Table } from './table.ts'

const textOperators = ['is', 'isNot', 'contains', 'doesNotContain', 'isEmpty', 'isNotEmpty'] as const
const allOperators = [...textOperators, 'isGreater', 'isGreaterEqual', 'isLess', 'isLessEqual'] as const

const Condition = v.object({
  field_name: v.string(),
  operator: v.picklist(allOperators),
  /** Several for choices, people and links, `ExactDate` and a moment for dates; required even if empty. */
  value: v.pipe(v.array(v.string()), v.maxLength(10)),
})
type Condition = v.InferOutput<typeof Condition>
type Operator = Condition['operator']

const group = {
  conjunction: v.picklist(['and', 'or']),
  conditions: v.optional(v.pipe(v.array(Condition), v.maxLength(conditionsPerFilter)), []),
}
/** Groups nest one level deep (record-filter-guide, 2025-11-20). */
const Filter = v.object({ ...group, children: v.optional(v.array(v.object(group)), []) })

const wholeOperators = ['is', 'isNot', 'isEmpty', 'isNotEmpty'] as const
const dateOperators = ['is', 'isEmpty', 'isNotEmpty', 'isGreater', 'isLess'] as const

/** Operators by what a column holds (record-filter-guide, 2025-11-20). */
const operators: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: textOperators,
  number: allOperators,
  'single-select': textOperators,
  'multi-select': textOperators,
  date: dateOperators,
  checkbox: ['is'],
  person: textOperators,
  phone: textOperators,
  url: textOperators,
  attachment: ['isEmpty', 'isNotEmpty'],
  'record-link': textOperators,
  'created-time': dateOperators,
  'modified-time': dateOperators,
  'created-user': wholeOperators,
  'modified-user': wholeOperators,
  'auto-number': textOperators,
}

/** Their operand may be several choices, people or records. */
const severalAtOnce: ReadonlySet<FieldKind> = new Set([
  'single-select',
  'multi-select',
  'person',
  'record-link',
  'created-user',
  'modified-user',
])
const dates: ReadonlySet<FieldKind> = new Set(['date', 'created-time', 'modified-time'])

/** Reads a filter of records/search, or refuses it with 1254018. */
export function readFilter(table: Table, filter: unknown): (row: Row) => boolean {
  const { children, ...own } = readInput(Filter, filter, 1254018)
  const inside = children.map((child) => testOf(child.conjunction, child.conditions.map(conditionOf)))
  return testOf(own.conjunction, [...own.conditions.map(conditionOf), ...inside])

  function conditionOf({ field_name: name, operator, value }: Condition): (row: Row) => boolean {
    const field = table.fieldNamed(name) ?? refuse(1254018)
    const operands = operandsOf(field, value)
    const isWhole = severalAtOnce.has(field.kind)
    const takesOperand = operator !== 'isEmpty' && operator !== 'isNotEmpty'
    if (!operators[field.kind].includes(operator) || takesOperand === (operands.length === 0)) return refuse(1254018)
    return (row) => tests[operator]({ members: membersOf(row, field), operands, isWhole })
  }
}

/** What a condition names; of dates the day, of which only `ExactDate` is simulated. */
function operandsOf({ kind }: Field, value: readonly string[]): readonly string[] {
  const most = severalAtOnce.has(kind) ? value.length : 1
  if (!dates.has(kind) || value.length === 0) return value.length > most ? refuse(1254018) : value
  const [word, moment] = value
  return word === 'ExactDate' && value.length === 2 ? [String(dayOf(Number(moment)))] : refuse(1254018)
}

/** What a cell holds in the words of conditions: people and records by their ids, dates by their day; none if it is empty. */
function membersOf(row: Row, field: Field): readonly (string | number)[] {
  const value = valueIn(row, field)
  // A mark that nobody made is none.
  if (field.kind === 'checkbox') return [value === true ? 'true' : 'false']
  if (value === undefined) return []
  if (typeof value === 'number') return [dates.has(field.kind) ? dayOf(value) : value]
  return Array.isArray(value) ? listIn(value) : [plainText(field, value)]
}

/** Whether a row is wanted. */
export type Test = (row: Row) => boolean

/** All of the tests, or any; of none, every row is wanted. */
export function testOf(conjunction: 'and' | 'or', tests: readonly Test[]): Test {
  if (tests.length === 0) return () => true
  return (row) => (conjunction === 'and' ? tests.every((test) => test(row)) : tests.some((test) => test(row)))
}

interface Comparison {
  readonly members: readonly (string | number)[]
  /** Numbers are sent as text, 10000 as "10000.0". */
  readonly operands: readonly string[]
  /** Choices, people and links are contained as wholes, texts in parts. */
  readonly isWhole: boolean
}

const isEqual = (member: string | number, operand: string) =>
  member === (typeof member === 'number' ? Number(operand) : operand)
const isEmpty = ({ members }: Comparison) => members.length === 0
const isSame = ({ members, operands }: Comparison) =>
  members.length === operands.length && members.every((member) => operands.some((operand) => isEqual(member, operand)))
/** Any of the operands is, or is part of, any of the members. */
const contains = ({ members, operands, isWhole }: Comparison) =>
  operands.some((operand) =>
    members.some((member) => (isWhole ? member === operand : String(member).includes(operand))),
  )
const difference = ({ members: [member], operands: [operand] }: Comparison) =>
  Number(member ?? Number.NaN) - Number(operand)

const tests: Readonly<Record<Operator, (comparison: Comparison) => boolean>> = {
  is: isSame,
  isNot: (comparison) => !isSame(comparison),
  contains,
  doesNotContain: (comparison) => !contains(comparison),
  isEmpty,
  isNotEmpty: (comparison) => !isEmpty(comparison),
  isGreater: (comparison) => difference(comparison) > 0,
  isGreaterEqual: (comparison) => difference(comparison) >= 0,
  isLess: (comparison) => difference(comparison) < 0,
  isLessEqual: (comparison) => difference(comparison) <= 0,
}
