import { afterEach, expect, test, vi } from 'vitest'
import { xhrFetch } from './xhr-fetch.ts'

/** A fake XMLHttpRequest that the test controls. */
class HeldRequest {
  static last: HeldRequest
  readonly upload: { onprogress: ((event: { loaded: number }) => void) | null } = { onprogress: null }
  readonly headers: string[][] = []
  responseType = ''
  status = 0
  statusText = ''
  response: ArrayBuffer = new ArrayBuffer(0)
  opened: string[] = []
  sent: unknown
  isAborted = false
  onload: () => void = () => undefined
  onerror: () => void = () => undefined

  constructor() {
    HeldRequest.last = this
  }

  open(...how: string[]) {
    this.opened = how
  }
  setRequestHeader(name: string, value: string) {
    this.headers.push([name, value])
  }
  getAllResponseHeaders() {
    return 'x-tt-logid: 2026LOG\r\ncontent-type: application/json\r\n'
  }
  send(body: unknown) {
    this.sent = body
  }
  abort() {
    this.isAborted = true
  }
}

vi.stubGlobal('XMLHttpRequest', HeldRequest)
afterEach(() => vi.useRealTimers())

const address = 'http://localhost/open-apis/drive/v1/medias/upload_all'

function begin(signal?: AbortSignal) {
  const body = new FormData()
  const sent: number[] = []
  const request = new Request(address, { method: 'POST', headers: { 'x-page': '1' }, ...(signal ? { signal } : {}) })
  const answer = xhrFetch(body, (bytes) => sent.push(bytes))(request)
  answer.catch(() => undefined)
  return { answer, sent, body, xhr: HeldRequest.last }
}

test('method, address, headers and body arrive, and progress is reported', async () => {
  const { answer, sent, body, xhr } = begin()
  expect(xhr.opened).toEqual(['POST', address])
  expect(xhr.headers).toContainEqual(['x-page', '1'])
  expect(xhr.sent).toBe(body)
  xhr.upload.onprogress?.({ loaded: 10 })
  xhr.upload.onprogress?.({ loaded: 30 })
  xhr.status = 403
  xhr.response = new TextEncoder().encode('{"code":1061004}').buffer
  xhr.onload()
  const response = await answer
  expect(sent).toEqual([10, 30])
  expect(response.status).toBe(403)
  expect(response.headers.get('X-Tt-Logid')).toBe('2026LOG')
  expect(await response.json()).toEqual({ code: 1061004 })
})

test('a broken connection is a network error', async () => {
  const { answer, xhr } = begin()
  xhr.onerror()
  await expect(answer).rejects.toBeInstanceOf(TypeError)
})

test('an abort stops the browser and rejects with its reason', async () => {
  const stop = new AbortController()
  const { answer, xhr } = begin(stop.signal)
  stop.abort(new Error('cancelled by a person'))
  await expect(answer).rejects.toThrow('cancelled by a person')
  expect(xhr.isAborted).toBe(true)
})

test('an upload without a sign of life for minutes counts as lost, one that moves does not', async () => {
  vi.useFakeTimers()
  const { answer, xhr } = begin()
  await vi.advanceTimersByTimeAsync(170_000)
  xhr.upload.onprogress?.({ loaded: 1 })
  await vi.advanceTimersByTimeAsync(170_000)
  expect(xhr.isAborted).toBe(false)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(xhr.isAborted).toBe(true)
  await expect(answer).rejects.toBeInstanceOf(TypeError)
})
