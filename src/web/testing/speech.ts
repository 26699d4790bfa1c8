import { createFormats } from '../words/formats.ts'
import { en } from '../words/en.ts'
import { zhCN } from '../words/zh-CN.ts'
import { Late } from '../late.ts'
import type { Speech } from '../words/load-language.ts'
import { en as enProblems } from '../words/problems/en.ts'
import { zhCN as zhProblems } from '../words/problems/zh-CN.ts'

/** Both languages at hand, where the page would fetch the one it needs. */
export const english: Speech = {
  language: 'en',
  words: en,
  problemWords: new Late(() => Promise.resolve(enProblems)),
  formats: createFormats('en'),
}

export const chinese: Speech = {
  language: 'zh-CN',
  words: zhCN,
  problemWords: new Late(() => Promise.resolve(zhProblems)),
  formats: createFormats('zh-CN'),
}

await Promise.all([english.problemWords.come(), chinese.problemWords.come()])
