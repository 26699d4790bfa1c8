import { expect, test } from 'vitest'
import { chinese, english } from '../testing/speech.ts'
import { asLark } from './as-lark.ts'
import { en } from './problems/en.ts'
import { zhCN } from './problems/zh-CN.ts'

const zh = asLark(chinese.messages)
const inEnglish = asLark(english.messages)

test('Lark is called Lark, set apart from Chinese letters', () => {
  expect(zh.product.name).toBe('Lark 文档上传')
  expect(zh.session.signIn).toBe('用 Lark 登录')
  expect(zh.guidance.actors.feishu).toBe('Lark')
  expect(inEnglish.session.signIn).toBe('Sign in with Lark')
})

test('sentences put together say it too, and leave names of people and files alone', () => {
  expect(zh.quota.usedToday('6,120', '10,000')).toBe('今天全公司已上传 6,120 次，Lark 每天最多 10,000 次')
  expect(zh.uploads.retryFile('飞书 Feishu Lark.pdf')).toBe('重试 飞书 Feishu Lark.pdf')
  expect(inEnglish.uploads.retryFile('飞书 Feishu.pdf')).toContain('飞书 Feishu.pdf')
  expect(inEnglish.uploads.bytes('1 MB', '2 MB')).not.toContain('Feishu')
})

test.each([
  ['Chinese', zhCN],
  ['English', en],
])('what tells the two apart still does, and nothing else names Feishu: %s', (_language, messages) => {
  const lines = (all: typeof messages) => Object.values(all).flatMap(({ title, what, remedy }) => [title, what, remedy])
  const renamed = lines(asLark(messages))
  for (const [at, line] of lines(messages).entries()) {
    if (line.includes('Lark')) expect(renamed[at]).toBe(line)
    else expect(renamed[at]).not.toMatch(/飞书|Feishu/)
  }
})
