import type { Refusal } from '../feishu/api.ts'
import { baseProblems } from './base.ts'
import { feishuCodes, ownCodes } from './codes.ts'
import { docxProblems } from './docx.ts'
import { findingProblems } from './finding.ts'
import { importProblems } from './import.ts'
import { linkProblems } from './links.ts'
import { mediaProblems } from './media.ts'
import { oauthProblems } from './oauth.ts'
import { ownProblems } from './own.ts'
import { permissionProblems } from './permission.ts'
import { platformProblems } from './platform.ts'
import type { Problem, Treatment } from './problem.ts'
import { sheetsProblems } from './sheets.ts'
import { wikiProblems } from './wiki.ts'

const tables = {
  ...mediaProblems,
  ...oauthProblems,
  ...platformProblems,
  ...docxProblems,
  ...wikiProblems,
  ...permissionProblems,
  ...sheetsProblems,
  ...baseProblems,
  ...importProblems,
  ...findingProblems,
  ...linkProblems,
  ...ownProblems,
}

/** A row's key: Feishu's code in digits, or the name of a condition of our own. */
export type ProblemKey = KeyText<keyof typeof tables>

/** A numeric literal key as the text that it is at run time. */
type KeyText<Key extends string | number> = `${Key}`

/** What is done about each row of the catalogue, by key. The page has nothing else of the rows (vite.config.ts). */
export const problems: Readonly<Record<ProblemKey, Treatment>> = tables

/** The same with what Feishu documents of them. Not for the page. */
export const documentedProblems: Readonly<Record<ProblemKey, Problem>> = tables

const ownRows: ReadonlyMap<number, ProblemKey> = new Map([
  [ownCodes.documentNotListed, 'document-not-listed'],
  [ownCodes.dayUsedUp, 'day-used-up'],
  [ownCodes.proxyInTheWay, 'proxy-in-the-way'],
  [ownCodes.certificateNotTrusted, 'certificate-not-trusted'],
  [ownCodes.storeUnreachable, 'store-unreachable'],
  [ownCodes.appTicketAwaited, 'app-ticket-awaited'],
  [ownCodes.appNotInCompany, 'app-not-in-company'],
])

/** The row of a refused call; `unknown-code` when no table has Feishu's code, `unreadable-answer` when there was none. */
export function problemOf({ code }: Refusal): ProblemKey {
  if (code === null) return 'unreadable-answer'
  if (code < 0) return ownRows.get(code) ?? gatewayProblemOf(-code)
  // The gateway gives it to a page without a session (HTTP 401).
  if (code === feishuCodes.tokenMissing) return 'not-signed-in'
  const key = String(code)
  return isProblemKey(key) ? key : 'unknown-code'
}

/** The row of a refusal by the gateway itself, by its HTTP status. */
function gatewayProblemOf(httpStatus: number): ProblemKey {
  if (httpStatus === 401) return 'not-signed-in'
  if (httpStatus === 408) return 'connection-lost'
  if (httpStatus === 502 || httpStatus === 504) return 'feishu-unreachable'
  return httpStatus === 429 || httpStatus >= 500 ? 'gateway-busy' : 'gateway-refused'
}

/** Whether a text, such as a query parameter, is a key of the catalogue. */
export function isProblemKey(key: string): key is ProblemKey {
  return Object.hasOwn(tables, key)
}
