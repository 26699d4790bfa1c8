import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import { scopesOfFeature } from '../../contract/feishu/scopes.ts'
import type { Configuration } from '../../gateway/config/configuration.ts'
import type { FeishuOAuth } from '../../gateway/sign-in/feishu-oauth.ts'
import { Stopped } from '../doors.ts'

/** A code that Feishu gave for a person's consent, and what its exchange needs. */
export interface Consent {
  readonly code: string
  readonly codeVerifier: string
  readonly redirectUri: string
}

/** Where the browser comes back to. */
export interface Callback {
  readonly redirectUri: string
  /** The address that Feishu sent the browser to; resolves with its query. `text` is shown there. */
  readonly arrival: (state: string) => Promise<URLSearchParams>
  readonly close: () => void
}

/** Scopes that the page asks for, and those that the operator adds. */
export function scopesToAsk({ features }: Pick<Configuration, 'features'>, more: readonly string[]): readonly string[] {
  return [...new Set<string>([...features.flatMap((feature): readonly string[] => scopesOfFeature[feature]), ...more])]
}

type PublicUrl = Pick<Configuration, 'publicOrigin' | 'publicPath'>

/** The gateway's redirect address, which is registered: below the path of PUBLIC_URL, if it has one. */
export function redirectUriOf({ publicOrigin, publicPath }: PublicUrl, port: number): string {
  return `${publicOrigin ?? `http://localhost:${port}`}${publicPath}${gatewayPaths.signInCallback}`
}

/** Whether a request came to the redirect address: reverse proxies keep the path of PUBLIC_URL or take it off. */
export function isAtCallback(address: string, { publicPath }: Pick<PublicUrl, 'publicPath'>): boolean {
  const [path] = address.split('?', 1)
  return path === gatewayPaths.signInCallback || path === `${publicPath}${gatewayPaths.signInCallback}`
}

/**
 * Listens in the gateway's place, where Feishu's registered redirect address leads. An address that the operator copies from the
 * browser does as well, where the browser is on another machine (`typed`).
 *
 * @throws When the port is taken.
 */
export async function openCallback(
  configuration: PublicUrl & Pick<Configuration, 'host' | 'port'>,
  typed: (onLine: (line: string) => void) => () => void,
): Promise<Callback> {
  const { host, port } = configuration
  const waiting = new Map<string, (query: URLSearchParams) => void>()
  const arrive = (address: string) => {
    if (!URL.canParse(address, 'http://callback')) return false
    const query = new URL(address, 'http://callback').searchParams
    const state = query.get('state') ?? ''
    waiting.get(state)?.(query)
    return waiting.delete(state)
  }
  const server = createServer((request, response) => {
    const { url = '' } = request
    const isCallback = isAtCallback(url, configuration) && arrive(url)
    response.writeHead(isCallback ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    response.end(isCallback ? 'Thank you. Go back to the terminal.' : 'Nothing here.')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const stopTyped = typed((line) => void arrive(line.trim()))
  return {
    redirectUri: redirectUriOf(configuration, (server.address() as AddressInfo).port),
    arrival: (state) => new Promise((resolve) => waiting.set(state, resolve)),
    close: () => {
      stopTyped()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** A person did not consent, or Feishu did not give a token. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed'
}

export interface SignInParts {
  readonly oauth: FeishuOAuth
  readonly callback: Callback
  readonly scopes: readonly string[]
  /** Ends the waiting for the person. */
  readonly stopped: AbortSignal
  /** Shows the person the address of the consent page. */
  readonly openBrowser: (url: string) => void | Promise<void>
}

/** Has a person consent. @throws {SignInFailed} @throws {Stopped} */
export async function consent({ oauth, callback, scopes, openBrowser, stopped }: SignInParts): Promise<Consent> {
  const [state, codeVerifier] = [randomText(), randomText()]
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const { redirectUri } = callback
  const arrival = callback.arrival(state)
  await openBrowser(oauth.authorizeUrl({ scopes, state, codeChallenge, redirectUri }))
  const code = (await Promise.race([arrival, until(stopped)])).get('code') ?? ''
  if (code === '') throw new SignInFailed('Feishu sent the browser back without a code: the sign-in was refused.')
  return { code, codeVerifier, redirectUri }
}

/** Signs a person in; the token is kept in memory only. @throws {SignInFailed} */
export async function signIn(
  parts: SignInParts,
): Promise<{ readonly accessToken: string; readonly lifeSeconds: number }> {
  const { code, codeVerifier, redirectUri } = await consent(parts)
  const grant = await parts.oauth.exchangeCode(code, { codeVerifier, redirectUri })
  if (!grant.ok) {
    const { code: refused, httpStatus, logId } = grant.refusal
    throw new SignInFailed(
      `The token endpoint answered HTTP ${httpStatus}, code ${refused ?? 'none'}, log id ${logId ?? 'none'}.`,
    )
  }
  const { accessToken, accessTokenEndsAtMs } = grant.data
  return { accessToken, lifeSeconds: Math.round((accessTokenEndsAtMs - Date.now()) / 1000) }
}

function until(stopped: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Stopped('the run was stopped'))
    if (stopped.aborted) stop()
    else stopped.addEventListener('abort', stop, { once: true })
  })
}

function randomText(): string {
  return randomBytes(32).toString('base64url')
}
