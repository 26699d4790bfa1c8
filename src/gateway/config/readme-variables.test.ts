import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scopesOfFeature, type Scope } from '../../contract/feishu/scopes.ts'
import { readConfiguration } from './configuration.ts'
import { variablesReadFrom } from '../testing/variables-read.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

interface DocumentedRow {
  readonly variables: readonly string[]
  /** Of each variable; empty when the table describes it in words. */
  readonly defaults: readonly string[]
}

/** The README's table of variables: each row has one or more of them, the meaning, and the defaults in the same order. */
function documentedRows(): readonly DocumentedRow[] {
  return readme.split('\n').flatMap((line) => {
    const [variables = [], , defaults = []] = line.split('|').slice(1, -1).map(codesIn)
    const isRow = variables.length > 0 && variables.every((code) => /^[A-Z][A-Z_]+$/.test(code))
    return isRow ? [{ variables, defaults }] : []
  })
}

/** What a cell says in code, when it says nothing else. */
function codesIn(cell: string): readonly string[] {
  return /^(`[^`]+`[, ]*)+$/.test(cell.trim()) ? cell.split('`').filter((_text, at) => at % 2 === 1) : []
}

test('the README lists each variable that the gateway reads, and no other', () => {
  const documented = documentedRows().flatMap(({ variables }) => variables)
  // Those of the whole machine may be in lower case, too.
  const read = new Set(variablesReadFrom({ IDENTITY: 'app' }).map((name) => name.toUpperCase()))
  expect(documented.toSorted()).toEqual([...read].toSorted())
})

test('a variable that is set to the default in the README changes nothing', () => {
  const usable = { FEISHU_APP_ID: 'cli_a1b2', FEISHU_APP_SECRET: 'secret' }
  const pairs = documentedRows().flatMap(({ variables, defaults }) =>
    defaults.map((value, at) => [variables[at] ?? '', value]),
  )
  expect(pairs.length).toBeGreaterThan(5)
  for (const [variable = '', value = ''] of pairs) {
    expect([variable, readConfiguration({ ...usable, [variable]: value })]).toEqual([
      variable,
      readConfiguration(usable),
    ])
  }
})

test('the scopes to enable are those that people are asked for unless FEATURES says otherwise', () => {
  const reading = readConfiguration({ FEISHU_APP_ID: 'cli_a1b2', FEISHU_APP_SECRET: 'secret' })
  const asked = (reading.ok ? reading.configuration.features : []).flatMap(
    (feature): readonly Scope[] => scopesOfFeature[feature],
  )
  const cells = readme.split('\n').flatMap((line) => codesIn(line.split('|')[1] ?? ''))
  const documented = cells.filter((code) => code === 'offline_access' || code.includes(':'))
  expect(documented.toSorted()).toEqual(asked.toSorted())
})
