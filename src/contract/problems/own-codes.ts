/**
 * Codes of the gateway's own refusals that mean something of their own. All others are minus the HTTP status; Feishu's codes are
 * never negative.
 */
export const ownCodes = {
  /** HTTP 403: calls are made as the app itself, and this document is not on its list. */
  documentNotListed: -403_001,
  /** HTTP 429: Feishu takes no more calls of this kind from the app today; the answer's reset header tells when it does again. */
  dayUsedUp: -429_001,
  /** HTTP 503: the gateway can not reach the store of its sessions and quota. */
  storeUnreachable: -503_001,
} as const
