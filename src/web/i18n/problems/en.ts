import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemMessages } from './problem-messages.ts'
import { inNameOfApp } from './as-app.ts'
import { asAppMessages } from './en/as-app.ts'
import { baseMessages } from './en/base.ts'
import { documentMessages } from './en/document.ts'
import { findingMessages } from './en/finding.ts'
import { importMessages } from './en/import.ts'
import { meaningsOf } from './en/meanings.ts'
import { linkMessages } from './en/links.ts'
import { mediaMessages } from './en/media.ts'
import { oauthMessages } from './en/oauth.ts'
import { ownMessages } from './en/own.ts'
import { platformMessages } from './en/platform.ts'
import { sheetsMessages } from './en/sheets.ts'

/** Every problem, in English. `isApp`: for a page whose calls are made in the app's own name. */
export function en(product: string, isApp = false) {
  const meanings = meaningsOf(product)
  const messages = {
    ...mediaMessages(product, meanings),
    ...oauthMessages(product, meanings),
    ...platformMessages(product, meanings),
    ...documentMessages(product, meanings),
    ...sheetsMessages(product, meanings),
    ...baseMessages(product, meanings),
    ...importMessages(product, meanings),
    ...findingMessages(meanings),
    ...linkMessages(product),
    ...ownMessages(product, meanings),
  } as const satisfies Record<ProblemKey, ProblemMessages>
  return isApp ? inNameOfApp(messages, asAppMessages(product)) : messages
}
