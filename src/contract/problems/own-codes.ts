/**
 * Codes of the gateway's own refusals that mean something of their own. All others are minus the HTTP status; Feishu's codes are
 * never negative.
 */
export const ownCodes = {
  /** HTTP 403: calls are made as the app itself, and this document is not on its list. */
  documentNotListed: -403_001,
} as const
