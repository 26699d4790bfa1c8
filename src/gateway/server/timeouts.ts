/** The gateway's timeouts. Not configurable: a reverse proxy's must match them (docs/operating.md). */
export interface Timeouts {
  /** From a connection's first byte until a call's headers are complete. */
  readonly headersMs: number
  /** Until a call's body is complete; 20 MiB must be possible over a slow line. */
  readonly bodyMs: number
  /** Until a body is complete that does not go on to Feishu: of a form, or of a call that was refused meanwhile. */
  readonly smallBodyMs: number
  /** Silence on a connection to a page; longer than the wait for a turn and Feishu's silence together. */
  readonly pageSilenceMs: number
  /** Over how long the pace of a body is measured; one that is too slow loses its turn while others wait (slow-bodies.ts). */
  readonly slowBodyMs: number
  /** Silence on a connection to Feishu while connecting, sending, waiting or answering. */
  readonly feishuSilenceMs: number
  /** Idle time of a connection to Feishu; shorter than servers usually keep one. */
  readonly feishuIdleMs: number
  /** From a stop signal until the stop begins: time for the proxy to see /readyz and use other replicas. */
  readonly noticeMs: number
  /** From there until running calls are cut. */
  readonly drainMs: number
}

export const usualTimeouts: Timeouts = {
  headersMs: 20_000,
  bodyMs: 15 * 60 * 1000,
  smallBodyMs: 20_000,
  pageSilenceMs: 130_000,
  slowBodyMs: 5000,
  feishuSilenceMs: 60_000,
  feishuIdleMs: 4000,
  noticeMs: 3000,
  drainMs: 60_000,
}
