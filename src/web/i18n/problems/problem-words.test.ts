import { describe, expect, it } from 'vitest'
import { problems, type ProblemKey } from '../../../contract/problems/catalogue.ts'
import { en } from './en.ts'
import type { ProblemWords } from './problem-words.ts'
import { zhCN } from './zh-CN.ts'

const keys = (Object.keys(problems) as ProblemKey[]).sort()
const chinese = Object.entries<ProblemWords>(zhCN)
const english = Object.entries<ProblemWords>(en)
const han = /\p{Script=Han}/u
const textOf = ({ title, what, remedy }: ProblemWords) => [title, what, remedy]
const sentence = (words: ProblemWords) => [words.what, words.remedy]

describe('in both languages', () => {
  it.each([
    ['Chinese', chinese],
    ['English', english],
  ])('every row of the catalogue has %s words, and no row is made up', (_, words) => {
    expect(words.map(([key]) => key).sort()).toEqual(keys)
  })

  it.each([...chinese, ...english])('%s is worded in full, without blanks at the ends', (_, words) => {
    for (const text of textOf(words)) {
      expect(text).not.toBe('')
      expect(text).toBe(text.trim())
      expect(text).not.toMatch(/ {2}|\n/)
    }
  })

  it.each([
    ['Chinese', zhCN],
    ['English', en],
  ])('no two conditions of our own share a title in %s', (_, words) => {
    const own = keys.filter((key) => !/^(import-)?\d+$/.test(key))
    const titles = own.map((key) => words[key].title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it.each([
    ['Chinese', chinese],
    ['English', english],
  ])('one title always stands for one meaning in %s', (_, words) => {
    const byTitle = new Map(words.map(([, row]) => [row.title, row]))
    for (const [, row] of words) expect(byTitle.get(row.title)).toEqual(row)
  })

  it('both languages keep the same rows together', () => {
    const groups = (words: Readonly<Record<ProblemKey, ProblemWords>>) =>
      keys.map((key) => keys.filter((other) => words[other].title === words[key].title))
    expect(groups(en)).toEqual(groups(zhCN))
  })
})

describe('Chinese', () => {
  it.each(chinese)('%s is short enough to read at a glance', (_, { title, what, remedy }) => {
    expect(title.length).toBeLessThanOrEqual(14)
    expect(what.length).toBeLessThanOrEqual(50)
    expect(remedy.length).toBeLessThanOrEqual(60)
  })

  it.each(chinese)('%s ends its sentences, and its title is none', (_, words) => {
    for (const text of sentence(words)) expect(text).toMatch(/。$/)
    expect(words.title).not.toMatch(/[。！？，；]/u)
  })

  it.each(chinese)('%s uses Chinese punctuation, and a space between Chinese and Latin', (_, words) => {
    for (const text of textOf(words)) {
      expect(text).not.toMatch(/\p{Script=Han}[,.;:!?()"']/u)
      expect(text).not.toMatch(/[,;:!?()"']\p{Script=Han}/u)
      expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u)
    }
  })
})

describe('English', () => {
  it.each(english)('%s is short enough to read at a glance', (_, { title, what, remedy }) => {
    expect(title.split(' ').length).toBeLessThanOrEqual(8)
    expect(what.length).toBeLessThanOrEqual(110)
    expect(remedy.length).toBeLessThanOrEqual(130)
  })

  it.each(english)('%s ends its sentences, and its title is none', (_, words) => {
    for (const text of sentence(words)) expect(text).toMatch(/\.$/)
    expect(words.title).not.toMatch(/[.!?]$/)
    expect(words.title).toMatch(/^[A-Z]/)
  })

  it.each(english)('%s has no Chinese in it', (_, words) => {
    for (const text of textOf(words)) {
      expect(text).not.toMatch(han)
      expect(text).not.toMatch(/[，。！？；：（）“”]/u)
    }
  })

  it.each(english)('%s stays calm', (_, words) => {
    for (const text of textOf(words)) expect(text).not.toMatch(/\b(oops|sorry|please|unfortunately)\b|!/i)
  })
})

it.each([
  ['Chinese', zhCN],
  ['English', en],
])('what a person reads once the tries are over promises no further one: %s', (_language, words) => {
  const promising = Object.entries(words).filter(([, { remedy }]) =>
    /自动|automatically|by (itself|themselves)/.test(remedy),
  )
  expect(promising.map(([key]) => key)).toEqual(['offline'])
})
