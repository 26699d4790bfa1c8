import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { Late } from '../lazy/lazy-module.ts'
import { createFormats, type Formats } from './formats.ts'
import type { Language } from './language.ts'
import { showHidden } from './show-hidden.ts'
import type { ProblemWords } from './problems/problem-words.ts'
import type { Words } from './zh-CN.ts'
import type { QueueWords } from './zh-CN/queue.ts'

/** Everything the page says, in one language. */
export interface Speech {
  readonly language: Language
  readonly words: Words
  /** Most visits meet no problem, so what is said about them comes behind the first paint (`useProblemWords`). */
  readonly problemWords: Late<Readonly<Record<ProblemKey, ProblemWords>>>
  /** What is said about a queue once there is one (`useQueueWords`). */
  readonly queueWords: Late<QueueWords>
  readonly formats: Formats
}

/**
 * Fetches one language; the others are never loaded until someone asks for them.
 *
 * @throws When it did not come.
 */
export async function loadLanguage(language: Language): Promise<Speech> {
  const isChinese = language === 'zh-CN'
  const words = showHidden(await new Late(isChinese ? loadChinese : loadEnglish).attempt())
  const problemWords = new Late(isChinese ? loadChineseProblems : loadEnglishProblems)
  const queueWords = new Late(async () => showHidden(await (isChinese ? loadChineseQueue() : loadEnglishQueue())))
  return { language, words, problemWords, queueWords, formats: createFormats(language) }
}

async function loadChinese(): Promise<Words> {
  return (await import('./zh-CN.ts')).zhCN
}

async function loadEnglish(): Promise<Words> {
  return (await import('./en.ts')).en
}

async function loadChineseProblems(): Promise<Readonly<Record<ProblemKey, ProblemWords>>> {
  return (await import('./problems/zh-CN.ts')).zhCN
}

async function loadEnglishProblems(): Promise<Readonly<Record<ProblemKey, ProblemWords>>> {
  return (await import('./problems/en.ts')).en
}

async function loadChineseQueue(): Promise<QueueWords> {
  return (await import('./zh-CN/queue.ts')).queue
}

async function loadEnglishQueue(): Promise<QueueWords> {
  return (await import('./en/queue.ts')).queue
}
