import type { ComponentType } from 'react'
import type { Uploads } from '../../engine/queue/uploads.ts'
import type { I18n } from '../i18n/load-language.ts'
import type { EmbedLanguage } from '../../contract/embed/protocol.ts'

/** What the signed-in page has for the portal; handed over after each render. */
export interface EmbeddedWork {
  /** Null until the queue is open. */
  readonly uploads: Uploads | null
  readonly i18n: Pick<I18n, 'problemMessages'>
  /** The session has not ended. */
  readonly isSignedIn: boolean
  readonly chosen: { readonly pick: (link: string) => void; readonly clear: () => void }
}

/** The page's side of a portal that shows it in a frame. */
export interface Embedding {
  /** Language that the portal asks for; null: none. */
  readonly language: EmbedLanguage | null
  /** Follows the portal's choice of a language; shows nothing. */
  readonly LanguageFollower: ComponentType
  /** Returns what ends it. */
  readonly serve: (work: EmbeddedWork) => () => void
}
