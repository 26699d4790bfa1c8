import { en } from '../i18n/en.ts'
import { queueMessages as englishQueue } from '../i18n/en/queue.ts'
import { zhCN } from '../i18n/zh-CN.ts'
import { queueMessages as chineseQueue } from '../i18n/zh-CN/queue.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { i18nOf, inChinese, inEnglish } from '../i18n/load-language.ts'
import { en as englishProblems } from '../i18n/problems/en.ts'
import { zhCN as chineseProblems } from '../i18n/problems/zh-CN.ts'

const source = {
  en: {
    page: inEnglish(en),
    problems: atHand(inEnglish(englishProblems)),
    queue: atHand(inEnglish(englishQueue)),
  },
  'zh-CN': {
    page: inChinese(zhCN),
    problems: atHand(inChinese(chineseProblems)),
    queue: atHand(inChinese(chineseQueue)),
  },
}

function atHand<T>(part: T): LazyModule<T> {
  return new LazyModule(() => Promise.resolve(part), { isOffline: () => false })
}

await Promise.all(Object.values(source).flatMap(({ problems, queue }) => [problems.load(), queue.load()]))

/** Both languages, loaded at once; the page loads only the one it needs. */
export const english = i18nOf('en', source.en)
export const chinese = i18nOf('zh-CN', source['zh-CN'])
