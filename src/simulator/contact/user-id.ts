import * as v from 'valibot'
import { readInput, type Call } from '../http/call.ts'
import { everyone, personOf, type Person } from '../world/people.ts'

const types = ['open_id', 'union_id', 'user_id'] as const
type IdType = (typeof types)[number]
const IdQuery = v.object({ user_id_type: v.picklist(types) })

const idOf: Readonly<Record<IdType, (person: Person) => string>> = {
  open_id: ({ openId }) => openId,
  union_id: ({ unionId }) => unionId,
  user_id: ({ userId }) => userId,
}

/** Ids of people in the form that `user_id_type` asks for; anything but a person keeps its id. Refuses an unknown form with 99992402. */
export function userIdsOf({ query }: Pick<Call, 'query'>): (openId: string) => string {
  const type = idTypeIn(query)
  return (openId) => {
    const person = personOf(openId)
    return person ? idOf[type](person) : openId
  }
}

/** The person that an id names, in the form that `user_id_type` says. */
export function findPerson({ query }: Pick<Call, 'query'>, id: string): Person | undefined {
  const type = idTypeIn(query)
  return everyone.find((person) => idOf[type](person) === id)
}

/** Open ids unless asked for others; an empty parameter asks for nothing. */
function idTypeIn(query: Call['query']): IdType {
  return query['user_id_type'] ? readInput(IdQuery, query, 99992402).user_id_type : 'open_id'
}
