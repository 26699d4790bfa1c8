import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { createFormats, type Formats } from './formats.ts'
import type { Language } from './language.ts'
import { showHidden } from './show-hidden.ts'
import type { ProblemMessages } from './problems/problem-messages.ts'
import type { Messages } from './zh-CN.ts'
import type { QueueMessages } from './zh-CN/queue.ts'

/** Everything the page says, in one language. */
export interface I18n {
  readonly language: Language
  readonly messages: Messages
  /** Most visits meet no problem, so what is said about them comes behind the first paint (`useProblemMessages`). */
  readonly problemMessages: LazyModule<Readonly<Record<ProblemKey, ProblemMessages>>>
  /** What is said about a queue once there is one (`useQueueMessages`). */
  readonly queueMessages: LazyModule<QueueMessages>
  readonly formats: Formats
}

/**
 * Fetches one language; the others are never loaded until someone asks for them.
 *
 * @throws When it did not come.
 */
export async function loadLanguage(language: Language): Promise<I18n> {
  const isChinese = language === 'zh-CN'
  const messages = showHidden(await new LazyModule(isChinese ? loadChinese : loadEnglish).attempt())
  const problemMessages = new LazyModule(isChinese ? loadChineseProblems : loadEnglishProblems)
  const queueMessages = new LazyModule(async () =>
    showHidden(await (isChinese ? loadChineseQueue() : loadEnglishQueue())),
  )
  return { language, messages, problemMessages, queueMessages, formats: createFormats(language) }
}

async function loadChinese(): Promise<Messages> {
  return (await import('./zh-CN.ts')).zhCN
}

async function loadEnglish(): Promise<Messages> {
  return (await import('./en.ts')).en
}

async function loadChineseProblems(): Promise<Readonly<Record<ProblemKey, ProblemMessages>>> {
  return (await import('./problems/zh-CN.ts')).zhCN
}

async function loadEnglishProblems(): Promise<Readonly<Record<ProblemKey, ProblemMessages>>> {
  return (await import('./problems/en.ts')).en
}

async function loadChineseQueue(): Promise<QueueMessages> {
  return (await import('./zh-CN/queue.ts')).queue
}

async function loadEnglishQueue(): Promise<QueueMessages> {
  return (await import('./en/queue.ts')).queue
}
