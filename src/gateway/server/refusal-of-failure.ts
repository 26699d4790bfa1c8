import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { CertificateNotTrusted, ProxyInTheWay } from '../feishu/egress.ts'
import { BodyBroken, FeishuSilent, FeishuUnreachable } from '../proxy/feishu-stream.ts'
import {
  certificateNotTrusted,
  notInCompany,
  ownRefusal,
  proxyInTheWay,
  storeUnreachable,
  type OwnRefusal,
} from './refusal.ts'
import { CompanyLeft } from '../session/sessions.ts'
import { StoreUnreachable } from '../stores/store-unreachable.ts'

/** The refusal for an error, which shows whether store, Feishu, gateway or what lies between failed. */
export function refusalOfFailure(error: unknown): OwnRefusal {
  if (error instanceof BodyBroken) return ownRefusal(400, 'The body of this call is not as it was announced.')
  if (error instanceof ProxyInTheWay) return proxyInTheWay(error.did)
  if (error instanceof CertificateNotTrusted) return certificateNotTrusted
  if (error instanceof FeishuSilent) return ownRefusal(504, 'Feishu did not answer in time.')
  if (error instanceof FeishuUnreachable) return ownRefusal(502, 'No answer came from Feishu.')
  if (error instanceof StoreUnreachable) return storeUnreachable
  if (error instanceof CompanyLeft) return notInCompany
  return ownRefusal(500, 'The gateway failed.')
}

/** As `refusalOfFailure`, for a sign-in: a row of the catalogue. */
export function signInProblemOfFailure(error: unknown): ProblemKey {
  if (error instanceof CompanyLeft) return 'app-not-in-company'
  return error instanceof StoreUnreachable ? 'store-unreachable' : 'gateway-busy'
}
