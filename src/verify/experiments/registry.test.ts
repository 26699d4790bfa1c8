import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { consequences } from '../../gateway/config/feishu-facts.ts'
import { experiments } from './registry.ts'

test('each question stands once', () => {
  const questions = experiments.map(({ question }) => question)
  expect(questions.filter((question, at) => questions.indexOf(question) !== at)).toEqual([])
})

test('each row of docs/feishu.md has an experiment, and each experiment with a U its row', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/feishu.md'), 'utf8')
  const rows = new Set([...page.matchAll(/^\| (U\d+) \|/gm)].map(([, row = '']) => row))
  const asked = new Set(
    experiments.map(({ question }) => question.replace(/[a-z]$/, '')).filter((row) => row.startsWith('U')),
  )
  expect([...rows].filter((row) => !asked.has(row))).toEqual([])
  expect([...asked].filter((row) => !rows.has(row))).toEqual([])
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
