import { createHash, randomBytes } from 'node:crypto'
import { onTestFinished, vi } from 'vitest'
import { enabledScopes } from '../world/scopes.ts'
import { startSimulator, type RunningSimulator } from '../http/start.ts'
import { scopesPerAuthorization } from '../../contract/feishu/limits.ts'
import { own } from '../../contract/own.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown> & { readonly code?: number; readonly data?: Record<string, unknown> }
}

export const redirectUri = 'http://localhost:9/auth/callback'

/** An HTTP client for tests, independent of the simulator's code. */
export class SimulatedClient {
  readonly url: string
  token = ''

  constructor(url: string) {
    this.url = url
  }

  async call(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.token !== '' && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return replyOf(response)
  }

  async form(path: string, parts: readonly (readonly [name: string, value: string | Blob])[]): Promise<Reply> {
    const form = new FormData()
    for (const [name, value] of parts) form.append(name, value)
    const headers = { authorization: `Bearer ${this.token}` }
    return replyOf(await fetch(this.url + path, { method: 'POST', headers, body: form }))
  }

  /** Walks through the consent page as `person`, as often as so many scopes need, and keeps the access token. */
  async signIn(person = 'zhang-san', scopes: readonly string[] = Object.keys(enabledScopes)): Promise<Reply> {
    const [last = [], ...before] = inPieces(scopes, scopesPerAuthorization).toReversed()
    for (const piece of before) await this.consent(person, piece)
    const { code, verifier } = await this.consent(person, last)
    const reply = await this.exchange({ grant_type: 'authorization_code', code, code_verifier: verifier })
    this.token = String(reply.body['access_token'])
    return reply
  }

  /** Calls as the app itself from now on, with a tenant access token. */
  async becomeApp(): Promise<void> {
    const app = { app_id: 'cli_simulator', app_secret: 'simulator-secret' }
    const { body } = await this.call('POST', '/open-apis/auth/v3/tenant_access_token/internal', app)
    this.token = String(body['tenant_access_token'])
  }

  async consent(person: string, scopes: readonly string[]): Promise<{ code: string; verifier: string }> {
    const verifier = randomBytes(32).toString('base64url')
    const query = new URLSearchParams({
      client_id: 'cli_simulator',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state: 'state-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    const response = await this.decide(query, { person, decision: 'agree' })
    const target = new URL(response.headers.get('location') ?? '')
    return { code: target.searchParams.get('code') ?? '', verifier }
  }

  decide(query: URLSearchParams, form: Record<string, string>): Promise<Response> {
    return fetch(`${this.url}/open-apis/authen/v1/authorize?${query.toString()}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
  }

  /** Calls the token endpoint, which wants no bearer. */
  async exchange(parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<Reply> {
    const app = { client_id: 'cli_simulator', client_secret: 'simulator-secret' }
    const response = await fetch(`${this.url}/open-apis/authen/v2/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ...app, ...parameters }),
    })
    return replyOf(response)
  }

  /** A fresh world without rate limits or delays, unless the test sets them. */
  async freshWorld(options: Record<string, unknown> = {}): Promise<void> {
    await this.call('POST', '/_simulator/world', { rateLimits: 'off', ...options })
  }
}

function inPieces<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Reply['body']) : { text },
  }
}

/** A simulator of the test's own on a free port, signed in as Zhang San, rate limits off; gone when the test ends. */
export async function startForTest(options: Record<string, unknown> = {}): Promise<SimulatedClient> {
  const simulator: RunningSimulator = await startSimulator({ port: 0 })
  onTestFinished(() => simulator.close())
  const client = new SimulatedClient(simulator.url)
  await client.freshWorld(options)
  await client.signIn()
  return client
}

/** Tokens of documents that every fresh world contains. */
export const productReview = 'SimDocxProductReview0000001'
export const readOnlyDocument = 'SimDocxReadOnly000000000003'
export const deletedDocument = 'SimDocxDeleted0000000000004'
export const fullDocument = 'SimDocxFull0000000000000005'

