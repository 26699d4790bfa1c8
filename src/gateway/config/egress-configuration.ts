import { text, type Reader } from './environment.ts'

/** The company's proxy between the gateway and Feishu. */
export interface EgressProxy {
  /** Its address, without user and password. */
  readonly origin: string
  /** Value of `Proxy-Authorization`; null: it asks for none. */
  readonly authorization: string | null
  /** The variable that names it, for messages. */
  readonly variable: string
}

/** How the gateway reaches Feishu. */
export interface EgressConfiguration {
  /** Null: directly. */
  readonly proxy: EgressProxy | null
  /** The entries of NO_PROXY: hosts that are reached directly. */
  readonly direct: readonly string[]
}

/**
 * HTTPS_PROXY, or HTTP_PROXY where only that is set: Feishu is always reached by https. In lower case they come first, as with curl.
 * The values hold passwords, so no error repeats them.
 */
export function readEgress(reader: Reader): EgressConfiguration {
  const secure = readProxy(reader, 'HTTPS_PROXY')
  return {
    proxy: secure === undefined ? (readProxy(reader, 'HTTP_PROXY') ?? null) : secure,
    direct: readDirect(reader),
  }
}

/** `undefined`: neither spelling is set. */
function readProxy({ env, report }: Reader, upper: string): EgressProxy | null | undefined {
  const lower = upper.toLowerCase()
  const [inLower, inUpper] = [text(env, lower), text(env, upper)]
  const given = inLower ?? inUpper
  if (given === undefined) return undefined
  const variable = inLower === undefined ? upper : lower
  const [wrong, proxy] = readAddress(given)
  if (proxy) return { ...proxy, variable }
  report(
    variable,
    wrong,
    'Write http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with what is special in either as %XX. Without a proxy, remove it.',
  )
  return null
}

type Address = Omit<EgressProxy, 'variable'>

/** The proxy, or what is wrong with its address. */
function readAddress(given: string): readonly [wrong: string, proxy: Address | null] {
  // Without a scheme it is http, as with curl.
  const address = given.includes('://') ? given : `http://${given}`
  if (!URL.canParse(address)) return ['is no address of a proxy', null]
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return ['names no HTTP proxy', null]
  if (url.pathname !== '/' || url.search !== '') {
    return ['names a file, such as one for the automatic set-up of browsers, which the gateway does not read', null]
  }
  try {
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
    const isAnonymous = user === '' && password === ''
    const authorization = isAnonymous ? null : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    return ['', { origin: url.origin, authorization }]
  } catch {
    return ['has a % in user or password that is none of an %XX', null]
  }
}

function readDirect({ env }: Reader): readonly string[] {
  const given = text(env, 'no_proxy') ?? text(env, 'NO_PROXY') ?? ''
  return given
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
}
