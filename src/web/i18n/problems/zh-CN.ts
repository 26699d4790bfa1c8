import type { ChineseProductName } from '../product-name.ts'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { ProblemMessages } from './problem-messages.ts'
import { inNameOfApp } from './as-app.ts'
import { asAppMessages } from './zh-CN/as-app.ts'
import { baseMessages } from './zh-CN/base.ts'
import { documentMessages } from './zh-CN/document.ts'
import { findingMessages } from './zh-CN/finding.ts'
import { importMessages } from './zh-CN/import.ts'
import { meaningsOf } from './zh-CN/meanings.ts'
import { linkMessages } from './zh-CN/links.ts'
import { mediaMessages } from './zh-CN/media.ts'
import { oauthMessages } from './zh-CN/oauth.ts'
import { ownMessages } from './zh-CN/own.ts'
import { platformMessages } from './zh-CN/platform.ts'
import { sheetsMessages } from './zh-CN/sheets.ts'

/** Every problem, in Chinese. `isApp`: for a page whose calls are made in the app's own name. */
export function zhCN(product: ChineseProductName, isApp = false) {
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
