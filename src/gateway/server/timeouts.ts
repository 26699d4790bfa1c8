/** How long the gateway waits for whom. Not configurable by environment: a reverse proxy's own must match (docs/operating.md). */
export interface Timeouts {
  /** From a connection's first byte until a call's headers are there. */
  readonly headersMs: number
  /** Until a call's body is there: 20 MiB may take their time on a slow line, but not for ever. */
  readonly bodyMs: number
  /** A connection to a page on which nothing moves; longer than a held call and Feishu's silence together. */
  readonly pageSilenceMs: number
  /** A connection to Feishu on which nothing moves: connecting, sending, waiting and answering alike. */
  readonly feishuSilenceMs: number
  /** A connection to Feishu that no call uses; shorter than servers usually keep one. */
  readonly feishuIdleMs: number
  /** After a stop was asked for, as long as other replicas' proxy needs to see /readyz and lead calls there. */
  readonly noticeMs: number
  /** After that, until calls that still run are cut. */
  readonly drainMs: number
}

export const usualTimeouts: Timeouts = {
  headersMs: 20_000,
  bodyMs: 15 * 60 * 1000,
  pageSilenceMs: 130_000,
  feishuSilenceMs: 60_000,
  feishuIdleMs: 4000,
  noticeMs: 3000,
  drainMs: 60_000,
}
