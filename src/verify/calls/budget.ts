import type { RouteName } from '../../contract/feishu/routes.ts'
import { BudgetSpent } from '../doors.ts'

/** Calls that are counted against the day's limit of uploads. */
export const uploadRoutes: ReadonlySet<RouteName | null> = new Set<RouteName | null>([
  'uploadAll',
  'uploadPrepare',
  'uploadPart',
  'uploadFinish',
])

/** What may be spent, stated before the first call. */
export interface Allowance {
  readonly calls: number
  readonly uploads: number
}

/** Calls of one part of the run. */
export class Budget {
  readonly allowed: Allowance
  #calls = 0
  #uploads = 0

  constructor(allowed: Allowance) {
    this.allowed = allowed
  }

  get spent(): Allowance {
    return { calls: this.#calls, uploads: this.#uploads }
  }

  /** Counts a call before it is made. @throws {BudgetSpent} When it would be one too many. */
  take(route: RouteName | null): void {
    const isUpload = uploadRoutes.has(route)
    if (this.#calls >= this.allowed.calls) throw new BudgetSpent(`more than ${this.allowed.calls} calls`)
    if (isUpload && this.#uploads >= this.allowed.uploads)
      throw new BudgetSpent(`more than ${this.allowed.uploads} uploads`)
    this.#calls += 1
    if (isUpload) this.#uploads += 1
  }
}
