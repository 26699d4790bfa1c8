import { gatewayPaths } from '../contract/own-api/session.ts'
import { askGateway, type AskGateway } from './gateway/ask-gateway.ts'
import { preferredLanguage } from './i18n/language.ts'
import { pageWords } from './i18n/page-words.ts'
import { browserStorage } from './platform/browser-storage.ts'
import { rememberedTheme, showTheme } from './shell/theme.ts'

/** A small script of its own, which asks for what the first frame shows while the page's code is still on its way. */

/** The language that the page opens in, unless a portal around it chooses another. */
export const firstLanguage = preferredLanguage(navigator.languages, browserStorage)

/** Who is signed in. Null once it has been used. */
let session: Promise<Response> | null = askGateway(gatewayPaths.session)

document.documentElement.lang = firstLanguage
showTheme(rememberedTheme(browserStorage), document.documentElement)
// Whoever uses them later learns why they failed. Some browsers cache a failed import for the life of the page (lazy-module.ts).
session.catch(() => undefined)
if (navigator.onLine) pageWords[firstLanguage]().catch(() => undefined)

/** As `askGateway`; the session is answered once by what was asked early. */
export const askEarly: AskGateway = (path, init) => {
  const early = path === gatewayPaths.session ? session : null
  if (!early) return askGateway(path, init)
  session = null
  return early
}
