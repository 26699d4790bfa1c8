import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { enabledScopes } from '../world/scopes.ts'

/** Scopes that only people grant (their own pages, 2026-05-24). */
const ofPeople = new Set(['offline_access', 'auth:user.id:read', 'search:docs:read'])

/**
 * GET application/v6/scopes: what the company granted the app, for calls as the app (`tenant`) and in the name of people (`user`);
 * 1 is granted, 2 not. `scope_type` is in the official SDK's type, not on the page (application-v6/scope/list, 2024-08-26).
 */
export function listScopes({ world }: Call): Answer {
  const scopes = Object.keys(enabledScopes).flatMap((scope_name) => {
    const grant_status = world.enabledScopes.has(scope_name) ? 1 : 2
    const types = ofPeople.has(scope_name) ? ['user'] : ['tenant', 'user']
    return types.map((scope_type) => ({ scope_name, scope_type, grant_status }))
  })
  return { kind: 'data', data: { scopes } }
}
