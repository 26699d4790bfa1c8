import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { createFormats, type Formats } from './formats.ts'
import type { Language } from './language.ts'
import { pageWords } from './page-words.ts'
import { chineseProductNames, englishProductNames, type Brand } from './product-name.ts'
import { showHidden } from './show-hidden.ts'
import type { ProblemMessages } from './problems/problem-messages.ts'
import type { Messages } from './zh-CN.ts'
import type { QueueMessages } from './zh-CN/queue.ts'

type AllProblemMessages = Readonly<Record<ProblemKey, ProblemMessages>>

/** All texts of the page in one language, for a company of one brand. */
export interface I18n {
  readonly language: Language
  readonly messages: Messages
  /** Loaded after the first paint, since most visits have no problem (`useProblemMessages`). */
  readonly problemMessages: LazyModule<AllProblemMessages>
  /** Loaded with the first queue (`useQueueMessages`). */
  readonly queueMessages: LazyModule<QueueMessages>
  readonly formats: Formats
  /** The same language for another brand. `isApp`: for a page whose calls are made in the app's own name (IDENTITY=app). */
  readonly inBrand: (brand: Brand, isApp?: boolean) => I18n
}

type ByBrand<T> = (brand: Brand, isApp?: boolean) => T

/** The messages of one language, by brand. */
export interface MessageSource {
  readonly page: ByBrand<Messages>
  readonly problems: LazyModule<ByBrand<AllProblemMessages>>
  readonly queue: LazyModule<ByBrand<QueueMessages>>
}

export function i18nOf(language: Language, source: MessageSource, brand: Brand = 'feishu', isApp = false): I18n {
  const i18n: I18n = {
    language,
    messages: showHidden(source.page(brand, isApp)),
    problemMessages: source.problems.map((messagesIn) => messagesIn(brand, isApp)),
    queueMessages: source.queue.map((messagesIn) => showHidden(messagesIn(brand, isApp))),
    formats: createFormats(language),
    inBrand: (other, asApp = false) =>
      other === brand && asApp === isApp ? i18n : i18nOf(language, source, other, asApp),
  }
  return i18n
}

/**
 * Loads one language, worded for Feishu.
 *
 * @param needed Parts to load before it resolves; the others load when they are used.
 * @throws When loading fails.
 */
export async function loadLanguage(language: Language, needed: readonly ('problems' | 'queue')[] = []): Promise<I18n> {
  const { page, problems, queue } = loaders[language]
  const late = { problems: new LazyModule(problems), queue: new LazyModule(queue) }
  const [loaded] = await Promise.all([new LazyModule(page).attempt(), ...needed.map((part) => late[part].attempt())])
  return i18nOf(language, { page: loaded, ...late })
}

interface Loaders {
  readonly page: () => Promise<ByBrand<Messages>>
  readonly problems: () => Promise<ByBrand<AllProblemMessages>>
  readonly queue: () => Promise<ByBrand<QueueMessages>>
}

const loaders: Readonly<Record<Language, Loaders>> = {
  'zh-CN': {
    page: async () => inChinese(await pageWords['zh-CN']()),
    problems: async () => inChinese((await import('./problems/zh-CN.ts')).zhCN),
    queue: async () => inChinese((await import('./zh-CN/queue.ts')).queueMessages),
  },
  en: {
    page: async () => inEnglish(await pageWords.en()),
    problems: async () => inEnglish((await import('./problems/en.ts')).en),
    queue: async () => inEnglish((await import('./en/queue.ts')).queueMessages),
  },
}

export function inChinese<T>(
  messages: (product: (typeof chineseProductNames)[Brand], isApp?: boolean) => T,
): ByBrand<T> {
  return (brand, isApp) => messages(chineseProductNames[brand], isApp)
}

export function inEnglish<T>(messages: (product: string, isApp?: boolean) => T): ByBrand<T> {
  return (brand, isApp) => messages(englishProductNames[brand], isApp)
}
