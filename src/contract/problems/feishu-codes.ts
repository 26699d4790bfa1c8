/**
 * Feishu's codes that the code decides by, with names. HTTP status, message and source of each are in its row of the
 * catalogue, under the same number; codes that only pass through to a person have no name here.
 */

// Any call (platform.ts)
/** Too many calls of this kind by the app: HTTP 429, on some older calls 400. */
export const rateLimited = 99991400
/** The company has used up its calls of this month. The HTTP status is not documented. */
export const monthUsedUp = 99991403
/** No token came with the call. The HTTP status is not documented; 400 was seen (go-lark/lark#28), our gateway uses 401. */
export const tokenMissing = 99991661
/** Also the answer where a call takes no tenant token at all. */
export const tenantTokenInvalid = 99991663
/** "invalid tenant code": the token cannot be used. */
export const tenantCodeInvalid = 99991665
/** Also the answer where a call takes no user token at all. */
export const userTokenInvalid = 99991668
/** The person's access token has expired. */
export const userTokenExpired = 99991677
/** Feishu has no such path (HTTP 404). */
export const pathUnknown = 99991201
/** The app was not given a scope that the call needs. */
export const appLacksScope = 99991672
/** The token was issued without a scope that the call needs. */
export const tokenLacksScope = 99991676
/** The person has not granted a scope that the call needs. */
export const userLacksScope = 99991679
/** The call reaches into another company ("cross tenant and unit", HTTP 403). */
export const otherTenant = 1064510
/** The call reaches from Feishu to Lark or back ("cross brand", HTTP 403). */
export const otherBrand = 1064511

// Files (media.ts)
/** Too many uploads at once: HTTP 200. */
export const uploadsAtOnce = 1061045
/** The file is larger than the company's plan allows: HTTP 400. */
export const fileTooLarge = 1061043

// Documents (docx.ts, wiki.ts)
/** The document or a block of it is not there. */
export const blockNotFound = 1770002
/** The document or a block of it was deleted. */
export const blockDeleted = 1770003
/** The document is being copied; edits are refused meanwhile. */
export const documentCopying = 1770020
/** The revision named in the call is too far behind. */
export const revisionTooOld = 1770021
/** metas/batch_query, in `failed_list`: the caller may not read it. */
export const metaForbidden = 970003
/** The wiki node or space does not exist. */
export const wikiNodeNotFound = 131005
/** The caller may not read the wiki node or space. */
export const wikiNodeForbidden = 131006

// Bases and imports (base.ts, import.ts)
/** More records in one batch than it takes. */
export const tooManyRecords = 1254104
/** The uploaded source of an import was thrown away before the import began. */
export const importSourceExpired = 1069913

// Tokens (oauth.ts)
/** The console does not let this app refresh user tokens: a session lives as long as its access token. */
export const refreshNotAllowed = 20074

// Store apps (platform.ts)
/** The app_ticket is wrong, or there is a newer one. Only official SDKs name it: UNCONFIRMED (docs/feishu.md, U61). */
export const appTicketInvalid = 10012
/** The app_access_token is invalid or expired. */
export const appTokenInvalid = 99991664
