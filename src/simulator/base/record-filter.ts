import * as v from 'valibot'
import { conditionsPerFilter } from '../../contract/feishu/limits.ts'
import { refuse } from '../http/answer.ts'
import { readInput } from '../http/call.ts'
import type { CellValue, FieldKind, Row, Table } from './table.ts'

const textOperators = ['is', 'isNot', 'contains', 'doesNotContain', 'isEmpty', 'isNotEmpty'] as const
const allOperators = [...textOperators, 'isGreater', 'isGreaterEqual', 'isLess', 'isLessEqual'] as const

const Condition = v.object({
  field_name: v.string(),
  operator: v.picklist(allOperators),
  /** At most one element for the columns here; required even if empty. */
  value: v.pipe(v.array(v.string()), v.maxLength(1)),
})
type Condition = v.InferOutput<typeof Condition>
type Operator = Condition['operator']

const group = {
  conjunction: v.picklist(['and', 'or']),
  conditions: v.optional(v.pipe(v.array(Condition), v.maxLength(conditionsPerFilter)), []),
}
/** Groups nest one level deep (record-filter-guide, 2025-11-20). */
const Filter = v.object({ ...group, children: v.optional(v.array(v.object(group)), []) })

/** Operators by what a column holds (record-filter-guide, 2025-11-20). */
const operators: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: textOperators,
  number: allOperators,
  attachment: ['isEmpty', 'isNotEmpty'],
}

/** Reads a filter of records/search, or refuses it with 1254018. */
export function readFilter(table: Table, filter: unknown): (row: Row) => boolean {
  const { children, ...own } = readInput(Filter, filter, 1254018)
  const inside = children.map((child) => testOf(child.conjunction, child.conditions.map(conditionOf)))
  return testOf(own.conjunction, [...own.conditions.map(conditionOf), ...inside])

  function conditionOf({ field_name: name, operator, value: [operand] }: Condition): (row: Row) => boolean {
    const field = table.fieldNamed(name) ?? refuse(1254018)
    const takesOperand = operator !== 'isEmpty' && operator !== 'isNotEmpty'
    if (!operators[field.kind].includes(operator) || takesOperand === (operand === undefined)) return refuse(1254018)
    return (row) => tests[operator]({ cell: row.cells.get(name), operand: operand ?? '' })
  }
}

type Test = (row: Row) => boolean

function testOf(conjunction: 'and' | 'or', tests: readonly Test[]): Test {
  if (tests.length === 0) return () => true
  return (row) => (conjunction === 'and' ? tests.every((test) => test(row)) : tests.some((test) => test(row)))
}

interface Comparison {
  readonly cell: CellValue | undefined
  /** Numbers are sent as text, 10000 as "10000.0". */
  readonly operand: string
}

const isEmpty = ({ cell }: Comparison) => cell === undefined
const isSame = ({ cell, operand }: Comparison) => cell === (typeof cell === 'number' ? Number(operand) : operand)
const contains = ({ cell, operand }: Comparison) => String(cell ?? '').includes(operand)
const difference = ({ cell, operand }: Comparison) => Number(cell ?? Number.NaN) - Number(operand)

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
