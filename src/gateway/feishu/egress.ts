import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { Agent, type AgentConnectOpts } from 'agent-base'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { isLoopbackHost } from '../config/origins.ts'
import type { EgressConfiguration, EgressProxy } from '../config/egress-configuration.ts'

/** The company's proxy refuses the way to Feishu, cannot be reached, or does not answer. */
export class ProxyInTheWay extends Error {
  override readonly name = 'ProxyInTheWay'
  /** What it did, for people who may not know where it is. */
  readonly did: string

  constructor(did: string, proxy: EgressProxy, more = '', cause?: Error) {
    super(`The proxy ${nameOf(proxy)} ${did}${more}`, { cause })
    this.did = did
  }
}

/** What answers in Feishu's place shows a certificate that this machine does not trust. */
export class CertificateNotTrusted extends Error {
  override readonly name = 'CertificateNotTrusted'
}

/** Node's codes of a chain that ends in no authority that it knows. */
const untrusted: ReadonlySet<unknown> = new Set([
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

export interface AgentTimes {
  /** How long the proxy has to open a way. */
  readonly openingMs: number
  /** How long a connection without a call is kept; null: each call has one of its own. */
  readonly idleMs: number | null
}

/** What a request to one of Feishu's addresses takes from here. */
export interface Way {
  readonly begin: typeof https.request
  readonly agent: http.Agent
  /** Options of each request; `ending` ends the opening of a connection too, which Node's own `signal` does not. */
  readonly optionsOf: (ending: AbortSignal) => https.RequestOptions
}

/** The way from the gateway to Feishu: directly, or through the company's proxy by CONNECT (decision 50). */
export class Egress {
  readonly #configuration: EgressConfiguration
  readonly #onFailure: (error: unknown) => void

  /** @param onFailure Called when a call of the gateway itself got no answer; never with what was sent. */
  constructor(configuration: EgressConfiguration, onFailure: (error: unknown) => void = () => undefined) {
    this.#configuration = configuration
    this.#onFailure = onFailure
  }

  /** The proxy towards this address; null: it is reached directly. */
  proxyFor(address: URL): EgressProxy | null {
    const { proxy, direct } = this.#configuration
    return proxy === null || isLoopbackHost(address.hostname) || isDirect(address, direct) ? null : proxy
  }

  wayTo(address: URL, { openingMs, idleMs }: AgentTimes): Way {
    const isSecure = address.protocol === 'https:'
    const proxy = this.proxyFor(address)
    const kept = idleMs === null ? {} : { keepAlive: true, timeout: idleMs }
    const directly = () => (isSecure ? new https.Agent(kept) : new http.Agent(kept))
    const target = { protocol: address.protocol, host: bare(address.hostname), port: portOf(address) }
    return {
      begin: isSecure ? https.request : http.request,
      agent: proxy === null ? directly() : new Tunnels(proxy, openingMs, kept),
      optionsOf: (ending): OpeningOptions => ({ ...target, signal: ending, ending }),
    }
  }

  noteFailure(error: unknown): void {
    this.#onFailure(error)
  }

  /**
   * Who is to blame for a failed connection; undefined: neither the proxy nor a certificate. The proxy is only while it has not opened
   * the way (`Tunnels`): what is silent or breaks off later may as well be Feishu.
   */
  blame(error: Error, address: URL): Error | undefined {
    if (error instanceof ProxyInTheWay || error instanceof CertificateNotTrusted) return error
    return isUntrusted(error) ? notTrusted(address.host, error) : undefined
  }
}

/** Node copies options of a request into those of its connection, all but `signal`. */
type OpeningOptions = https.RequestOptions & { readonly ending: AbortSignal }

/** Connections through the proxy. `HttpsProxyAgent` opens each; the bounds are added here, as it waits for the proxy for ever. */
class Tunnels extends Agent {
  readonly #proxy: EgressProxy
  readonly #openingMs: number

  constructor(proxy: EgressProxy, openingMs: number, options: http.AgentOptions) {
    super(options)
    this.#proxy = proxy
    this.#openingMs = openingMs
  }

  override async connect(
    request: http.ClientRequest,
    options: AgentConnectOpts & Partial<OpeningOptions>,
  ): Promise<Socket> {
    const proxy = this.#proxy
    const { ending } = options
    const opening = new AbortController()
    const giveUp = () => opening.abort(ending?.reason)
    const late = () => opening.abort(new ProxyInTheWay(`did not answer within ${this.#openingMs} ms`, proxy))
    const timer = setTimeout(late, this.#openingMs)
    ending?.addEventListener('abort', giveUp)
    let status = 0
    const answered = ({ statusCode }: { readonly statusCode: number }) => {
      status = statusCode
      settle()
    }
    // From here on the connection is a call's, and ends with it.
    const settle = () => {
      clearTimeout(timer)
      ending?.removeEventListener('abort', giveUp)
    }
    request.once('proxyConnect', answered)
    try {
      ending?.throwIfAborted()
      // By a header, not in the address, which the package writes to its own debugging output.
      const headers = proxy.authorization === null ? {} : { 'Proxy-Authorization': proxy.authorization }
      const tunnel = new HttpsProxyAgent(proxy.origin, { headers, signal: opening.signal })
      const socket = await tunnel.connect(request, options)
      if (status === 200) return socket
      socket.destroy()
      throw new ProxyInTheWay(`refused the connection (HTTP ${status})`, proxy, adviceOn(status, proxy))
    } catch (error) {
      throw opening.signal.aborted ? (opening.signal.reason as Error) : failedAt(proxy, error)
    } finally {
      settle()
      request.off('proxyConnect', answered)
    }
  }
}

function adviceOn(status: number, { variable }: EgressProxy): string {
  return status === 407 ? `: user or password in ${variable} are missing or wrong` : ''
}

function failedAt(proxy: EgressProxy, error: unknown): Error {
  if (error instanceof ProxyInTheWay) return error
  const cause = error instanceof Error ? error : new Error(String(error))
  if (isUntrusted(cause)) return notTrusted(`the proxy ${nameOf(proxy)}`, cause)
  return new ProxyInTheWay('cannot be reached', proxy, `: ${cause.message}`, cause)
}

function notTrusted(who: string, cause: Error): CertificateNotTrusted {
  const remedy =
    "If the company's network signs connections anew, set NODE_EXTRA_CA_CERTS to a file with its certificate (PEM)"
  return new CertificateNotTrusted(`The certificate of ${who} is not trusted: ${cause.message}. ${remedy}`, { cause })
}

function isUntrusted(error: Error): boolean {
  return 'code' in error && untrusted.has(error.code)
}

function nameOf({ origin }: EgressProxy): string {
  return new URL(origin).host
}

/** As curl reads NO_PROXY: `*`, or a host, for itself and all below it, with or without a dot before it, perhaps with a port. */
function isDirect(address: URL, entries: readonly string[]): boolean {
  const host = bare(address.hostname)
  return entries.some((entry) => {
    if (entry === '*') return true
    const [, name = entry, port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? []
    if (port !== undefined && Number(port) !== portOf(address)) return false
    const suffix = bare(name).replace(/^\*?\./, '')
    return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`))
  })
}

/** Node takes IPv6 addresses without brackets. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}
