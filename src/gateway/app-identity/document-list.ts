import { isWithin } from '../session/is-recent.ts'
import type { ListedDocument } from './identity-configuration.ts'

/** Pause after a failed lookup of a wiki page. */
const restAfterFailureMs = 30_000

export interface DocumentListDoors {
  readonly documents: readonly ListedDocument[]
  /** Token of the document behind a wiki page; `undefined` when the lookup failed. Never throws. */
  readonly lookUp: (wikiToken: string) => Promise<string | undefined>
  readonly nowMs: () => number
}

/** The documents that the app's identity may be used for. For a listed wiki node, its document is allowed too. */
export class DocumentList {
  readonly #doors: DocumentListDoors
  readonly #allowed: Set<string>
  /** Wiki nodes whose document is not known yet. */
  readonly #unknown: Set<string>
  #lookedUpAtMs = -Infinity
  #lookUp: Promise<void> | undefined

  constructor(doors: DocumentListDoors) {
    this.#doors = doors
    this.#allowed = new Set(doors.documents.map(({ token }) => token))
    this.#unknown = new Set(doors.documents.filter(({ isWikiPage }) => isWikiPage).map(({ token }) => token))
  }

  async has(token: string): Promise<boolean> {
    if (this.#allowed.has(token)) return true
    if (this.#unknown.size === 0) return false
    await this.#resolve()
    return this.#allowed.has(token)
  }

  async #resolve(): Promise<void> {
    const isResting = isWithin(restAfterFailureMs, this.#lookedUpAtMs, this.#doors.nowMs())
    if (!this.#lookUp && isResting) return
    this.#lookUp ??= this.#lookUpAll().finally(() => (this.#lookUp = undefined))
    await this.#lookUp
  }

  async #lookUpAll(): Promise<void> {
    this.#lookedUpAtMs = this.#doors.nowMs()
    for (const node of this.#unknown) {
      const token = await this.#doors.lookUp(node)
      if (token === undefined) continue
      this.#allowed.add(token)
      this.#unknown.delete(node)
    }
  }
}
