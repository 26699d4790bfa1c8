import type { Page, Route } from '@playwright/test'

/** Calls that look a document up before files go in: wiki node, metas, permission. */
const lookUps = /\/open-apis\/(wiki\/v2\/spaces\/get_node|drive\/v1\/metas|drive\/v1\/permissions)/

/** Holds Feishu's answers about documents until the story releases them, in any order. */
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

  /** Number of look-ups of a document, by metas or wiki node. */
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
    // The page may have aborted the request meanwhile.
    await route.continue().catch(() => undefined)
  }
}
