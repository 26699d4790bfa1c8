import { randomUUID } from 'node:crypto'
import { request as startRequest } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { ApiAnswer, ApiRequest, Reading } from '../contract/feishu/api.ts'
import { bindRequest, readBound, type Binding } from '../contract/feishu/docx/bind-blocks.ts'
import { createBlocksRequest, readCreatedBlocks } from '../contract/feishu/docx/create-blocks.ts'
import { readUploaded, uploadAllRequest } from '../contract/feishu/drive/media.ts'
import type { DocumentId } from '../contract/feishu/ids.ts'
import { pathOf, routes } from '../contract/feishu/routes.ts'
import { gatewayPaths, pageHeader } from '../contract/own-api/session.ts'

interface Received {
  readonly status: number
  readonly location: string
  readonly text: string
  readonly header: (name: string) => string | null
}

interface Picture {
  readonly name: string
  readonly bytes: Buffer
}

const pauseAfterRefusalMs = 1500

/** A scripted person with a session of their own at the gateway: the same calls as the page's, over HTTP. */
export class Colleague {
  readonly #cookies = new Map<string, string>()
  readonly #gatewayPort: number
  readonly #origin: string

  readonly #signal: AbortSignal

  /**
   * @param origin The gateway's, as browsers see it.
   * @param signal Ends everything at once, half-done or not.
   */
  constructor(gatewayPort: number, origin: string, signal: AbortSignal) {
    this.#gatewayPort = gatewayPort
    this.#origin = origin
    this.#signal = signal
  }

  /** Signs in, and agrees on the simulated consent page as this person. */
  async signIn(personKey: string): Promise<void> {
    const { location } = await this.#send(gatewayPaths.signInStart)
    const form = new URLSearchParams({ person: personKey, decision: 'agree' })
    const consent = await fetch(location, { method: 'POST', body: form, redirect: 'manual' })
    const back = new URL(consent.headers.get('location') ?? '')
    await this.#send(back.pathname + back.search)
  }

  /** Puts pictures at the end of a document, in their order. */
  async putPictures(documentId: DocumentId, pictures: readonly Picture[]): Promise<void> {
    const kinds = pictures.map(() => 'image' as const)
    const place = { documentId, kinds, fileView: 'card', index: -1, clientToken: randomUUID() } as const
    const { blocks } = await this.#until(async () => readCreatedBlocks(await this.#call(createBlocksRequest(place))))
    const bindings = await Promise.all(
      pictures.map(async ({ name, bytes }, at): Promise<Binding> => {
        const blockId = blocks[at]?.mediaBlockId ?? missing()
        const point = { parentType: 'docx_image', parentNode: blockId, documentId } as const
        const upload = uploadAllRequest({ fileName: name, point, bytes: new Blob([Uint8Array.from(bytes)]) })
        const fileToken = await this.#until(async () => readUploaded(await this.#call(upload)))
        return { kind: 'image', blockId, fileToken }
      }),
    )
    const bind = bindRequest({ documentId, bindings, clientToken: randomUUID() })
    await this.#until(async () => readBound(await this.#call(bind)))
  }

  /** Calls again until it is not refused: a trouble of the stage hits colleagues too, and their blocks must not stay empty. */
  async #until<Data>(attempt: () => Promise<Reading<Data>>): Promise<Data> {
    for (;;) {
      const reading = await attempt().catch(() => null)
      if (reading?.ok) return reading.data
      await wait(pauseAfterRefusalMs, undefined, { signal: this.#signal })
    }
  }

  async #call(request: ApiRequest): Promise<ApiAnswer> {
    const query = new URLSearchParams(request.query).toString()
    const path = pathOf(request.route, request.parameters) + (query === '' ? '' : `?${query}`)
    const body = await bodyOf(request)
    return this.#send(path, { method: routes[request.route].method, ...body })
  }

  #send(
    path: string,
    { method = 'GET', type, body }: { readonly method?: string; readonly type?: string; readonly body?: Buffer } = {},
  ): Promise<Received> {
    const headers = {
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      host: new URL(this.#origin).host,
      origin: this.#origin,
      [pageHeader.name]: pageHeader.value,
      ...(type !== undefined && { 'content-type': type }),
      'content-length': String(body?.length ?? 0),
    }
    return new Promise((resolve, reject) => {
      const request = startRequest({ host: '127.0.0.1', port: this.#gatewayPort, path, method, headers })
      request.once('error', reject)
      request.once('response', (response) => {
        for (const line of response.headers['set-cookie'] ?? []) this.#keep(line)
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? '',
            text: Buffer.concat(chunks).toString('utf8'),
            header: (name) => new Map(Object.entries(response.headers)).get(name.toLowerCase())?.toString() ?? null,
          }),
        )
      })
      request.end(body)
    })
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    if (value === '') this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}

function missing(): never {
  throw new Error('Feishu made fewer blocks than were asked for')
}

async function bodyOf({ body }: ApiRequest): Promise<{ readonly type?: string; readonly body?: Buffer }> {
  if (body.kind === 'json') return { type: 'application/json', body: Buffer.from(JSON.stringify(body.value)) }
  if (body.kind !== 'multipart') return {}
  const form = new FormData()
  for (const [name, value] of body.fields) form.append(name, value)
  form.append('file', body.file.bytes, body.file.name)
  const made = new Response(form)
  return { type: made.headers.get('content-type') ?? '', body: Buffer.from(await made.arrayBuffer()) }
}
