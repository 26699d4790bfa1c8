/** How long a refusal counts. Feishu may take such files later; nothing but speed is lost until then. */
const rememberedForMs = 24 * 60 * 60 * 1000

/**
 * Whether this installation's pages may send small files by the endpoints for parts. Each replica learns of a refusal by itself.
 */
export class SmallFilesByParts {
  readonly #isOn: boolean
  readonly #nowMs: () => number
  #refusedUntilMs = 0

  /** @param nowMs Milliseconds since 1970. */
  constructor(isOn: boolean, nowMs: () => number = () => Date.now()) {
    this.#isOn = isOn
    this.#nowMs = nowMs
  }

  get isAllowed(): boolean {
    return this.#isOn && this.#nowMs() >= this.#refusedUntilMs
  }

  /** A page saw Feishu refuse one that upload_all took. */
  refused(): void {
    this.#refusedUntilMs = this.#nowMs() + rememberedForMs
  }
}
