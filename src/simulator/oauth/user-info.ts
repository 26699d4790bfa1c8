import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { personOf } from '../world/people.ts'

/** GET authen/v1/user_info: the person of the token. Email address and employee id only with their scopes. */
export function getUserInfo({ world, caller }: Call): Answer {
  const person = personOf(caller.id)
  if (!person) return refuse(20008)
  const picture = world.urlOf(`/_simulator/people/${person.key}.svg`)
  return {
    kind: 'data',
    data: {
      name: person.name,
      en_name: person.englishName,
      avatar_url: picture,
      avatar_thumb: picture,
      avatar_middle: picture,
      avatar_big: picture,
      open_id: person.openId,
      union_id: person.unionId,
      tenant_key: caller.tenantKey,
      ...(caller.scopes.has('contact:user.email:readonly') && { email: person.email, enterprise_email: person.email }),
      ...(caller.scopes.has('contact:user.employee_id:readonly') && { user_id: person.userId }),
    },
  }
}
