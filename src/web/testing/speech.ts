import { createFormats } from '../i18n/formats.ts'
import { en } from '../i18n/en.ts'
import { queue as enQueue } from '../i18n/en/queue.ts'
import { zhCN } from '../i18n/zh-CN.ts'
import { queue as zhQueue } from '../i18n/zh-CN/queue.ts'
import { showHidden } from '../i18n/show-hidden.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import type { I18n } from '../i18n/load-language.ts'
import { en as enProblems } from '../i18n/problems/en.ts'
import { zhCN as zhProblems } from '../i18n/problems/zh-CN.ts'

const atHand = { isOffline: () => false }

/** Both languages at hand, where the page would fetch the one it needs. */
export const english: I18n = {
  language: 'en',
  messages: showHidden(en),
  problemMessages: new LazyModule(() => Promise.resolve(enProblems), atHand),
  queueMessages: new LazyModule(() => Promise.resolve(showHidden(enQueue)), atHand),
  formats: createFormats('en'),
}

export const chinese: I18n = {
  language: 'zh-CN',
  messages: showHidden(zhCN),
  problemMessages: new LazyModule(() => Promise.resolve(zhProblems), atHand),
  queueMessages: new LazyModule(() => Promise.resolve(showHidden(zhQueue)), atHand),
  formats: createFormats('zh-CN'),
}

await Promise.all([english, chinese].flatMap((i18n) => [i18n.problemMessages.come(), i18n.queueMessages.come()]))
