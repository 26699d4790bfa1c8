import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemWords } from './problem-words.ts'
import { baseWords } from './en/base.ts'
import { documentWords } from './en/document.ts'
import { findingWords } from './en/finding.ts'
import { importWords } from './en/import.ts'
import { mediaWords } from './en/media.ts'
import { oauthWords } from './en/oauth.ts'
import { ownWords } from './en/own.ts'
import { platformWords } from './en/platform.ts'
import { sheetsWords } from './en/sheets.ts'

/** Every problem, in English. */
export const en = {
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
