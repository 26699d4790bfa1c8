import type { Page } from '@playwright/test'

/**
 * Holds uploads of whole files in a page, on their way to the gateway, beyond the first ones: `{ kind: 'hold' }` holds them at
 * Feishu, where those of one page keep those of others waiting, and ends together with all other faults.
 */
export class HeldUploads {
  #allowed: number
  #asked = 0
  readonly #waiting: (() => void)[] = []

  /** @param allowed Uploads that pass at once. */
  constructor(allowed: number) {
    this.#allowed = allowed
  }

  async stand(page: Page): Promise<void> {
    await page.route('**/medias/upload_all', async (route) => {
      this.#asked += 1
      if (this.#asked > this.#allowed) await new Promise<void>((resolve) => this.#waiting.push(resolve))
      // The page may have aborted the request meanwhile.
      await route.continue().catch(() => undefined)
    })
  }

  /** Lets this many more pass. */
  allow(more: number): void {
    this.#allowed += more
    for (const goOn of this.#waiting.splice(0, more)) goOn()
  }
}
