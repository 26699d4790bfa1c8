import type { KyInstance, Options } from 'ky'
import type { ApiAnswer, ApiBody, ApiRequest } from '../../contract/feishu/api.ts'
import { callNameHeader, yieldingHeader } from '../../contract/own-api/quota.ts'
import { pathOf, routes } from '../../contract/feishu/routes.ts'
import { ConnectionLost, type SendOptions, type Wire } from '../../engine/doors.ts'
import type { OpenCalls } from './open-calls.ts'
import { xhrFetch } from './xhr-fetch.ts'

type SendUpload = (body: FormData | Blob, onSent: (sentBytes: number) => void) => typeof fetch

/** The engine's wire: Feishu's paths at our gateway, which adds the token. */
export function createGatewayWire(client: KyInstance, openCalls: OpenCalls, sendUpload: SendUpload = xhrFetch): Wire {
  return {
    async send(request: ApiRequest, { signal, onSent, onQuotaWait }: SendOptions): Promise<ApiAnswer> {
      const { method } = routes[request.route]
      const path = pathOf(request.route, request.parameters).slice(1)
      const call = onQuotaWait && openCalls.open(onQuotaWait)
      try {
        const response = await client(path, {
          method,
          signal,
          headers: {
            ...(call && { [callNameHeader]: call.name }),
            ...(request.yields && { [yieldingHeader.name]: yieldingHeader.value }),
          },
          searchParams: request.query,
          ...bodyOptions(request.body, sendUpload, onSent),
        })
        return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
      } catch (error: unknown) {
        signal.throwIfAborted()
        // Any other error of fetch (refused, reset, timed out) means that no answer came.
        throw new ConnectionLost('No answer came', { cause: error })
      } finally {
        call?.close()
      }
    },
  }
}

function bodyOptions(body: ApiBody, sendUpload: SendUpload, onSent: SendOptions['onSent']): Options {
  switch (body.kind) {
    case 'none':
      return {}
    case 'json':
      return { json: body.value }
    case 'large-json': {
      const text = jsonWith(body.value, body.large)
      const { size: largeBytes } = body.large.text
      // Base64 is a third larger than the file whose bytes are counted.
      const onTextSent = (sentBytes: number) => onSent?.(Math.floor((Math.min(sentBytes, largeBytes) * 3) / 4))
      return { timeout: false, fetch: sendUpload(text, onTextSent) }
    }
    case 'multipart': {
      const form = new FormData()
      for (const [name, value] of body.fields) form.append(name, value)
      form.append('file', body.file.bytes, body.file.name)
      return { timeout: false, fetch: sendUpload(form, onSent ?? (() => undefined)) }
    }
  }
}

/** The JSON text as a blob, which the browser keeps outside the page's memory and sends from there. */
function jsonWith(value: Readonly<Record<string, unknown>>, { name, text }: { name: string; text: Blob }): Blob {
  const opened = JSON.stringify(value).slice(0, -1)
  const comma = opened.length > 1 ? ',' : ''
  return new Blob([`${opened}${comma}${JSON.stringify(name)}:"`, text, '"}'], { type: 'application/json' })
}
