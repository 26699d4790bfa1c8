import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { consequences } from '../../gateway/config/feishu-facts.ts'
import { experiments } from './registry.ts'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/feishu.md'), 'utf8')

test('each question stands once', () => {
  const questions = experiments.map(({ question }) => question)
  expect(questions.filter((question, at) => questions.indexOf(question) !== at)).toEqual([])
})

test('each row of docs/feishu.md has an experiment, and each experiment with a U its row', () => {
  const rows = new Set([...page.matchAll(/^\| (U\d+) \|/gm)].map(([, row = '']) => row))
  const asked = new Set(
    experiments.map(({ question }) => question.replace(/[a-z]$/, '')).filter((row) => row.startsWith('U')),
  )
  expect([...rows].filter((row) => !asked.has(row))).toEqual([])
  expect([...asked].filter((row) => !rows.has(row))).toEqual([])
})

test('each row of docs/feishu.md says what happens otherwise, and names tests that are there', () => {
  const rows = page.split('\n').filter((line) => /^\| U\d+ \|/.test(line))
  for (const row of rows) {
    const [question = '', , , otherwise = '', tests = ''] = row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    const paths = [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)
    expect([question, otherwise !== '', paths.length > 0]).toEqual([question, true, true])
    expect(paths.filter((path) => !/\.(test|spec)\.tsx?$/.test(path) || !existsSync(join(root, path)))).toEqual([])
  }
})

test('FEISHU_FACTS knows each answer of the questions from which a setting follows', () => {
  const asked = new Map(experiments.map(({ question, answers }) => [question, Object.keys(answers)]))
  const known = Object.entries(consequences).map(([question, byAnswer]) => [question, Object.keys(byAnswer)] as const)
  expect(known.map(([question, answers]) => [question, answers.toSorted()])).toEqual(
    known.map(([question]) => [question, asked.get(question)?.toSorted()]),
  )
})

test('what is expected is among the answers', () => {
  expect(experiments.filter(({ expected, answers }) => expected !== null && !Object.hasOwn(answers, expected))).toEqual(
    [],
  )
})

test('no experiment uploads more than it calls', () => {
  expect(experiments.filter(({ callsAtMost, uploadsAtMost = 0 }) => uploadsAtMost > callsAtMost)).toEqual([])
})