export interface WireBlock {
  readonly block_id: string
  readonly block_type: number
  readonly children?: readonly string[]
  readonly image?: { readonly token: string; readonly width: number; readonly height: number }
  readonly file?: { readonly token: string; readonly name: string }
}

/** Puts empty blocks at the end of a document; for a file the block inside the frame is returned. */
export async function placeBlocks(
  client: SimulatedClient,
  documentId: string,
  kinds: readonly ('image' | 'file')[],
): Promise<readonly string[]> {
  const children = kinds.map((kind) =>
    kind === 'image' ? { block_type: 27, image: {} } : { block_type: 23, file: { token: '' } },
  )
  const path = `/open-apis/docx/v1/documents/${documentId}/blocks/${documentId}/children`
  const { body } = await client.call('POST', path, { index: -1, children })
  const made = body.data?.['children'] as readonly WireBlock[]
  return made.map((block) => (block.block_type === 33 ? (block.children?.[0] ?? '') : block.block_id))
}

export interface UploadInput {
  readonly documentId: string
  readonly blockId: string
  readonly bytes: Buffer
  readonly fileName?: string
  readonly parentType?: string
}

/** The fields of upload_all in the documented order; a test changes what it is about. */
export function uploadFields(input: UploadInput): [string, string | Blob][] {
  return [
    ['file_name', input.fileName ?? 'picture.png'],
    ['parent_type', input.parentType ?? 'docx_image'],
    ['parent_node', input.blockId],
    ['size', String(input.bytes.length)],
    ['extra', JSON.stringify({ drive_route_token: input.documentId })],
    ['file', new Blob([Uint8Array.from(input.bytes)])],
  ]
}

export const uploadPath = '/open-apis/drive/v1/medias/upload_all'

export async function uploadInto(client: SimulatedClient, input: UploadInput): Promise<string> {
  const { body } = await client.form(uploadPath, uploadFields(input))
  return String(body.data?.['file_token'])
}

/** Uploads a file into a sheet or a base: there the document itself is the parent. */
export function uploadIntoDocument(
  client: SimulatedClient,
  documentId: string,
  file: { readonly parentType: string; readonly fileName?: string; readonly bytes?: Buffer },
): Promise<string> {
  const { bytes = Buffer.from('bytes'), ...named } = file
  return uploadInto(client, { documentId, blockId: documentId, bytes, ...named })
}

/** Two calls of which the first is still under way when the second comes; their codes. */
export async function overlapping(
  client: SimulatedClient,
  route: string,
  calls: readonly [first: () => Promise<Reply>, second: () => Promise<Reply>],
): Promise<readonly (number | undefined)[]> {
  await client.call('POST', '/_simulator/faults', { route, fault: { kind: 'delay', delayMs: 300 } })
  const counters = async () => (await client.call('GET', '/_simulator/counters')).body
  const before = (own(await counters(), route) as { calls: number } | undefined)?.calls ?? 0
  const first = calls[0]()
  await vi.waitUntil(async () => (own(await counters(), route) as { calls: number } | undefined)?.calls === before + 1)
  const second = await calls[1]()
  return [(await first).body.code, second.body.code]
}

/** Uploads in parts what is too large for one request; the fields are those of upload_prepare besides `size`. */
export async function uploadInParts(
  client: SimulatedClient,
  bytes: Buffer,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const medias = '/open-apis/drive/v1/medias'
  const prepared = await client.call('POST', `${medias}/upload_prepare`, { ...fields, size: bytes.length })
  const {
    upload_id: uploadId,
    block_size: partBytes,
    block_num: parts,
  } = prepared.body.data as unknown as {
    upload_id: string
    block_size: number
    block_num: number
  }
  for (let seq = 0; seq < parts; seq += 1) {
    const part = bytes.subarray(seq * partBytes, (seq + 1) * partBytes)
    await client.form(`${medias}/upload_part`, [
      ['upload_id', uploadId],
      ['seq', String(seq)],
      ['size', String(part.length)],
      ['file', new Blob([Uint8Array.from(part)])],
    ])
  }
  const finish = await client.call('POST', `${medias}/upload_finish`, { upload_id: uploadId, block_num: parts })
  return String(finish.body.data?.['file_token'])
}
