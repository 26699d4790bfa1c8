import { refuse } from '../http/answer.ts'
import { valueIn } from './fields/value-in.ts'
import { testOf, type Test } from './record-filter.ts'
import { plainText } from './show-cell.ts'
import { listIn, type Field, type Row, type Table } from './table.ts'

/** What a cell holds, or a literal; attachments count as their number. */
type Operand = (row: Row) => string | number

const token =
  /\s*(?:(CurrentValue)\s*\.\s*\[([^\]]*)\]|"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|(>=|<=|!=|<>|&&|\|\||[=<>(),.])|([A-Za-z]+))/y

/** Of our own: deeper ones would use up the stack. */
const mostBrackets = 200

type Token =
  | { readonly is: 'field'; readonly name: string }
  | { readonly is: 'literal'; readonly value: string | number }
  /** A sign, or the name of a function in capitals. */
  | { readonly is: 'sign'; readonly text: string }

/**
 * Reads the `filter` of the older list, a formula: comparisons of `CurrentValue.[column]`, `.contains("…")`, AND, OR, NOT, `&&` and `||`
 * (bitable-v1/filter, 2024-05-07). Other functions, such as those of dates, are refused like anything that is no formula: 1254018.
 */
export function readFormula(table: Table, text: string): Test {
  const tokens = tokensOf(text)
  if (tokens.filter((found) => found.is === 'sign' && found.text === '(').length > mostBrackets) refuse(1254018)
  let at = 0
  const next = (): Token => tokens[at++] ?? refuse(1254018)
  const isNext = (...signs: readonly string[]): boolean => {
    const found = tokens[at]
    return found?.is === 'sign' && signs.includes(found.text)
  }
  const take = (sign: string): void => {
    if (!isNext(sign)) refuse(1254018)
    at += 1
  }

  /** Parts with a sign between them. */
  function separated(sign: '||' | '&&' | ',', part: () => Test): readonly Test[] {
    const parts = [part()]
    while (isNext(sign)) {
      at += 1
      parts.push(part())
    }
    return parts
  }
  /** `&&` binds closer than `||`. */
  const alternative = (): Test => testOf('and', separated('&&', term))
  const formula = (): Test => testOf('or', separated('||', alternative))

  function term(): Test {
    if (isNext('(')) return inBrackets(formula)
    if (isNext('NOT')) {
      at += 1
      const inner = inBrackets(formula)
      return (row) => !inner(row)
    }
    if (isNext('AND', 'OR')) {
      const conjunction = isNext('AND') ? 'and' : 'or'
      at += 1
      const parts = inBrackets(() => separated(',', formula))
      return testOf(conjunction, parts)
    }
    return comparison()
  }

  function inBrackets<Inner>(inner: () => Inner): Inner {
    take('(')
    const found = inner()
    take(')')
    return found
  }

  function comparison(): Test {
    const left = operand()
    if (isNext('.')) {
      at += 1
      take('CONTAINS')
      const part = inBrackets(operand)
      return (row) => String(left(row)).includes(String(part(row)))
    }
    const sign = next()
    const compare = sign.is === 'sign' ? comparisons.get(sign.text) : undefined
    if (!compare) return refuse(1254018)
    const right = operand()
    return (row) => compare(left(row), right(row))
  }

  function operand(): Operand {
    const found = next()
    if (found.is === 'literal') return () => found.value
    const field = found.is === 'field' ? table.fieldNamed(found.name) : undefined
    return field ? (row) => plain(row, field) : refuse(1254018)
  }

  const whole = formula()
  return at === tokens.length ? whole : refuse(1254018)
}

function tokensOf(text: string): readonly Token[] {
  const found: Token[] = []
  const end = text.trimEnd().length
  let at = 0
  while (at < end) {
    token.lastIndex = at
    const match = token.exec(text)
    if (!match) return refuse(1254018)
    const [all, current, field = '', double, single, number, sign, word = ''] = match
    if (current !== undefined) found.push({ is: 'field', name: field })
    else if (double !== undefined || single !== undefined) found.push({ is: 'literal', value: double ?? single ?? '' })
    else if (number !== undefined) found.push({ is: 'literal', value: Number(number) })
    else found.push({ is: 'sign', text: sign ?? word.toUpperCase() })
    at += all.length
  }
  return found
}

/** An empty cell is an empty text. */
function plain(row: Row, field: Field): string | number {
  const value = valueIn(row, field)
  if (typeof value === 'number') return value
  return field.kind === 'attachment' && value !== undefined ? listIn(value).length : plainText(field, value)
}

type Compare = (left: string | number, right: string | number) => boolean

/** A number is compared with a text as numbers, where both are some. */
const order = (left: string | number, right: string | number): number => {
  if (left === '' || right === '') return left === right ? 0 : Number.NaN
  const [a, b] = [Number(left), Number(right)]
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b
  return String(left) < String(right) ? -1 : Number(String(left) > String(right))
}

const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['=', (left, right) => order(left, right) === 0],
  ['!=', (left, right) => order(left, right) !== 0],
  ['<>', (left, right) => order(left, right) !== 0],
  ['>', (left, right) => order(left, right) > 0],
  ['>=', (left, right) => order(left, right) >= 0],
  ['<', (left, right) => order(left, right) < 0],
  ['<=', (left, right) => order(left, right) <= 0],
])
