import { createHash } from 'node:crypto'
import type { FeishuCode } from '../http/answer.ts'
import { endpointOf, tokenEndpoints, uploadEndpoints, type EndpointName } from '../http/endpoints.ts'
import type { Fault } from './scripted-faults.ts'

/** Faults drawn at random. */
export const randomFaultKinds = [
  'cut-before',
  'cut-after',
  'html-before',
  'html-after',
  'internal-error',
  'crowded',
  'rate-limit',
  'slow',
  'token-expiry',
  'upload-expiry',
] as const

export type RandomFaultKind = (typeof randomFaultKinds)[number]

export interface FaultPlan {
  readonly seed: number
  /** Share of calls that meet a fault, from 0 to 1. */
  readonly share: number
  readonly kinds: readonly RandomFaultKind[]
}

/** The fault that one call meets. */
export interface RandomFault {
  readonly kind: RandomFaultKind
  readonly fault: Fault
}

/** Facts of a call that decide which random faults it can meet. */
export interface ExposedCall {
  readonly route: EndpointName
  /** Age of the access token it carries; null when it carries none of a person. */
  readonly tokenAgeMs: number | null
}

/**
 * A freshly issued token does not expire: Feishu's live for hours, and a client whose new token is refused at once can only give
 * up.
 */
const youngTokenMs = 15_000

const slowBytesPerSecond = 1_000_000
const lateMs = 2000

/**
 * Random fault injection, reproducible: seed, route and n decide what the n-th call of a route meets, however routes interleave.
 */
export class RandomFaults {
  #plan: FaultPlan | null = null
  #calls = new Map<EndpointName, number>()

  /** Takes effect from the next call of each route on; `null`: no random faults. */
  change(plan: FaultPlan | null): void {
    this.#plan = plan
    this.#calls = new Map()
  }

  /** The fault that the next call of a route meets, if any. */
  next(call: ExposedCall): RandomFault | undefined {
    if (!this.#plan) return undefined
    const { seed, share, kinds } = this.#plan
    const number = (this.#calls.get(call.route) ?? 0) + 1
    this.#calls.set(call.route, number)
    const draw = createHash('sha256').update(`${seed} ${call.route} ${number}`).digest()
    if (draw.readUInt32BE(0) >= share * 2 ** 32) return undefined
    const faults = kinds.flatMap((kind) => {
      const fault = faultOf[kind](call)
      return fault ? [{ kind, fault }] : []
    })
    return faults.length === 0 ? undefined : faults[draw.readUInt32BE(4) % faults.length]
  }
}

const expiring: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'uploadPart',
  'uploadFinish',
  'uploadFilePart',
  'uploadFileFinish',
])

/** The fault a kind means for a call; `undefined` where Feishu is not known to do such a thing. */
const faultOf: Readonly<Record<RandomFaultKind, (call: ExposedCall) => Fault | undefined>> = {
  'cut-before': () => ({ kind: 'cut', when: 'before' }),
  'cut-after': ({ route }) => (answersOnce(route) ? undefined : { kind: 'cut', when: 'after' }),
  'html-before': () => ({ kind: 'html', status: 502, when: 'before' }),
  'html-after': ({ route }) => (answersOnce(route) ? undefined : { kind: 'html', status: 502, when: 'after' }),
  'internal-error': ({ route }) => codeFault(internalErrorOf(route)),
  crowded: ({ route }) => codeFault(uploadEndpoints.has(route) ? 1061045 : null),
  'rate-limit': () => codeFault(99991400),
  slow: ({ route }) =>
    endpointOf(route).body === 'multipart'
      ? { kind: 'slow', bytesPerSecond: slowBytesPerSecond }
      : { kind: 'delay', delayMs: lateMs },
  'token-expiry': ({ tokenAgeMs }) =>
    tokenAgeMs !== null && tokenAgeMs >= youngTokenMs ? { kind: 'expire-token' } : undefined,
  'upload-expiry': ({ route }) => (expiring.has(route) ? { kind: 'forget-upload' } : undefined),
}

/** A code or a refresh token works once: a client that loses the answer can only sign in again, which tests nothing more. */
function answersOnce(route: EndpointName): boolean {
  return tokenEndpoints.has(route)
}

/** "Internal error" of each service, in its own words (contract/problems); Drive's and the wiki's tables name none. */
const internalErrors: readonly (readonly [service: string, code: FeishuCode])[] = [
  ['/open-apis/drive/v1/medias/', 1061001],
  ['/open-apis/drive/v1/files/upload_', 1061001],
  ['/open-apis/drive/v1/import_tasks', 1069901],
  ['/open-apis/docx/', 1771001],
  ['/open-apis/docs_ai/', 1771001],
  ['/open-apis/sheets/', 1315201],
  ['/open-apis/bitable/', 1255001],
]

function internalErrorOf(route: EndpointName): FeishuCode | null {
  if (tokenEndpoints.has(route)) return 20050
  const { path } = endpointOf(route)
  return internalErrors.find(([service]) => path.startsWith(service))?.[1] ?? null
}

function codeFault(code: FeishuCode | null): Fault | undefined {
  return code === null ? undefined : { kind: 'code', code }
}
