import { isWithin } from '../session/is-recent.ts'
import { BoundedMap } from '../stores/bounded-map.ts'
import type { ListedDocument } from './identity-configuration.ts'

/** Companies of which a lookup is remembered. */
const rememberedCompanies = 1000

/** Pause after a failed lookup of a wiki page. */
const restAfterFailureMs = 30_000

export interface DocumentListDoors {
  readonly documents: readonly ListedDocument[]
  /**
   * Token of the document behind a wiki page, as a company's people see it; `undefined` when the lookup failed. Never throws.
   *
   * @param tenantKey Of a store app; empty for a custom one, which is of one company.
   */
  readonly lookUp: (wikiToken: string, tenantKey: string) => Promise<string | undefined>
  readonly nowMs: () => number
}

/** The documents that the app's identity may be used for. For a listed wiki node, its document is allowed too. */
export class DocumentList {
  readonly #doors: DocumentListDoors
  readonly #allowed: Set<string>
  /** Wiki nodes whose document is not known yet. */
  readonly #unknown: Set<string>
  /** By company that found it: a wiki node and its document. */
  readonly #found = new Map<string, { readonly node: string; readonly token: string }[]>()
  /** By company: the pages of one are hidden from the others. */
  readonly #lookedUpAtMs = new BoundedMap<string, number>(rememberedCompanies)
  readonly #lookUps = new Map<string, Promise<void>>()

  constructor(doors: DocumentListDoors) {
    this.#doors = doors
    this.#allowed = new Set(doors.documents.map(({ token }) => token))
    this.#unknown = new Set(doors.documents.filter(({ isWikiPage }) => isWikiPage).map(({ token }) => token))
  }

  async has(token: string, tenantKey: string): Promise<boolean> {
    if (this.#allowed.has(token)) return true
    if (this.#unknown.size === 0) return false
    await this.#resolve(tenantKey)
    return this.#allowed.has(token)
  }

  /** What a company's own view of the wiki showed is deleted; listed documents stay listed. */
  forget(tenantKey: string): void {
    const found = this.#found.get(tenantKey) ?? []
    this.#found.delete(tenantKey)
    const others = [...this.#doors.documents, ...[...this.#found.values()].flat()]
    for (const { node, token } of found) {
      if (!others.some((other) => other.token === token)) this.#allowed.delete(token)
      this.#unknown.add(node)
    }
    this.#lookedUpAtMs.forget(tenantKey)
  }

  async #resolve(tenantKey: string): Promise<void> {
    const running = this.#lookUps.get(tenantKey)
    if (running) return running
    const lookedUpAtMs = this.#lookedUpAtMs.get(tenantKey) ?? -Infinity
    if (isWithin(restAfterFailureMs, lookedUpAtMs, this.#doors.nowMs())) return
    const lookUp = this.#lookUpAll(tenantKey).finally(() => this.#lookUps.delete(tenantKey))
    this.#lookUps.set(tenantKey, lookUp)
    await lookUp
  }

  async #lookUpAll(tenantKey: string): Promise<void> {
    this.#lookedUpAtMs.note(tenantKey, this.#doors.nowMs())
    for (const node of this.#unknown) {
      const token = await this.#doors.lookUp(node, tenantKey)
      if (token === undefined) continue
      this.#allowed.add(token)
      this.#unknown.delete(node)
      this.#found.set(tenantKey, [...(this.#found.get(tenantKey) ?? []), { node, token }])
    }
  }
}
