import { createFormats, type Formats } from './formats.ts'
import type { Language } from './language.ts'
import type { ProblemWords } from './problems/problem-words.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Words } from './zh-CN.ts'

/** Everything the page says, in one language. */
export interface Speech {
  readonly language: Language
  readonly words: Words
  readonly problemWords: Readonly<Record<ProblemKey, ProblemWords>>
  readonly formats: Formats
}

/** Fetches one language; the others are never loaded until someone asks for them. */
export async function loadLanguage(language: Language): Promise<Speech> {
  const [words, problemWords] = await (language === 'zh-CN' ? loadChinese() : loadEnglish())
  return { language, words, problemWords, formats: createFormats(language) }
}

async function loadChinese() {
  const [words, problems] = await Promise.all([import('./zh-CN.ts'), import('./problems/zh-CN.ts')])
  return [words.zhCN, problems.zhCN] as const
}

async function loadEnglish() {
  const [words, problems] = await Promise.all([import('./en.ts'), import('./problems/en.ts')])
  return [words.en, problems.en] as const
}
