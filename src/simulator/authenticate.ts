import { refuse } from './answer.ts'
import { enabledScopes, type Access } from './scopes.ts'
import { simulatedApp, type Caller } from './identity.ts'
import type { World } from './world.ts'

/**
 * Recognizes the bearer of a call. Refuses with 99991661 (none), 99991671 (malformed), 99991663 (tenant token unknown or
 * not taken here), 99991668 (user token unknown), 99991677 (user token expired), 99991679 (scope not granted).
 */
export function authenticate(world: World, access: Access, authorization: string | undefined): Caller {
  const token = bearerOf(authorization)
  if (token === undefined) return refuse(99991661)
  if (token.startsWith('t-')) {
    if (access.tokens === 'user' || !world.identity.isTenantToken(token)) return refuse(99991663)
    return { kind: 'app', id: simulatedApp.id, scopes: new Set(Object.keys(enabledScopes)) }
  }
  if (!token.startsWith('u-') && !token.startsWith('eyJ')) return refuse(99991671)
  const issued = world.identity.findAccessToken(token)
  if (!issued) return refuse(99991668)
  if (issued.expired) return refuse(99991677)
  if (access.anyScope.length > 0 && !access.anyScope.some((scope) => issued.scopes.includes(scope))) {
    return refuse(99991679, {
      msg: `Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again. required one of these privileges under the user identity: [${access.anyScope.join(', ')}]`,
      error: {
        permission_violations: access.anyScope.map((subject) => ({ type: 'action_privilege_required', subject })),
      },
    })
  }
  return { kind: 'user', id: issued.openId, scopes: new Set(issued.scopes) }
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
}
