import { expect, test } from 'vitest'
import { chinese, english } from '../testing/languages.ts'
import type { I18n } from './load-language.ts'

const zh = chinese.inBrand('lark')
const en = english.inBrand('lark')

test('Lark is called Lark, set apart from Chinese letters', () => {
  expect(zh.messages.product.name).toBe('Lark 文档上传')
  expect(zh.messages.session.signIn).toBe('用 Lark 登录')
  expect(zh.messages.guidance.actors.feishu).toBe('Lark')
  expect(en.messages.session.signIn).toBe('Sign in with Lark')
})

test('sentences put together say it too, and leave names of people and files alone', () => {
  expect(zh.messages.quota.usedToday('6,120', '10,000')).toBe('今天全公司已上传 6,120 次，Lark 每天最多 10,000 次')
  expect(zh.messages.uploads.retryFile('飞书 Feishu Lark.pdf')).toBe('重试 飞书 Feishu Lark.pdf')
  expect(en.messages.uploads.retryFile('飞书 Feishu.pdf')).toContain('飞书 Feishu.pdf')
})

/** Every sentence of a language, with sample arguments. */
function sentencesOf(messages: unknown): readonly string[] {
  if (typeof messages === 'string') return [messages]
  if (typeof messages === 'function') return sentencesOf(said(messages as (...given: readonly unknown[]) => unknown))
  return typeof messages === 'object' && messages !== null ? Object.values(messages).flatMap(sentencesOf) : []
}

function said(sentence: (...given: readonly unknown[]) => unknown): unknown {
  try {
    return sentence('1', '2', '3')
  } catch {
    return sentence(['1', '2'])
  }
}

const everything = ({ messages, problemMessages, queueMessages }: I18n) =>
  sentencesOf([messages, problemMessages.now, queueMessages.now])

const withoutSpaces = (sentence: string) => sentence.replaceAll(' ', '')

test.each([chinese, english])(
  'only a sentence about both products names Feishu to a Lark company: $language',
  (i18n) => {
    const [toFeishu, toLark] = [everything(i18n), everything(i18n.inBrand('lark'))]
    expect(toLark.length).toBe(toFeishu.length)
    for (const [at, sentence] of toLark.entries()) {
      const original = toFeishu[at] ?? ''
      if (original.includes('Lark')) expect(sentence).toBe(original)
      else {
        expect(sentence).not.toMatch(/\p{Script=Han}Lark|Lark\p{Script=Han}| {2}/u)
        expect(withoutSpaces(sentence)).toBe(withoutSpaces(original.replaceAll(/飞书|Feishu/g, 'Lark')))
      }
    }
  },
)
