import type { Page, Route } from '@playwright/test'

/** What Feishu is asked of a document before files go in: its node, its metas, its rights. */
const lookUps = /\/open-apis\/(wiki\/v2\/spaces\/get_node|drive\/v1\/metas|drive\/v1\/permissions)/

/** Holds what Feishu says of documents until the story lets it through, in whatever order. */
export class HeldAnswers {
  readonly #held = new Map<string, { readonly until: Promise<void>; readonly letGo: () => void }>()
  readonly #asked = new Map<string, number>()

  constructor(tokens: readonly string[]) {
    for (const token of tokens) this.#hold(token)
  }

  async stand(page: Page): Promise<void> {
    await page.route(lookUps, (route) => this.#pass(route))
  }

  #hold(token: string): void {
    let letGo: () => void = () => undefined
    const until = new Promise<void>((resolve) => (letGo = resolve))
    this.#held.set(token, { until, letGo })
  }

  release(token: string): void {
    this.#held.get(token)?.letGo()
  }

  /** How often a document was asked for by its metas, or its node. */
  asked(token: string): number {
    return this.#asked.get(token) ?? 0
  }

  async #pass(route: Route): Promise<void> {
    const request = route.request()
    const text = `${request.url()} ${request.postData() ?? ''}`
    const [token, held] = [...this.#held].find(([each]) => text.includes(each)) ?? []
    if (token !== undefined && held) {
      if (!request.url().includes('/permissions/')) this.#asked.set(token, this.asked(token) + 1)
      await held.until
    }
    // The page may have thought better of it meanwhile.
    await route.continue().catch(() => undefined)
  }
}
