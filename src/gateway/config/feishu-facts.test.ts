import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfiguration } from './configuration.ts'

const usable = { FEISHU_APP_ID: 'cli_a1b2', FEISHU_APP_SECRET: 'secret' }

function reportOf(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'facts.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const read = (content: unknown, env: Record<string, string> = {}) =>
  readConfiguration({ ...usable, FEISHU_FACTS: reportOf(content), ...env })

function configurationOf(content: unknown, env?: Record<string, string>) {
  const reading = read(content, env)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.configuration
}

function errorOf(content: unknown, env?: Record<string, string>): string {
  const reading = read(content, env)
  const [error] = reading.ok ? [] : reading.errors
  return error ? `${error.variable} ${error.wrong}. ${error.remedy}` : ''
}

const answers = (given: Readonly<Record<string, string | null>>) => ({
  questions: Object.entries(given).map(([question, answer]) => ({ question, answer })),
})

test('without a report nothing is known, and the page finds out', () => {
  expect(readConfiguration(usable)).toMatchObject({ configuration: { facts: [], smallFilesByParts: true } })
})

test.each([
  ['U8', 'of-the-file', ['no-part-checksums']],
  ['U8', 'neither', ['no-part-checksums']],
  ['U8', 'not-checked', []],
  ['U9b', 'tolerated', ['parts-side-by-side']],
  ['U9b', 'refused', ['parts-one-by-one']],
  ['U13', 'several', ['uploads-side-by-side']],
  ['U13', 'one', ['uploads-one-by-one']],
  ['U24', 'refused', ['no-empty-search']],
  ['U32a', 'not-there', ['no-edits-by-id']],
  ['U34', 'none', ['no-edits-by-id']],
  ['U58', 'refused', ['no-file-blocks']],
  ['U58', 'in-a-view', []],
])('%s answered with %s is %j', (question, answer, facts) => {
  expect(configurationOf(answers({ [question]: answer })).facts).toEqual(facts)
})

test('a question that is answered in two ways is none that anything may follow from', () => {
  const questions = ['one', 'several'].map((answer) => ({ question: 'U13', answer }))
  expect(errorOf({ questions })).toContain('FEISHU_FACTS names')
  expect(errorOf({ questions })).toContain('where U13 is answered "one" and "several"')
})

test('a fact that several answers lead to stands once', () => {
  expect(configurationOf(answers({ U32a: 'not-there', U34: 'not-there' })).facts).toEqual(['no-edits-by-id'])
})

test('small files that Feishu refuses in parts are not sent so, unless the variable says otherwise', () => {
  const refused = answers({ U49: 'refused' })
  expect(configurationOf(refused).smallFilesByParts).toBe(false)
  expect(configurationOf(refused, { SMALL_FILES_BY_PARTS: 'auto' }).smallFilesByParts).toBe(true)
  expect(configurationOf(answers({ U49: 'taken' }), { SMALL_FILES_BY_PARTS: 'off' }).smallFilesByParts).toBe(false)
})

test('a whole report is read: what was not answered, and what decides nothing here, is passed over', () => {
  const report = {
    version: 1,
    against: 'feishu',
    node: '22',
    questions: [
      { question: 'U1', title: 'CORS', result: 'as-expected', answer: 'no', evidence: [] },
      { question: 'U13', title: 'at once', result: 'failed', answer: null, evidence: [] },
      { question: 'U24', title: 'empty', result: 'otherwise', answer: 'refused', evidence: [] },
    ],
  }
  expect(configurationOf(report).facts).toEqual(['no-empty-search'])
})

test('what the simulator answered is no fact', () => {
  expect(errorOf({ version: 1, against: 'simulator', questions: [] })).toMatch(
    /FEISHU_FACTS names .*facts\.json, a report made against the simulator\. .*npm run verify/,
  )
})

test('a report on the other brand is refused', () => {
  const report = { version: 1, against: 'lark', questions: [] }
  expect(errorOf(report)).toMatch(/which was made against lark\. .*FEISHU_BRAND/)
  expect(configurationOf(report, { FEISHU_BRAND: 'lark' }).facts).toEqual([])
})

test.each([
  ['{', /names .*facts\.json, which is no JSON\. /],
  [{ rows: [] }, /names .*facts\.json, which is no report of npm run verify \(at questions\)\. .*"questions"/],
  [{ questions: [{ question: 'U13' }] }, /\(at questions\.0\.answer\)/],
  [answers({ U13: 'sevral' }), /names .*facts\.json, where U13 is answered "sevral"\. Write one, several, or leave/],
  [answers({ U31: 'ignored' }), /names .*facts\.json, where U31 is answered, from which nothing follows\. .*U13, U24/],
])('%j is refused with the file, the question and what to do', (content, said) => {
  expect(errorOf(content)).toMatch(said)
})

test('a file that is too long for a report, or never ends, is refused without being read to its end', () => {
  expect(errorOf(' '.repeat(2_000_000))).toMatch(/names .*facts\.json, which is too long\. .*"questions"/)
  const reading = readConfiguration({ ...usable, FEISHU_FACTS: '/dev/zero' })
  expect(reading).toMatchObject({ errors: [{ wrong: 'names /dev/zero, which is too long' }] })
})

test('a file that is not there is named', () => {
  const reading = readConfiguration({ ...usable, FEISHU_FACTS: '/nowhere/facts.json' })
  expect(reading).toMatchObject({
    errors: [{ variable: 'FEISHU_FACTS', wrong: 'names /nowhere/facts.json, which cannot be read' }],
  })
})
