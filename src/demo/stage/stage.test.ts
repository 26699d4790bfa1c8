import { expect, test } from 'vitest'
import { problems } from '../../contract/problems/catalogue.ts'
import { catalogueCases, matching, situationCases } from './cases.ts'
import { recentShares, withSighting, type Sighting } from './shares.ts'
import { firstLanguage, words } from './words/words.ts'

const storage = (value: string | null) => ({ getItem: () => value })

test('the language is the one chosen before, else the browser’s', () => {
  expect(firstLanguage(['zh-TW', 'en'], storage(null))).toBe('zh')
  expect(firstLanguage(['en-US', 'zh'], storage(null))).toBe('en')
  expect(firstLanguage(['fr'], storage(null))).toBe('en')
  expect(firstLanguage(['en-US'], storage('zh'))).toBe('zh')
})

test('every row of the catalogue is there, and is found by code, title and Feishu’s own words', () => {
  const cases = catalogueCases(words.en)
  expect(cases).toHaveLength(Object.keys(problems).length)
  const ids = (search: string) => matching(cases, search).map(({ id }) => id)
  expect(ids('1061113')).toEqual(['1061113'])
  expect(ids('file cqc')).toContain('1061113')
  expect(ids(words.en.problems['1061113'].title.toUpperCase())).toContain('1061113')
  expect(ids('no such thing at all')).toEqual([])
  expect(matching(catalogueCases(words.zh), '审核').map(({ id }) => id)).toContain('1061113')
})

test('conditions of our own are listed, and cannot be caused', () => {
  const cases = catalogueCases(words.en)
  expect(cases.find(({ id }) => id === 'file-empty')?.trouble).toBeNull()
  expect(cases.find(({ id }) => id === '1061113')?.trouble).toEqual({ kind: 'code', code: 1061113 })
})

test('both languages name every situation', () => {
  for (const each of [words.zh, words.en]) {
    const titles = situationCases(each, true).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    // Plain http in a room: a page in a frame cannot sign in again there.
    expect(situationCases(each, false)).toHaveLength(titles.length - 1)
  }
})

const person = (openId: string, uploads: number) => ({ openId, name: openId, englishName: openId, uploads })
const seenAt = (atMs: number, ...counts: readonly number[]): Sighting => ({
  atMs,
  people: counts.map((uploads, at) => person(String(at), uploads)),
})

test('the chart looks back fifteen seconds', () => {
  let seen: readonly Sighting[] = []
  for (let second = 0; second <= 40; second += 1) seen = withSighting(seen, seenAt(second * 1000, second, second * 3))
  expect(seen).toHaveLength(16)
  expect(recentShares(seen).map(({ count, percent }) => [count, percent])).toEqual([
    [15, 25],
    [45, 75],
  ])
})

test('nobody’s share is counted before anything came, or against a world that began anew', () => {
  expect(recentShares([])).toEqual([])
  expect(recentShares([seenAt(0, 4, 4)]).map(({ percent }) => percent)).toEqual([0, 0])
  expect(recentShares([seenAt(0, 9, 0), seenAt(1000, 0, 2)]).map(({ count }) => count)).toEqual([0, 2])
})
