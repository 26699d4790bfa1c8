import { createFormats } from '../words/formats.ts'
import { en } from '../words/en.ts'
import { queue as enQueue } from '../words/en/queue.ts'
import { zhCN } from '../words/zh-CN.ts'
import { queue as zhQueue } from '../words/zh-CN/queue.ts'
import { showHidden } from '../words/show-hidden.ts'
import { Late } from '../late.ts'
import type { Speech } from '../words/load-language.ts'
import { en as enProblems } from '../words/problems/en.ts'
import { zhCN as zhProblems } from '../words/problems/zh-CN.ts'

const atHand = { isOffline: () => false }

/** Both languages at hand, where the page would fetch the one it needs. */
export const english: Speech = {
  language: 'en',
  words: showHidden(en),
  problemWords: new Late(() => Promise.resolve(enProblems), atHand),
  queueWords: new Late(() => Promise.resolve(showHidden(enQueue)), atHand),
  formats: createFormats('en'),
}

export const chinese: Speech = {
  language: 'zh-CN',
  words: showHidden(zhCN),
  problemWords: new Late(() => Promise.resolve(zhProblems), atHand),
  queueWords: new Late(() => Promise.resolve(showHidden(zhQueue)), atHand),
  formats: createFormats('zh-CN'),
}

await Promise.all([english, chinese].flatMap((speech) => [speech.problemWords.come(), speech.queueWords.come()]))
