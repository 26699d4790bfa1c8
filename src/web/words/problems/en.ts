import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemWords } from './problem-words.ts'
import { documentWords } from './en/document.ts'
import { mediaWords } from './en/media.ts'
import { oauthWords } from './en/oauth.ts'
import { ownWords } from './en/own.ts'
import { platformWords } from './en/platform.ts'

/** Every problem, in English. */
export const en = {
  ...mediaWords,
  ...oauthWords,
  ...platformWords,
  ...documentWords,
  ...ownWords,
} as const satisfies Record<ProblemKey, ProblemWords>
