import { refuse } from './answer.ts'
import { consoleScopesUrl } from '../../contract/feishu/scopes.ts'
import { appIdIn, simulatedApp, type Caller } from '../world/identity.ts'
import { companyOf, tenantKey } from '../world/people.ts'
import type { Access } from '../world/scopes.ts'
import type { SimulatedWorld } from '../world/world.ts'

/**
 * Finds the caller of a bearer token. Refuses with 99991661 (none), 99991671 (malformed), 99991663 (tenant token unknown or
 * not taken here), 99991668 (user token unknown or not taken here), 99991677 (user token expired), 99991672 (scope not switched on for the app),
 * 99991679 (scope not granted by the person).
 */
export function authenticate(world: SimulatedWorld, access: Access, authorization: string | undefined): Caller {
  const token = bearerOf(authorization)
  if (token === undefined) return refuse(99991661)
  if (token.startsWith('t-')) return appOf(world, access, token)
  if (!token.startsWith('u-') && !token.startsWith('eyJ')) return refuse(99991671)
  const issued = access.tokens === 'tenant' ? undefined : world.identity.findAccessToken(token)
  if (!issued) return refuse(99991668)
  if (issued.expired) return refuse(99991677)
  const { tenantKey: company } = companyOf(issued.openId)
  if (!world.storeApp.isEnabledAt(company)) refuse(99991662)
  const granted = new Set(issued.scopes)
  if (!satisfies(access, world.enabledScopes)) refuseForApp(world, access, 'user')
  if (!satisfies(access, granted)) refuseForPerson(access)
  return { kind: 'user', id: issued.openId, tenantKey: company, scopes: granted }
}

function appOf(world: SimulatedWorld, access: Access, token: string): Caller {
  const company = tenantOf(world, token)
  if (access.tokens === 'user' || company === undefined) return refuse(99991663)
  if (!world.storeApp.isEnabledAt(company)) refuse(99991662)
  if (!satisfies(access, world.enabledScopes)) refuseForApp(world, access, 'tenant')
  return { kind: 'app', id: appIdIn(company), tenantKey: company, scopes: world.enabledScopes }
}

/** The company of a token of the app itself; `undefined`: the token is not good. */
export function tenantOf({ identity, storeApp }: SimulatedWorld, token: string): string | undefined {
  if (storeApp.isOn) return storeApp.tenantOf(token)
  return identity.isTenantToken(token) ? tenantKey : undefined
}

function satisfies({ anyScope }: Access, scopes: ReadonlySet<string>): boolean {
  return anyScope.length === 0 || anyScope.some((scope) => scopes.has(scope))
}

function refuseForPerson({ anyScope }: Access): never {
  return refuse(99991679, {
    msg: `Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again. required one of these privileges under the user identity: [${anyScope.join(', ')}]`,
    error: { permission_violations: anyScope.map((subject) => ({ type: 'action_privilege_required', subject })) },
  })
}

/** The answer lists the scopes and links to the console, as seen in zhgqthomas/n8n-nodes-feishu-lark#22, 2025-09-04. */
function refuseForApp(world: SimulatedWorld, { anyScope }: Access, identity: 'user' | 'tenant'): never {
  const url = consoleScopesUrl(world.urlOf(`/app/${simulatedApp.id}`), anyScope, identity)
  return refuse(99991672, {
    msg: `Access denied. One of the following scopes is required: [${anyScope.join(', ')}]`,
    error: {
      permission_violations: anyScope.map((subject) => ({ type: 'action_scope_required', subject })),
      helps: [{ url, description: `Learn more about scopes and how to add them: [${anyScope.join(', ')}]` }],
    },
  })
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
}
