import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { Person } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { findPerson } from './user-id.ts'

/** GET contact/v3/users/:user_id. Everybody sees everybody in this company; what is seen depends on scopes. */
export function getPerson(call: Call): Answer {
  const person = findPerson(call, call.parameters['user_id'] ?? '') ?? refuse(41012)
  return { kind: 'data', data: { user: wirePerson(call.world, person, call.caller.scopes) } }
}

/** Scopes of which any shows more of a person than the ids (contact-v3/user/get, 2026-04-03). */
const broad = ['contact:contact:access_as_app', 'contact:contact:readonly', 'contact:contact:readonly_as_app']

function wirePerson(
  world: SimulatedWorld,
  person: Person,
  scopes: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const has = (...any: readonly string[]) => any.some((scope) => scopes.has(scope))
  const picture = world.urlOf(`/_simulator/people/${person.key}.svg`)
  return {
    open_id: person.openId,
    union_id: person.unionId,
    mobile_visible: true,
    ...(has('contact:user.employee_id:readonly') && { user_id: person.userId }),
    ...(has('contact:user.base:readonly', ...broad) && {
      name: person.name,
      en_name: person.englishName,
      nickname: '',
      avatar: { avatar_72: picture, avatar_240: picture, avatar_640: picture, avatar_origin: picture },
    }),
    ...(has('contact:user.email:readonly') && { email: person.email }),
    ...(has('contact:user.phone:readonly') && { mobile: person.mobile }),
    ...(has('contact:user.employee:readonly', ...broad) && {
      employee_no: person.employeeNo,
      employee_type: 1,
      enterprise_email: person.email,
      is_tenant_manager: false,
      status: { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false },
    }),
  }
}
