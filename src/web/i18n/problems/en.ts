import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemMessages } from './problem-messages.ts'
import { baseMessages } from './en/base.ts'
import { documentMessages } from './en/document.ts'
import { findingMessages } from './en/finding.ts'
import { importMessages } from './en/import.ts'
import { mediaMessages } from './en/media.ts'
import { oauthMessages } from './en/oauth.ts'
import { ownMessages } from './en/own.ts'
import { platformMessages } from './en/platform.ts'
import { sheetsMessages } from './en/sheets.ts'

/** Every problem, in English. */
export const en = {
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
