import fc from 'fast-check'
import { routes } from '../../contract/routes.ts'
import { gatewayPaths } from '../../contract/session.ts'

/** A request as bytes, for a connection of its own. */
export interface RawRequest {
  readonly bytes: Buffer
  /** It is HTTP, and its body is as long as it says: the gateway owes it an answer. */
  readonly isWhole: boolean
}

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
/** Mostly the first, at times the second. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 4 }, { arbitrary: odd, weight: 1 })

const oddText = fc.oneof(
  pick(
    '%00',
    '%zz',
    '%',
    '..',
    '%2e%2e%2f',
    '//evil.example',
    '/\\evil.example',
    '\\',
    ';',
    '?',
    '#',
    '&',
    '=',
    '%0d%0aX: y',
  ),
  pick(
    '__proto__',
    'constructor',
    'null',
    'NaN',
    '-1',
    '1e999',
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '${7*7}',
    '{{7*7}}',
  ),
  pick('a'.repeat(300), 'a'.repeat(3000), '飞书', '\u202e', '%F0%9F', '%C0%AF', '\t', ' '),
  fc.string({ maxLength: 20 }),
)
const id = mostly(pick('ListedDocument1', 'doc1', 'blk_1'), oddText)

const routePaths = Object.values(routes).map(({ method, path }) => ({ method: method as string, path: path as string }))
const ownPaths = ['/', '/index.html', '/healthz', '/readyz', '/metrics', '/assets/x.js', ...Object.values(gatewayPaths)]

const target = fc.oneof(
  fc.tuple(pick(...routePaths), fc.array(id, { minLength: 3, maxLength: 3 })).map(([{ method, path }, ids]) => {
    let at = 0
    return { method, path: path.replace(/:[a-z_]+/g, () => ids[at++] ?? 'x') }
  }),
  pick(...ownPaths).map((path) => ({ method: path === gatewayPaths.signOut ? 'POST' : 'GET', path })),
  pick({ method: 'POST', path: gatewayPaths.portal }, { method: 'GET', path: gatewayPaths.signInCallback }),
  oddText.map((text) => ({ method: 'GET', path: `/${text}` })),
)

const query = fc.oneof(
  fc.constant(''),
  fc
    .dictionary(pick('return_to', 'scopes', 'state', 'code', 'error', 'token', 'page_size', '__proto__'), oddText, {
      maxKeys: 4,
    })
    .map((named) => {
      const text = Object.entries(named)
        .map(([name, value]) => `${name}=${value}`)
        .join('&')
      return text === '' ? '' : `?${text}`
    }),
)

const method = (usual: string) =>
  mostly(fc.constant(usual), pick('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'X'))

interface Body {
  readonly type: string
  readonly bytes: Buffer
}

const jsonBody = fc
  .oneof(
    fc.json().map((text) => Buffer.from(text)),
    pick(
      '{}',
      '[]',
      'null',
      '{"request_docs":[{"doc_token":"ListedDocument1","doc_type":"docx"}]}',
      '{"__proto__":{"x":1}}',
    ).map((text) => Buffer.from(text)),
    pick('{', '"', '[[[[', '\u0000', '{"a":'.repeat(5000)).map((text) => Buffer.from(text)),
    fc.constant(Buffer.alloc(70_000, '[')),
  )
  .map((bytes): Body => ({ type: 'application/json', bytes }))

const part = fc
  .tuple(
    mostly(pick('file_name', 'parent_type', 'parent_node', 'size', 'extra', 'file', 'checksum'), oddText),
    fc.oneof(pick('docx_image', '3', '{"drive_route_token":"ListedDocument1"}', 'abc'), oddText),
    pick('', '; filename="x"', '; filename="../x"', '"; x="', "; filename*=utf-8''%zz"),
  )
  .map(([name, value, more]) => `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`)
const wholeForm = [
  'file_name=a',
  'parent_type=docx_image',
  'parent_node=blk',
  'size=3',
  'extra={"drive_route_token":"ListedDocument1"}',
  'file=abc',
]
  .map((field) => field.split(/=(.*)/s))
  .map(([name = '', value = '']) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
const formBody = fc
  .tuple(
    mostly(fc.array(part, { maxLength: 9 }), fc.constant(wholeForm)),
    mostly(fc.constant('--b--\r\n'), pick('', '--b', '--c--', '--b--b--')),
  )
  .map(([parts, end]): Body => ({ type: 'multipart/form-data; boundary=b', bytes: Buffer.from(parts.join('') + end) }))

const otherBody = fc
  .tuple(
    pick(
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      ';;;',
      'application/json; charset=utf-7',
      '',
    ),
    fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      oddText.map((text) => Buffer.from(`token=${text}&return_to=${text}`)),
    ),
  )
  .map(([type, bytes]): Body => ({ type, bytes }))

const body = fc.oneof(fc.constant<Body>({ type: '', bytes: Buffer.alloc(0) }), jsonBody, formBody, otherBody)

/** How a body is announced; `null` is the truth. */
const length = mostly(
  fc.constant<string | null>(null),
  pick<string | null>('-1', '0', '99999999999', '21000000', '1, 2', 'x', '5'),
)

