import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { eventHeaders } from '../../contract/feishu/store-app/event.ts'
import { simulatedApp } from '../world/identity.ts'

/** The request address of the app's event subscription, and its encryption strategy. */
export interface EventAddress {
  readonly url: string
  readonly encryptKey: string
  readonly verificationToken: string
  /** How long the ticket takes to come after it was asked for; about two minutes are reported. */
  readonly ticketDelayMs: number
  /** How often a new ticket is pushed without being asked for, each hour at Feishu; `null`: never. */
  readonly ticketEveryMs: number | null
  /** Pauses before an event that was not taken comes again. */
  readonly repeatAfterMs: readonly number[]
}

/** What is wrong with a push on purpose. */
export const wrongs = ['signature', 'unsigned', 'key', 'plain', 'token', 'app', 'stale'] as const
export type Wrong = (typeof wrongs)[number]

export interface Push {
  /** Of schema 1: what stands in `event` besides `app_id`. */
  readonly event: Readonly<Record<string, string>>
  readonly schema: 1 | 2
  /** When it happened, in milliseconds since 1970. */
  readonly atMs: number
  readonly wrong: Wrong | null
  /** How long it stays on its way. */
  readonly delayMs: number
  /** How often it arrives. */
  readonly times: number
}

const answerWithinMs = 3000
const longAgoSeconds = 24 * 60 * 60

interface WrittenPush {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Headers and body of a push. */
function writePush(address: EventAddress, push: Push): WrittenPush {
  const { wrong } = push
  const plain = JSON.stringify(plainOf(address, push))
  const encryptKey = wrong === 'key' ? 'another key' : address.encryptKey
  const body = wrong === 'plain' ? plain : JSON.stringify({ encrypt: encrypt(plain, encryptKey) })
  const timestamp = String(Math.floor(Date.now() / 1000) - (wrong === 'stale' ? longAgoSeconds : 0))
  const nonce = String(randomBytes(4).readUInt32BE())
  const signature = createHash('sha256')
    .update(timestamp + nonce + (wrong === 'signature' ? 'another key' : encryptKey) + body)
    .digest('hex')
  const json = { 'content-type': 'application/json; charset=utf-8' }
  if (wrong === 'unsigned') return { headers: json, body }
  const signed = {
    [eventHeaders.timestamp]: timestamp,
    [eventHeaders.nonce]: nonce,
    [eventHeaders.signature]: signature,
  }
  return { headers: { ...json, ...signed }, body }
}

/** Pushes an event until it is taken; returns the HTTP status of each attempt, 0 where no answer came in time. */
export async function pushEvent(address: EventAddress, push: Push, stopped: AbortSignal): Promise<readonly number[]> {
  const written = writePush(address, push)
  const statuses: number[] = []
  for (const pauseMs of [push.delayMs, ...address.repeatAfterMs]) {
    if (pauseMs > 0) await wait(pauseMs, undefined, { signal: stopped, ref: false })
    // The same bytes, at once: as a proxy that repeats what it has passed on already.
    const times = statuses.length === 0 ? push.times : 1
    const attempts = await Promise.all(Array.from({ length: times }, () => attempt(address.url, written, stopped)))
    statuses.push(...attempts)
    if (attempts.includes(200)) break
  }
  return statuses
}

async function attempt(url: string, { headers, body }: WrittenPush, stopped: AbortSignal): Promise<number> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(answerWithinMs)])
  const answer = await fetch(url, { method: 'POST', headers, body, signal }).catch(() => null)
  await answer?.arrayBuffer()
  return answer?.status ?? 0
}

/** The address check: whether the challenge came back within a second. */
export async function checkAddress({ url, encryptKey, verificationToken }: EventAddress): Promise<boolean> {
  const challenge = randomUUID()
  const plain = JSON.stringify({ challenge, token: verificationToken, type: 'url_verification' })
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: encryptKey === '' ? plain : JSON.stringify({ encrypt: encrypt(plain, encryptKey) }),
      signal: AbortSignal.timeout(1000),
    })
    const body = (await answer.json()) as { challenge?: unknown }
    return answer.status === 200 && body.challenge === challenge
  } catch {
    return false
  }
}

function plainOf({ verificationToken }: EventAddress, { event, schema, atMs, wrong }: Push): object {
  const token = wrong === 'token' ? 'another token' : verificationToken
  const appId = wrong === 'app' ? 'cli_another' : simulatedApp.id
  const id = randomUUID().replaceAll('-', '')
  if (schema === 1) {
    return { ts: (atMs / 1000).toFixed(7), uuid: id, token, type: 'event_callback', event: { app_id: appId, ...event } }
  }
  const { type, tenant_key: tenantKey, ...rest } = event
  const header = {
    event_id: id,
    token,
    create_time: String(atMs),
    event_type: type,
    tenant_key: tenantKey,
    app_id: appId,
  }
  return { schema: '2.0', header, event: rest }
}

/** AES-256-CBC under the hash of the key, the initialization vector in front (event guide, 2026-11-30). */
function encrypt(plain: string, encryptKey: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}
