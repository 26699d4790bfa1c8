import fc from 'fast-check'
import { routes, type Route } from '../../../contract/feishu/routes.ts'
import { gatewayPaths } from '../../../contract/own-api/session.ts'
import { mostly, oddText, pick } from './odd-text.ts'
import { anyBody, bodies, type RawBody } from './raw-bodies.ts'

/** A request as bytes, for a connection of its own. */
export interface RawRequest {
  /** `sessionMark` in it is replaced by the id of a live session. */
  readonly head: string
  readonly body: Buffer
  /** It is valid HTTP with a body of the announced length, so the gateway must answer it. */
  readonly isWhole: boolean
  /** Sizes of the pieces in which the body comes, a little apart; none: all at once. */
  readonly drips: readonly number[]
}

export const sessionMark = '{session}'

const id = mostly(pick('ListedDocument1', 'doc1', 'blk_1'), oddText)

interface Target {
  readonly method: string
  readonly path: string
  readonly body: Route['body'] | 'form'
}

const feishuCall: fc.Arbitrary<Target> = fc
  .tuple(pick<Route>(...Object.values(routes)), fc.array(id, { minLength: 3, maxLength: 3 }))
  .map(([{ method, path, body }, ids]) => {
    let at = 0
    return { method, path: path.replace(/:[a-z_]+/g, () => ids[at++] ?? 'x'), body }
  })

// Signing out would end the sessions used.
const ownPaths = Object.values(gatewayPaths).filter((path) => path !== gatewayPaths.signOut)
const reading: fc.Arbitrary<Target> = fc
  .oneof(
    pick('/', '/index.html', '/healthz', '/readyz', '/metrics', '/assets/x.js', ...ownPaths),
    oddText.map((text) => `/${text}`),
  )
  .map((path) => ({ method: 'GET', path, body: 'none' }))
const portal: fc.Arbitrary<Target> = fc.constant({ method: 'POST', path: gatewayPaths.portal, body: 'form' })

const plainTarget = fc.oneof(
  { arbitrary: feishuCall, weight: 6 },
  { arbitrary: reading, weight: 3 },
  { arbitrary: portal, weight: 1 },
)

/** Other spellings of a path, some of which mean the same. */
const respell = pick<(path: string, at: number) => string>(
  (path, at) => path.slice(0, at) + percent(path.slice(at, at + 1)) + path.slice(at + 1),
  (path) => path.replaceAll(/[a-z]/g, percent),
  (path, at) => path.slice(0, at) + percent(percent(path.slice(at, at + 1)).slice(0, 1)) + path.slice(at),
  (path) => path.replace('/', '//'),
  (path) => path.replace(/\/(?=[^/]*$)/, '/./'),
  (path) => `/x/..${path}`,
  (path) => `/%2e${path}`,
  (path) => `${path}/`,
  (path) => `${path};x=1`,
  (path) => path.toUpperCase(),
  (path) => path.replaceAll('/', '%2f'),
  (path) => path.replaceAll('/', '\\'),
  (path) => `http://localhost${path}`,
)

function percent(character: string): string {
  return character === '' ? '' : `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}

const target = mostly(
  plainTarget,
  fc.tuple(plainTarget, respell, fc.nat({ max: 20 })).map(([plain, spell, at]) => ({
    ...plain,
    path: spell(plain.path, at),
  })),
)

const queryName = pick('return_to', 'scopes', 'state', 'code', 'error', 'token', 'page_size', '__proto__')
const query = mostly(
  fc.constant(''),
  fc
    .array(fc.tuple(queryName, oddText), { minLength: 1, maxLength: 4 })
    .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`),
)

const verbs = pick('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'X')

/** How a body is announced: `null` is the truth, an empty text not at all. */
const length = mostly(
  fc.constant<string | null>(null),
  pick('', '-1', '0', '99999999999', '21000000', '1, 2', 'x', '5'),
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
  ),
  oddText,
)
const further = fc.oneof(
  fc.constant([]),
  fc.constant([['Origin', 'https://portal.example.com'] as const]),
  fc.array(fc.tuple(headerName, headerValue), { maxLength: 3 }),
)

// A call that is let in waits for the quota, so there are some hundreds of them and not thousands.
const cookie = fc.oneof(
  fc.constant(`sid=${sessionMark}`),
  fc.oneof(
    pick('', 'sid=', 'sid=%', ';=;%%%=;sid=%', `sid=${'a'.repeat(43)}`, `sid=${'a'.repeat(5000)}`),
    oddText.map((text) => `sid=${text}; sign-in-x=${text}`),
  ),
)

const surroundings = fc.record({
  query,
  length,
  cookie,
  isGuarded: mostly(fc.constant(true), fc.constant(false)),
  drips: mostly(fc.constant<number[]>([]), fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 })),
  site: fc.oneof(fc.constant('same-origin'), pick('cross-site', 'none', 'same-site', '')),
  host: mostly(fc.constant('localhost'), pick('evil.example', '', '127.0.0.1', 'localhost:80:80', '[::1]')),
  further,
})

const http = target.chain((aimed) =>
  fc
    .tuple(mostly(fc.constant(aimed.method), verbs), mostly(bodies[aimed.body], anyBody), surroundings)
    .map(([verb, body, around]) => write({ verb, path: aimed.path, body, ...around })),
)

const noise = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  pick(
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    '\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    `GET / HTTP/1.1\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
  ),
  pick(
    'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ),
)

/** Random requests: most are close to valid ones, some are not HTTP at all. The same seed gives the same requests. */
export const aRequest: fc.Arbitrary<RawRequest> = fc.oneof(
  { arbitrary: http, weight: 9 },
  {
    arbitrary: noise.map((head): RawRequest => ({ head, body: Buffer.alloc(0), isWhole: false, drips: [] })),
    weight: 1,
  },
)

interface Made {
  readonly verb: string
  readonly path: string
  readonly query: string
  readonly body: RawBody
  readonly length: string | null
  readonly cookie: string
  readonly isGuarded: boolean
  readonly drips: readonly number[]
  readonly site: string
  readonly host: string
  readonly further: readonly (readonly [name: string, value: string])[]
}

function write({ verb, path, body: { type, bytes }, length: told, ...rest }: Made): RawRequest {
  const hasBody = verb !== 'GET' && verb !== 'HEAD'
  const body = hasBody ? bytes : Buffer.alloc(0)
  const headers = [
    `${verb} ${path}${rest.query} HTTP/1.1`,
    `Host: ${rest.host}`,
    'Connection: close',
    ...(rest.cookie === '' ? [] : [`Cookie: ${rest.cookie}`]),
    ...(rest.isGuarded ? ['X-Feishu-Uploader: 1'] : []),
    ...(rest.site === '' ? [] : [`Sec-Fetch-Site: ${rest.site}`]),
    ...(hasBody ? [`Content-Type: ${type}`] : []),
    ...(hasBody && told !== '' ? [`Content-Length: ${told ?? body.length}`] : []),
    ...rest.further.map(([name, value]) => `${name}: ${value}`),
  ]
  const head = `${headers.join('\r\n')}\r\n\r\n`
  const isHttp = /^[A-Z]+ \/[!-~]* HTTP\/1\.1\r\n([!-~]+: ?[\t -~\x80-\xff]*\r\n)*\r\n$/.test(head)
  return { head, body, isWhole: isHttp && told === null, drips: rest.drips }
}
