import { scopesPerAuthorization } from '../../contract/feishu/limits.ts'
import { simulatedApp } from '../world/identity.ts'

/** What an app asks for when it sends a browser to the consent page. */
export interface AuthorizationRequest {
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly challenge: { readonly value: string; readonly method: 'S256' | 'plain' } | null
}

/** Codes that the page itself shows. Nothing is sent back to the app, since its redirect URL may be wrong. */
export type AuthorizationProblem = 20001 | 20027 | 20029 | 20048

export type AuthorizationReading =
  | { readonly ok: true; readonly request: AuthorizationRequest }
  | { readonly ok: false; readonly code: AuthorizationProblem; readonly subject: string }

/** The page of today, or one of those before it, which name no scopes: everything that the app has is granted. */
export type AuthorizePage = 'current' | 'historic'

/**
 * Reads the query of an authorize page as `readAuthorization` does. Where the app is named `app_id`, as pages before 2025 had it,
 * `response_type` may be missing; on a historic page always.
 */
export function readAnyAuthorization(
  page: AuthorizePage,
  query: Readonly<Record<string, string>>,
  registered: readonly string[],
  enabled: ReadonlySet<string>,
): AuthorizationReading {
  const { app_id: appId, ...rest } = query
  const named = appId !== undefined && rest['client_id'] === undefined ? { ...rest, client_id: appId } : query
  const older = page === 'historic' || named !== query
  const reading = readAuthorization({ ...(older && { response_type: 'code' }), ...named }, registered, enabled)
  if (!reading.ok || page === 'current' || reading.request.scopes.length > 0) return reading
  return { ok: true, request: { ...reading.request, scopes: [...enabled] } }
}

/**
 * Reads the query of the authorize page (official "obtain-oauth-code", 2026-05-24).
 *
 * @param registered Redirect URLs besides this machine's own, as the developer console would list them; compared exactly.
 * @param enabled Scopes that the console has switched on.
 */
export function readAuthorization(
  query: Readonly<Record<string, string>>,
  registered: readonly string[],
  enabled: ReadonlySet<string>,
): AuthorizationReading {
  const wrong = (code: AuthorizationProblem, subject: string): AuthorizationReading => ({ ok: false, code, subject })
  const redirectUri = query['redirect_uri'] ?? ''
  if (query['client_id'] !== simulatedApp.id) return wrong(20048, query['client_id'] ?? '')
  if (!isRegistered(redirectUri, registered)) return wrong(20029, redirectUri)
  if (query['response_type'] !== 'code') return wrong(20001, 'response_type')
  const scopes = [...new Set((query['scope'] ?? '').split(' ').filter((scope) => scope !== ''))]
  if (scopes.length > scopesPerAuthorization) return wrong(20001, 'scope')
  const unknown = scopes.find((scope) => !enabled.has(scope))
  if (unknown !== undefined) return wrong(20027, unknown)
  const method = query['code_challenge_method'] ?? 'plain'
  if (method !== 'S256' && method !== 'plain') return wrong(20001, 'code_challenge_method')
  const challenge = query['code_challenge']
  return {
    ok: true,
    request: {
      redirectUri,
      scopes,
      state: query['state'] ?? null,
      challenge: challenge ? { value: challenge, method } : null,
    },
  }
}

/** Any URL of this machine counts as registered, since the simulator has no console for it. */
export function isRegistered(redirectUri: string, registered: readonly string[]): boolean {
  if (registered.includes(redirectUri)) return true
  if (!URL.canParse(redirectUri)) return false
  const { protocol, hostname } = new URL(redirectUri)
  return /^https?:$/.test(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** The redirect URL with the answer in its query, before a fragment, as at Feishu. */
export function redirectWith(request: AuthorizationRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.append(name, value)
  if (request.state !== null) url.searchParams.append('state', request.state)
  return url.href
}
