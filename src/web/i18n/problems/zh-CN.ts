import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemMessages } from './problem-messages.ts'
import { baseMessages } from './zh-CN/base.ts'
import { documentMessages } from './zh-CN/document.ts'
import { findingMessages } from './zh-CN/finding.ts'
import { importMessages } from './zh-CN/import.ts'
import { mediaMessages } from './zh-CN/media.ts'
import { oauthMessages } from './zh-CN/oauth.ts'
import { ownMessages } from './zh-CN/own.ts'
import { platformMessages } from './zh-CN/platform.ts'
import { sheetsMessages } from './zh-CN/sheets.ts'

/** Every problem, in Chinese. */
export const zhCN = {
  ...mediaMessages,
  ...oauthMessages,
  ...platformMessages,
  ...documentMessages,
  ...sheetsMessages,
  ...baseMessages,
  ...importMessages,
  ...findingMessages,
  ...ownMessages,
} as const satisfies Record<ProblemKey, ProblemMessages>
