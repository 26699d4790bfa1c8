import { createFormats } from '../i18n/formats.ts'
import { en } from '../i18n/en.ts'
import { queue as enQueue } from '../i18n/en/queue.ts'
import { zhCN } from '../i18n/zh-CN.ts'
import { queue as zhQueue } from '../i18n/zh-CN/queue.ts'
import { showHidden } from '../i18n/show-hidden.ts'
import { Late } from '../lazy/lazy-module.ts'
import type { Speech } from '../i18n/load-language.ts'
import { en as enProblems } from '../i18n/problems/en.ts'
import { zhCN as zhProblems } from '../i18n/problems/zh-CN.ts'

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
