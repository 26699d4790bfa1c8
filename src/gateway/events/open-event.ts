import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import * as v from 'valibot'
import { own } from '../../contract/own.ts'
import { eventHeaders, lastRepeatAfterMs, readPushed, type FeishuEvent } from '../../contract/feishu/store-app/event.ts'

/**
 * The two keys of the developer console's page "Events and callbacks", Encryption strategy. Feishu has one of each; while one is
 * changed there, both the new and the old one are taken.
 */
export interface EventKeys {
  readonly verificationTokens: readonly string[]
  readonly encryptKeys: readonly string[]
}

/** What the event address was sent, certainly by Feishu and for this app. */
export type OpenedEvent =
  | { readonly is: 'challenge'; readonly challenge: string }
  | { readonly is: 'event'; readonly event: FeishuEvent }

/** A body as it came, and when. */
export interface ReceivedEvent {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly nowMs: number
}

/** How far Feishu's clock may be ahead of this one. */
const aheadMs = 5 * 60 * 1000

/**
 * How old a signature may be. Whether a repeat is signed anew is not documented (docs/feishu.md, U60), so as old as Feishu's last repeat
 * of an event, and a bit. What is replayed within this time is known by its id, and never newer than what is known.
 */
export const oldestMs = lastRepeatAfterMs + 25 * 60 * 1000

const ivBytes = 16

const Encrypted = v.pipe(v.string(), v.parseJson(), v.object({ encrypt: v.pipe(v.string(), v.base64()) }))

/** Opens what was sent to the event address of one app. What does not come from Feishu is refused without a reason. */
export class EventOpener {
  readonly #appId: string
  readonly #keys: EventKeys

  constructor(appId: string, keys: EventKeys) {
    this.#appId = appId
    this.#keys = keys
  }

  /**
   * Never throws. `undefined`: not Feishu's, too old, or for another app.
   *
   * An Encrypt Key is always set here, so nothing is taken that is not encrypted; and nothing but the address check, which Feishu does
   * not sign, without a signature. Every refusal looks the same from outside, so the padding of AES-CBC tells nobody anything.
   */
  open({ headers, body, nowMs }: ReceivedEvent): OpenedEvent | undefined {
    const isSigned = own(headers, eventHeaders.signature) !== undefined
    const { encryptKeys, verificationTokens } = this.#keys
    const signedBy = isSigned ? encryptKeys.filter((key) => isSignedBy(key, headers, body, nowMs)) : encryptKeys
    const pushed = signedBy.map((key) => readPushed(decrypt(body, key))).find((each) => each !== undefined)
    if (!pushed || !verificationTokens.some((token) => isSame(pushed.verificationToken, token))) return undefined
    if (pushed.is === 'challenge') return { is: 'challenge', challenge: pushed.challenge }
    return isSigned && pushed.event.appId === this.#appId ? { is: 'event', event: pushed.event } : undefined
  }
}

function isSignedBy(encryptKey: string, headers: IncomingHttpHeaders, body: Buffer, nowMs: number): boolean {
  const given = [eventHeaders.timestamp, eventHeaders.nonce, eventHeaders.signature].map((name) => own(headers, name))
  const [timestamp, nonce, signature] = given
  if (typeof timestamp !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string') return false
  const expected = sha256(timestamp, nonce, encryptKey, body).toString('hex')
  if (!isSame(signature.toLowerCase(), expected) || !/^\d{1,12}$/.test(timestamp)) return false
  const ageMs = nowMs - Number(timestamp) * 1000
  return ageMs <= oldestMs && ageMs >= -aheadMs
}

function decrypt(body: Buffer, encryptKey: string): unknown {
  const reading = v.safeParse(Encrypted, body.toString('utf8'))
  if (!reading.success) return undefined
  const bytes = Buffer.from(reading.output.encrypt, 'base64')
  if (bytes.length <= ivBytes) return undefined
  try {
    const decipher = createDecipheriv('aes-256-cbc', sha256(encryptKey), bytes.subarray(0, ivBytes))
    const plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes)), decipher.final()])
    return JSON.parse(plain.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

/** In a time that says nothing about where they differ, nor about the length of the expected one. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected))
}

function sha256(...parts: readonly (string | Buffer)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
