import type { LinkRules } from '../../contract/document-links.ts'
import type { Failure, Target } from '../../engine/job.ts'

/** Turns a pasted link into the document behind it (resolve-target.ts, which comes behind the first paint). */
export type ResolveTarget = (link: string, rules: LinkRules, signal: AbortSignal) => Promise<ResolvedTarget>

export interface ResolvedTarget extends Target {
  readonly isInWiki: boolean
  /** Null when Feishu did not say: the upload will tell. */
  readonly mayEdit: boolean | null
}

interface UnusableOptions extends ErrorOptions {
  readonly healsByItself?: boolean
  readonly waitMs?: number | null
}

/** The link leads to nothing that takes files, or Feishu refused to tell. */
export class TargetUnusable extends Error {
  override readonly name = 'TargetUnusable'
  readonly failure: Failure
  /** The same question may soon be answered differently. */
  readonly healsByItself: boolean
  /** How long Feishu asks to wait before the next call. */
  readonly waitMs: number | null

  constructor(failure: Failure, { healsByItself = false, waitMs = null, ...options }: UnusableOptions = {}) {
    super(`The target is unusable: ${failure.problem}`, options)
    this.failure = failure
    this.healsByItself = healsByItself
    this.waitMs = waitMs
  }
}
