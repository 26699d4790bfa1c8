import { createFormats } from '../words/formats.ts'
import { en } from '../words/en.ts'
import { zhCN } from '../words/zh-CN.ts'
import type { Speech } from '../words/load-language.ts'
import { en as enProblems } from '../words/problems/en.ts'
import { zhCN as zhProblems } from '../words/problems/zh-CN.ts'

/** Both languages at hand, where the page would fetch the one it needs. */
export const english: Speech = {
  language: 'en',
  words: en,
  problemWords: enProblems,
  formats: createFormats('en'),
}

export const chinese: Speech = {
  language: 'zh-CN',
  words: zhCN,
  problemWords: zhProblems,
  formats: createFormats('zh-CN'),
}
