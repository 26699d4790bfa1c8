import { BoundedMap } from '../stores/bounded-map.ts'
import type { Company } from './quotas.ts'

/** How long a refusal counts. Feishu may take such files later; nothing but speed is lost until then. */
const rememberedForMs = 24 * 60 * 60 * 1000

/** Companies whose refusal is remembered at once. */
const mostRemembered = 10_000

/**
 * Whether a company's pages may send small files by the endpoints for parts: its plan may decide what Feishu takes. Each replica learns of
 * a refusal by itself.
 */
export class SmallFilesByParts {
  readonly #isOn: boolean
  readonly #nowMs: () => number
  readonly #refusedUntilMs = new BoundedMap<Company, number>(mostRemembered)

  /** @param nowMs Milliseconds since 1970. */
  constructor(isOn: boolean, nowMs: () => number = () => Date.now()) {
    this.#isOn = isOn
    this.#nowMs = nowMs
  }

  isAllowed(company: Company): boolean {
    return this.#isOn && this.#nowMs() >= (this.#refusedUntilMs.get(company) ?? 0)
  }

  /** What is remembered of a company is deleted. */
  forget(company: Company): void {
    this.#refusedUntilMs.forget(company)
  }

  /** A page saw Feishu refuse one that upload_all took. */
  refused(company: Company): void {
    this.#refusedUntilMs.note(company, this.#nowMs() + rememberedForMs)
  }
}
