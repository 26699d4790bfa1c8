import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemWords } from './problem-words.ts'
import { documentWords } from './zh-CN/document.ts'
import { mediaWords } from './zh-CN/media.ts'
import { oauthWords } from './zh-CN/oauth.ts'
import { ownWords } from './zh-CN/own.ts'
import { platformWords } from './zh-CN/platform.ts'

/** Every problem, in Chinese. */
export const zhCN = {
  ...mediaWords,
  ...oauthWords,
  ...platformWords,
  ...documentWords,
  ...ownWords,
} as const satisfies Record<ProblemKey, ProblemWords>
