import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemWords } from './problem-words.ts'
import { baseWords } from './zh-CN/base.ts'
import { documentWords } from './zh-CN/document.ts'
import { findingWords } from './zh-CN/finding.ts'
import { importWords } from './zh-CN/import.ts'
import { mediaWords } from './zh-CN/media.ts'
import { oauthWords } from './zh-CN/oauth.ts'
import { ownWords } from './zh-CN/own.ts'
import { platformWords } from './zh-CN/platform.ts'
import { sheetsWords } from './zh-CN/sheets.ts'

/** Every problem, in Chinese. */
export const zhCN = {
  ...mediaWords,
  ...oauthWords,
  ...platformWords,
  ...documentWords,
  ...sheetsWords,
  ...baseWords,
  ...importWords,
  ...findingWords,
  ...ownWords,
} as const satisfies Record<ProblemKey, ProblemWords>
