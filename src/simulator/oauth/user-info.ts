import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { companyOf, personOf, type Person } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** GET authen/v1/user_info: the person of the token. */
export function getUserInfo(call: Call): Answer {
  return { kind: 'data', data: profileOf(call.world, callingPerson(call), call.caller.scopes) }
}

/**
 * GET suite/passport/oauth/userinfo: the same as claims, without an envelope (shape read by logto-io/logto,
 * connector-feishu-web/src/types.ts, commit 5135ecd).
 */
export function getPassportUser(call: Call): Answer {
  const person = callingPerson(call)
  const { avatar_url: picture, ...profile } = profileOf(call.world, person, call.caller.scopes)
  return { kind: 'flat', value: { sub: person.openId, picture, avatar_url: picture, ...profile } }
}

function callingPerson({ caller }: Call): Person {
  return personOf(caller.id) ?? refuse(20008)
}

/** What sign-in says of a person: ids and name for everybody, other fields with their scopes (authen-v1/user_info, 2025-07-22). */
export function profileOf(world: SimulatedWorld, person: Person, scopes: ReadonlySet<string>) {
  const picture = world.urlOf(`/_simulator/people/${person.key}.svg`)
  return {
    name: person.name,
    en_name: person.englishName,
    avatar_url: picture,
    avatar_thumb: picture,
    avatar_middle: picture,
    avatar_big: picture,
    open_id: person.openId,
    union_id: person.unionId,
    tenant_key: companyOf(person.openId).tenantKey,
    ...(scopes.has('contact:user.email:readonly') && { email: person.email }),
    ...(scopes.has('contact:user.employee:readonly') && {
      enterprise_email: person.email,
      employee_no: person.employeeNo,
    }),
    ...(scopes.has('contact:user.employee_id:readonly') && { user_id: person.userId }),
    ...(scopes.has('contact:user.phone:readonly') && { mobile: person.mobile }),
  }
}
