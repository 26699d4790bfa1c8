import { isProblemKey, documentedProblems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { strangersCodeOf, type strangersCodes } from '../../contract/problems/strangers-codes.ts'
import type { Media } from '../media/media-store.ts'

/** The successful answer of an endpoint. */
export type Answer =
  | { readonly kind: 'data'; readonly data: unknown }
  /** The token endpoints answer without `data`. */
  | { readonly kind: 'flat'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'media'; readonly media: Media }

export interface RefusalDetails {
  /** Overrides the catalogue's status: 99991400 comes with 429 or, from docx, with 400. */
  readonly httpStatus?: number
  readonly msg?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The envelope's `error`: permission_violations, field_violations. */
  readonly error?: Readonly<Record<string, unknown>>
}

/** Thrown to answer a call with a code of Feishu. */
export class RefusalError extends Error {
  override name = 'RefusalError' as const
  readonly code: number
  readonly httpStatus: number
  readonly details: RefusalDetails

  constructor(code: number, details: RefusalDetails = {}) {
    const key = String(code)
    const row = isProblemKey(key) ? documentedProblems[key] : strangersCodeOf(code)
    super(details.msg ?? row?.msg ?? 'refused')
    this.code = code
    // Feishu documents no status for its gateway's codes; where one was seen it was 400 (docs/feishu.md, U14).
    this.httpStatus = details.httpStatus ?? row?.httpStatus ?? 400
    this.details = details
  }
}

/** A code of Feishu that is in the catalogue, or that only other clients meet. */
export type FeishuCode = CodeOf<ProblemKey> | keyof typeof strangersCodes

type CodeOf<Key extends string> = Key extends `${infer Code extends number}` ? Code : never

/** @throws {RefusalError} Always, with the catalogue's status and `msg` for the code. */
export function refuse(code: FeishuCode, details?: RefusalDetails): never {
  throw new RefusalError(code, details)
}

export function envelopeOf(refused: RefusalError, logId: string): Readonly<Record<string, unknown>> {
  return { code: refused.code, msg: refused.message, error: { log_id: logId, ...refused.details.error } }
}

/** RFC 6749 names of Feishu's codes, as the v2 token endpoint answers them. */
const oauthErrors: Readonly<Record<number, string>> = {
  20001: 'invalid_request',
  20002: 'invalid_client',
  20036: 'unsupported_grant_type',
  20048: 'invalid_client',
  20050: 'server_error',
  20063: 'invalid_request',
  20067: 'invalid_scope',
  20068: 'invalid_scope',
  20070: 'invalid_request',
  20072: 'temporarily_unavailable',
}

export function oauthEnvelopeOf(refused: RefusalError): Readonly<Record<string, unknown>> {
  return {
    code: refused.code,
    error: oauthErrors[refused.code] ?? 'invalid_grant',
    error_description: refused.message,
  }
}
