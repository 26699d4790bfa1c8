import { codeIn, type ApiAnswer } from '../feishu/api.ts'
import { isProblemKey, type ProblemKey } from '../problems/catalogue.ts'
import { pageHeader } from './session.ts'

/** Header of every answer that leaves the gateway under /open-apis, also where it passes on what is not Feishu's JSON. */
export const gatewayMark = pageHeader

/**
 * What a proxy, firewall or network in the gateway's place answered, as a problem; null for an answer of the gateway or of Feishu,
 * which has the gateway's mark or, where something took that off, the code of a refusal that they are known to give. Firewalls and network
 * sign-ins answer `{"code":403,"msg":…}` as well, and `{"code":0}`: without the mark a success is nobody's, or a file would count as arrived that
 * never left the building.
 */
export function problemBetween(answer: ApiAnswer): ProblemKey | null {
  const isOurs = answer.header(gatewayMark.name.toLowerCase()) !== null || isKnownRefusal(codeIn(answer))
  return isOurs ? null : problemOfStatusBetween(answer.status)
}

function isKnownRefusal(code: number | null): boolean {
  return code !== null && (code < 0 || isProblemKey(String(code)))
}

/** @param httpStatus Null: not known, as of a redirect to elsewhere. */
export function problemOfStatusBetween(httpStatus: number | null): ProblemKey {
  switch (httpStatus) {
    case 413:
      return 'too-large-on-the-way'
    // RFC 9110, 15.6: what a proxy says when the server behind it gives no answer.
    case 502:
    case 503:
    case 504:
      return 'uploader-away'
    default:
      return 'not-feishus-answer'
  }
}