const headerName = pick(
  'Origin',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'Authorization',
  'Range',
  'Expect',
  'Upgrade',
  'Referer',
  'Accept',
  'Sec-Fetch-Mode',
  'If-None-Match',
  'X-Feishu-Call',
)
const headerValue = fc.oneof(
  pick(
    'https://portal.example.com',
    'null',
    'http://localhost',
    'bytes=0-3',
    '100-continue',
    'websocket',
    'Bearer canary',
    'navigate',
    'cors',
    '*/*',
    'evil.example',
  ),
  oddText,
)

function cookies(sessions: readonly string[]) {
  return fc.oneof(
    { arbitrary: pick(...sessions.map((id) => `sid=${id}`)), weight: 3 },
    {
      arbitrary: pick('', 'sid=', 'sid=%', ';=;%%%=;sid=%', `sid=${'a'.repeat(43)}`, `sid=${'a'.repeat(5000)}`),
      weight: 1,
    },
    { arbitrary: oddText.map((text) => `sid=${text}; sign-in-x=${text}`), weight: 1 },
  )
}

/** Whatever may come down a wire: mostly near to what is served, some of it no HTTP at all. The same seed gives the same. */
export function aRequest(sessions: readonly string[]): fc.Arbitrary<RawRequest> {
  const http = fc
    .record({
      target,
      query,
      body,
      length,
      cookie: cookies(sessions),
      isGuarded: mostly(fc.constant(true), fc.constant(false)),
      site: mostly(fc.constant('same-origin'), pick('cross-site', 'none', 'same-site', '')),
      host: mostly(fc.constant('localhost'), pick('evil.example', '', '127.0.0.1', 'localhost:80:80', '[::1]')),
      further: fc.array(fc.tuple(headerName, headerValue), { maxLength: 3 }),
    })
    .chain((made) => method(made.target.method).map((verb) => write({ ...made, verb })))
  const noise = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    pick(
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      '\r\n\r\n',
      `GET / HTTP/1.1\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    ).map((text) => Buffer.from(text)),
    pick(
      'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ).map((text) => Buffer.from(text)),
  )
  return fc.oneof(
    { arbitrary: http, weight: 9 },
    { arbitrary: noise.map((bytes): RawRequest => ({ bytes, isWhole: false })), weight: 1 },
  )
}

interface Made {
  readonly target: { readonly path: string }
  readonly query: string
  readonly verb: string
  readonly body: Body
  readonly length: string | null
  readonly cookie: string
  readonly isGuarded: boolean
  readonly site: string
  readonly host: string
  readonly further: readonly (readonly [name: string, value: string])[]
}

function write({
  target: { path },
  query: asked,
  verb,
  body: { type, bytes },
  length: told,
  ...rest
}: Made): RawRequest {
  const isReading = verb === 'GET' || verb === 'HEAD'
  const sent = isReading ? Buffer.alloc(0) : bytes
  const headers = [
    `${verb} ${path}${asked} HTTP/1.1`,
    `Host: ${rest.host}`,
    'Connection: close',
    ...(rest.cookie === '' ? [] : [`Cookie: ${rest.cookie}`]),
    ...(rest.isGuarded ? ['X-Feishu-Uploader: 1'] : []),
    ...(rest.site === '' ? [] : [`Sec-Fetch-Site: ${rest.site}`]),
    ...(isReading ? [] : [`Content-Type: ${type}`, `Content-Length: ${told ?? sent.length}`]),
    ...rest.further.map(([name, value]) => `${name}: ${value}`),
  ]
  const head = `${headers.join('\r\n')}\r\n\r\n`
  // eslint-disable-next-line no-control-regex -- what may stand in a request is a matter of control characters
  const isHttp = /^[A-Z]+ \/[!-~]* HTTP\/1\.1\r\n([!-~]+: ?[\t -~\x80-\xff]*\r\n)*\r\n$/.test(head)
  return { bytes: Buffer.concat([Buffer.from(head, 'utf8'), sent]), isWhole: isHttp && told === null }
}
