import * as v from 'valibot'
import type { Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { everyone, type Person } from '../world/people.ts'
import { userIdsOf } from './user-id.ts'

/** Official, contact-v3/user/batch_get_id, 2026-04-07. */
const perCall = 50
const asked = v.optional(v.pipe(v.array(v.string()), v.maxLength(perCall)), [])
const FindInput = v.object({ emails: asked, mobiles: asked })

/** POST contact/v3/users/batch_get_id: people by phone numbers, with or without the country's code, and addresses; others come without id. */
export function findPeople(call: Call): Answer {
  const { emails, mobiles } = readInput(FindInput, call.body, 40001)
  const idOf = userIdsOf(call)
  const withId = (person: Person | undefined) => person && { user_id: idOf(person.openId), status: active }
  const user_list = [
    ...mobiles.map((mobile) => ({
      mobile,
      ...withId(everyone.find((person) => person.mobile === mobile || person.mobile === `+86${mobile}`)),
    })),
    ...emails.map((email) => ({ email, ...withId(everyone.find((person) => person.email === email)) })),
  ]
  return { kind: 'data', data: { user_list } }
}

const active = { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false }
