import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Received } from './small-browser.ts'

/** What Feishu sends to an event address, written down a second time: from its guide, not from the code under test. */
export const eventKeys = { verificationToken: 'canary-verification', encryptKey: 'canary-encrypt' }

/** The environment of a store app whose events are signed by these keys. */
export const storeAppEnv = {
  FEISHU_APP_TYPE: 'store',
  FEISHU_EVENT_VERIFICATION_TOKEN: eventKeys.verificationToken,
  FEISHU_EVENT_ENCRYPT_KEY: eventKeys.encryptKey,
}

export interface PushedEvent {
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** An event of schema 1 as it is before it is encrypted. */
export function plainEvent(event: object, change: Readonly<Record<string, unknown>> = {}): object {
  return {
    ts: (Date.now() / 1000).toFixed(7),
    uuid: randomUUID().replaceAll('-', ''),
    token: eventKeys.verificationToken,
    type: 'event_callback',
    event: { app_id: 'cli_test', ...event },
    ...change,
  }
}

export function encrypted(plain: string, encryptKey = eventKeys.encryptKey): Buffer {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  const encrypt = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
  return Buffer.from(JSON.stringify({ encrypt }))
}

export interface SigningChange {
  readonly encryptKey?: string
  /** Seconds since 1970. */
  readonly timestamp?: string
}

export function signed(
  body: Buffer,
  { encryptKey = eventKeys.encryptKey, timestamp = String(Math.floor(Date.now() / 1000)) }: SigningChange = {},
): PushedEvent {
  const nonce = String(Math.floor(Math.random() * 1e9))
  const signature = createHash('sha256').update(timestamp).update(nonce).update(encryptKey).update(body).digest('hex')
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
    body,
  }
}

/** An event as it comes. */
export function pushed(event: object, change: Readonly<Record<string, unknown>> = {}): PushedEvent {
  return signed(encrypted(JSON.stringify(plainEvent(event, change))))
}

/** The address check as it comes where an Encrypt Key is set. */
export function addressCheck(token = eventKeys.verificationToken): PushedEvent {
  return { headers: {}, body: encrypted(JSON.stringify({ type: 'url_verification', challenge: 'c-1', token })) }
}

/** Pushes as Feishu does: once more while the gateway says that it has not done it yet, as on a busy machine; Feishu waits 5 s before that. */
export async function pushUntilDone(push: () => Promise<Received>): Promise<Received> {
  for (;;) {
    const answer = await push()
    if (answer.status !== 503) return answer
  }
}
