import * as v from 'valibot'
import { findDocument } from '../finding/look-up.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { simulatedApp } from '../world/identity.ts'
import { everyone, type Person } from '../world/people.ts'

const kinds = ['doc', 'docx', 'sheet', 'file', 'wiki', 'bitable', 'mindnote', 'minutes', 'slides', 'folder'] as const
const MemberQuery = v.object({ type: v.picklist(kinds) })
const MemberInput = v.object({
  member_type: v.picklist(['email', 'openid', 'unionid', 'userid', 'appid']),
  member_id: v.string(),
  perm: v.picklist(['view', 'edit', 'full_access']),
  perm_type: v.optional(v.picklist(['container', 'single_page']), 'container'),
})
type MemberInput = v.InferOutput<typeof MemberInput>

/**
 * POST drive/v1/permissions/:token/members: shares a document or a folder with a person, or with the app. Whoever was let in before has
 * the new permission afterwards. Groups and departments do not exist here: 1063001, as for anybody unknown. Nobody is notified.
 */
export function addMember({ world, caller, parameters, query, body }: Call): Answer {
  const { type } = readInput(MemberQuery, query, 1063001)
  const document = findDocument(world, parameters['token'] ?? '', type) ?? refuse(1063001)
  if (document.deleted) refuse(1063005)
  if (!document.mayRead(caller)) refuse(1063002)
  if (!document.mayManage(caller)) refuse(1063004)
  const input = readInput(MemberInput, body, 1063001)
  const id = memberOf(input) ?? refuse(1063001)
  document.share(id, input.perm)
  return { kind: 'data', data: { member: { ...input, type: 'user' } } }
}

const idOf: Readonly<Record<Exclude<MemberInput['member_type'], 'appid'>, (person: Person) => string>> = {
  email: ({ email }) => email,
  openid: ({ openId }) => openId,
  unionid: ({ unionId }) => unionId,
  userid: ({ userId }) => userId,
}

function memberOf({ member_type: type, member_id: id }: MemberInput): string | undefined {
  if (type === 'appid') return id === simulatedApp.id ? id : undefined
  return everyone.find((person) => idOf[type](person) === id)?.openId
}
