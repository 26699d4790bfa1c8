import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call, type OpenCall } from '../http/call.ts'
import { simulatedApp } from '../world/identity.ts'
import { enabledScopes } from '../world/scopes.ts'

const AppInput = v.object({ app_id: v.string(), app_secret: v.string() })

/**
 * POST auth/v3/tenant_access_token/internal and app_access_token/internal: for an app of the company itself both answer
 * the same token. Wrong credentials come with HTTP 200 (official: tenant_access_token_internal).
 */
export function getAppOwnToken(names: 'tenant' | 'app-and-tenant') {
  return ({ world, body }: OpenCall): Answer => {
    const { app_id: id, app_secret: secret } = readInput(AppInput, body, 10003)
    if (id !== simulatedApp.id) refuse(10003)
    if (secret !== simulatedApp.secret) refuse(10015)
    // Only custom apps have these (official: tenant_access_token_internal); with which code a store app is refused is not documented.
    if (world.storeApp.isOn) refuse(10014)
    const { token, expireSeconds } = world.identity.tenantToken()
    const both = names === 'tenant' ? {} : { app_access_token: token }
    return {
      kind: 'flat',
      value: { code: 0, msg: 'ok', tenant_access_token: token, ...both, expire: expireSeconds },
    }
  }
}

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

/** POST jssdk/ticket/get: with what a page inside the app signs its address. Here no page checks it. */
export function getJsTicket(): Answer {
  return { kind: 'data', data: { ticket: randomBytes(32).toString('hex'), expire_in: 7200 } }
}
