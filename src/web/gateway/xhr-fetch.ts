/**
 * Time without progress after which an upload counts as lost. The gateway may hold a body back for a minute before reading
 * it.
 */
const silenceLimitMs = 180_000

/** `Response` refuses a body for these statuses. Fetch standard, "null body status". */
const nullBodyStatuses = [101, 103, 204, 205, 304]

/**
 * A `fetch` for ky that sends `body` by XMLHttpRequest, the only way to observe upload progress over HTTP/1.1. The body is
 * captured instead of passed through ky, which would clone it.
 *
 * @param onSent Bytes of the whole body sent so far, including the multipart envelope.
 */
export function xhrFetch(body: FormData | Blob, onSent: (sentBytes: number) => void): typeof fetch {
  return (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init)
    return new Promise((resolve, reject) => {
      const { signal } = request
      if (signal.aborted) {
        reject(reasonOf(signal))
        return
      }
      const xhr = new XMLHttpRequest()
      let timer: ReturnType<typeof setTimeout> | undefined
      const watch = () => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          xhr.abort()
          settle(() => reject(new TypeError('No sign of life from the connection')))
        }, silenceLimitMs)
      }
      const onAbort = () => {
        xhr.abort()
        settle(() => reject(reasonOf(signal)))
      }
      const settle = (then: () => void) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        then()
      }
      xhr.open(request.method, request.url)
      xhr.responseType = 'arraybuffer'
      request.headers.forEach((value, name) => xhr.setRequestHeader(name, value))
      xhr.upload.onprogress = (event) => {
        watch()
        onSent(event.loaded)
      }
      xhr.onload = () => settle(() => resolve(responseOf(xhr)))
      xhr.onerror = () => settle(() => reject(new TypeError('Failed to fetch')))
      signal.addEventListener('abort', onAbort, { once: true })
      watch()
      xhr.send(body)
    })
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError')
}

function responseOf(xhr: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const line of xhr.getAllResponseHeaders().split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  const body = nullBodyStatuses.includes(xhr.status) ? null : (xhr.response as ArrayBuffer)
  return new Response(body, { status: xhr.status, statusText: xhr.statusText, headers })
}
