import { describe, expect, it } from 'vitest'
import { problems, type ProblemKey } from '../../../contract/problems/catalogue.ts'
import { chineseProductNames, englishProductNames } from '../product-name.ts'
import { en as englishFor } from './en.ts'
import { asAppMessages as englishAsApp } from './en/as-app.ts'
import type { ProblemMessages } from './problem-messages.ts'
import { zhCN as chineseFor } from './zh-CN.ts'
import { asAppMessages as chineseAsApp } from './zh-CN/as-app.ts'

const en = englishFor(englishProductNames.feishu)
const zhCN = chineseFor(chineseProductNames.feishu)

const [enAsApp, zhAsApp] = [englishFor(englishProductNames.feishu, true), chineseFor(chineseProductNames.feishu, true)]

const keys = (Object.keys(problems) as ProblemKey[]).sort()
/** Those in the app's own name too, under keys that say so. */
const also = (messages: object, asApp: object) => [
  ...Object.entries<ProblemMessages>({ ...messages }),
  ...Object.entries<ProblemMessages>({ ...asApp }).map(([key, row]) => [`${key} as the app`, row] as const),
]
const chinese = also(zhCN, zhAsApp)
const english = also(en, enAsApp)
const han = /\p{Script=Han}/u
const textOf = ({ title, what, remedy }: ProblemMessages) => [title, what, remedy]
const sentence = (messages: ProblemMessages) => [messages.what, messages.remedy]

describe('in both languages', () => {
  it.each([
    ['Chinese', Object.entries(zhCN)],
    ['English', Object.entries(en)],
    ['Chinese', Object.entries(zhAsApp)],
    ['English', Object.entries(enAsApp)],
  ])('every row of the catalogue has %s messages, and no row is made up', (_, messages) => {
    expect(messages.map(([key]) => key).sort()).toEqual(keys)
  })

  it.each([...chinese, ...english])('%s is worded in full, without blanks at the ends', (_, messages) => {
    for (const text of textOf(messages)) {
      expect(text).not.toBe('')
      expect(text).toBe(text.trim())
      expect(text).not.toMatch(/ {2}|\n/)
    }
  })

  it.each([
    ['Chinese', zhCN],
    ['English', en],
  ])('no two conditions of our own share a title in %s', (_, messages) => {
    const own = keys.filter((key) => !/^(import-)?\d+$/.test(key))
    const titles = own.map((key) => messages[key].title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it.each([
    ['Chinese', chinese],
    ['English', english],
  ])('one title always stands for one meaning in %s', (_, messages) => {
    const byTitle = new Map(messages.map(([, row]) => [row.title, row]))
    for (const [, row] of messages) expect(byTitle.get(row.title)).toEqual(row)
  })

  it('both languages keep the same rows together', () => {
    const groups = (messages: Readonly<Record<ProblemKey, ProblemMessages>>) =>
      keys.map((key) => keys.filter((other) => messages[other].title === messages[key].title))
    expect(groups(en)).toEqual(groups(zhCN))
  })
})

describe('Chinese', () => {
  it.each(chinese)('%s is short enough to read at a glance', (_, { title, what, remedy }) => {
    expect(title.length).toBeLessThanOrEqual(14)
    expect(what.length).toBeLessThanOrEqual(50)
    expect(remedy.length).toBeLessThanOrEqual(60)
  })

  it.each(chinese)('%s ends its sentences, and its title is none', (_, messages) => {
    for (const text of sentence(messages)) expect(text).toMatch(/。$/)
    expect(messages.title).not.toMatch(/[。！？，；]/u)
  })

  it.each(chinese)('%s uses Chinese punctuation, and a space between Chinese and Latin', (_, messages) => {
    for (const text of textOf(messages)) {
      expect(text).not.toMatch(/\p{Script=Han}[,.;:!?()"']/u)
      expect(text).not.toMatch(/[,;:!?()"']\p{Script=Han}/u)
      expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u)
    }
  })
})

describe('English', () => {
  it.each(english)('%s is short enough to read at a glance', (_, { title, what, remedy }) => {
    expect(title.split(' ').length).toBeLessThanOrEqual(8)
    // On one line of a failed row.
    expect(title.length).toBeLessThanOrEqual(44)
    expect(what.length).toBeLessThanOrEqual(110)
    expect(remedy.length).toBeLessThanOrEqual(130)
  })

  it.each(english)('%s ends its sentences, and its title is none', (_, messages) => {
    for (const text of sentence(messages)) expect(text).toMatch(/\.$/)
    expect(messages.title).not.toMatch(/[.!?]$/)
    expect(messages.title).toMatch(/^[A-Z]/)
  })

  it.each(english)('%s has no Chinese in it', (_, messages) => {
    for (const text of textOf(messages)) {
      expect(text).not.toMatch(han)
      expect(text).not.toMatch(/[，。！？；：（）“”]/u)
    }
  })

  it.each(english)('%s stays calm', (_, messages) => {
    for (const text of textOf(messages)) expect(text).not.toMatch(/\b(oops|sorry|please|unfortunately)\b|!/i)
  })
})

describe('where calls are made in the app’s own name', () => {
  /** Nobody signs in with an account of Feishu's there, and all uploads are the app's. */
  const ofNobody = /^(20\d{3}|1062007)$/

  it.each(keys.filter((key) => !ofNobody.test(key)))('%s does not speak of the person’s account or right', (key) => {
    expect(textOf(zhAsApp[key]).join('')).not.toMatch(/你的账号|当前账号|你能编辑/)
    expect(textOf(enAsApp[key]).join(' ')).not.toMatch(/\byour account|you can (only )?(read|edit)\b/i)
  })

  it('a missing right names the app, and what its owner has to do', () => {
    for (const key of ['1770032', '1061004', 'read-only'] as const) {
      expect(zhAsApp[key].remedy).toContain('添加文档应用')
      expect(enAsApp[key].remedy).toContain('Add document app')
    }
    expect(zhCN[1770032].what).toContain('你的账号')
    expect(english.length + chinese.length).toBe(4 * keys.length)
  })

  it('every exchanged message stands for one that a person reads', () => {
    const titles = (messages: Readonly<Record<ProblemKey, ProblemMessages>>) =>
      new Set(keys.map((key) => messages[key].title))
    for (const title of Object.keys(chineseAsApp(chineseProductNames.feishu))) expect(titles(zhCN)).toContain(title)
    for (const title of Object.keys(englishAsApp(englishProductNames.feishu))) expect(titles(en)).toContain(title)
  })
})

it.each([
  ['Chinese', zhCN],
  ['English', en],
])('what a person reads once the tries are over promises no further one: %s', (_language, messages) => {
  const promising = Object.entries(messages).filter(([, { remedy }]) =>
    /自动|automatically|by (itself|themselves)/.test(remedy),
  )
  expect(promising.map(([key]) => key)).toEqual(['offline'])
})
