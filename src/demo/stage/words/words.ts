import { chineseProductNames, englishProductNames } from '../../../web/i18n/product-name.ts'
import { en as problemsInEnglish } from '../../../web/i18n/problems/en.ts'
import { zhCN as problemsInChinese } from '../../../web/i18n/problems/zh-CN.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type Language = 'zh' | 'en'

/** The stage's own words, and the product's words for every problem of the catalogue. */
export const words = {
  zh: { ...zh, problems: problemsInChinese(chineseProductNames.feishu) },
  en: { ...en, problems: problemsInEnglish(englishProductNames.feishu) },
} as const

export type Words = (typeof words)[Language]

const storageKey = 'demo.language'

/** The language chosen here before, else the browser's; English unless that is Chinese. */
export function firstLanguage(preferred: readonly string[], storage: Pick<Storage, 'getItem'>): Language {
  const chosen = storage.getItem(storageKey)
  if (chosen === 'zh' || chosen === 'en') return chosen
  return /^zh\b/i.test(preferred[0] ?? '') ? 'zh' : 'en'
}

export function rememberLanguage(language: Language, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(storageKey, language)
}
