import * as v from 'valibot'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type OpenCall } from '../http/call.ts'
import { simulatedApp } from '../world/identity.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { pushTicket } from './serve-store-app.ts'

const AppInput = v.object({ app_id: v.string(), app_secret: v.string() })
const AppTokenInput = v.object({ ...AppInput.entries, app_ticket: v.string() })
const TenantTokenInput = v.object({ app_access_token: v.string(), tenant_key: v.string() })

/** POST auth/v3/app_ticket/resend: heard at once; the ticket comes by push. */
export function resendAppTicket({ world, body }: OpenCall): Answer {
  judgeApp(world, readInput(AppInput, body, 10003))
  void pushTicket(world)
  return { kind: 'flat', value: { code: 0, msg: 'success' } }
}

/** POST auth/v3/app_access_token. */
export function getStoreAppToken({ world, body }: OpenCall): Answer {
  const input = readInput(AppTokenInput, body, 10003)
  judgeApp(world, input)
  if (!world.storeApp.isTicket(input.app_ticket)) refuse(10012)
  const { token, expireSeconds } = world.storeApp.appToken()
  return { kind: 'flat', value: { code: 0, msg: 'success', app_access_token: token, expire: expireSeconds } }
}

/** POST auth/v3/tenant_access_token. */
export function getStoreTenantToken({ world, body }: OpenCall): Answer {
  const { app_access_token: appToken, tenant_key: tenantKey } = readInput(TenantTokenInput, body, 10003)
  if (!world.storeApp.isOn || !world.storeApp.isAppToken(appToken)) refuse(99991664)
  // Which code says that a company does not have the app is not documented (docs/feishu.md, U62).
  if (!world.storeApp.isEnabledAt(tenantKey)) refuse(10014)
  const { token, expireSeconds } = world.storeApp.tenantToken(tenantKey)
  return { kind: 'flat', value: { code: 0, msg: 'success', tenant_access_token: token, expire: expireSeconds } }
}

/** As at a custom app's endpoint: HTTP 200 for each (official: tenant_access_token_internal). */
function judgeApp({ storeApp }: SimulatedWorld, app: v.InferOutput<typeof AppInput>): void {
  if (app.app_id !== simulatedApp.id) refuse(10003)
  if (app.app_secret !== simulatedApp.secret) refuse(10015)
  if (!storeApp.isOn) refuse(10014)
}
