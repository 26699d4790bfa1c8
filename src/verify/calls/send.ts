import type { ApiBody, ApiRequest } from '../../contract/feishu/api.ts'
import { codeIn } from '../../contract/feishu/api.ts'
import { pathOf, routes } from '../../contract/feishu/routes.ts'
import type { Called, PageRequest } from '../doors.ts'

/** Longest wait for an answer; parts of 4 MB go over slow lines. */
const answerTimeoutMs = 60_000

/** Sends a call with its token. Never throws: without an answer the status is 0 and the text empty. */
export function sendCall(openOrigin: string, accessToken: string, request: ApiRequest): Promise<Called> {
  const query = new URLSearchParams(request.query).toString()
  const url = `${openOrigin}${pathOf(request.route, request.parameters)}${query === '' ? '' : `?${query}`}`
  const { headers, body } = encode(request.body)
  return fetched(url, {
    method: routes[request.route].method,
    headers: { ...headers, ...(accessToken !== '' && { authorization: `Bearer ${accessToken}` }) },
    ...(body !== undefined && { body }),
  })
}

/** Reads a page without a token; a redirect is an answer. */
export function sendPage(url: string, { method = 'GET', headers = {}, body }: PageRequest): Promise<Called> {
  return fetched(url, { method, headers: { ...headers }, ...(body !== undefined && { body }) })
}

async function fetched(url: string, init: RequestInit): Promise<Called> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(answerTimeoutMs) })
    const text = await response.text()
    return { status: response.status, header: (name) => response.headers.get(name), text, code: codeIn({ text }) }
  } catch {
    return { status: 0, header: () => null, text: '', code: null }
  }
}

function encode(body: ApiBody): { readonly headers: Record<string, string>; readonly body?: string | FormData | Blob } {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  switch (body.kind) {
    case 'none':
      return { headers: {} }
    case 'json':
      return { headers, body: JSON.stringify(body.value) }
    case 'large-json': {
      const opened = JSON.stringify(body.value).slice(0, -1)
      return { headers, body: new Blob([`${opened},"${body.large.name}":"`, body.large.text, '"}']) }
    }
    case 'multipart': {
      const form = new FormData()
      for (const [name, value] of body.fields) form.append(name, value)
      form.append('file', body.file.bytes, body.file.name)
      return { headers: {}, body: form }
    }
  }
}
