import * as v from 'valibot'
import { findDocument } from '../finding/look-up.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { rootFolderOf, type SimulatedDocument } from '../world/document.ts'
import { simulatedApp } from '../world/identity.ts'
import { everyone, type Person } from '../world/people.ts'

const kinds = ['doc', 'docx', 'sheet', 'file', 'wiki', 'bitable', 'mindnote', 'minutes', 'slides', 'folder'] as const
const MemberQuery = v.object({ type: v.picklist(kinds) })
const memberTypes = v.picklist(['email', 'openid', 'unionid', 'userid', 'appid'])
const permission = {
  perm: v.picklist(['view', 'edit', 'full_access']),
  perm_type: v.optional(v.picklist(['container', 'single_page']), 'container'),
}
const MemberInput = v.object({ member_type: memberTypes, member_id: v.string(), ...permission })
const UpdateInput = v.object({ member_type: memberTypes, ...permission })
const RemoveQuery = v.object({ member_type: memberTypes })
type MemberName = Pick<v.InferOutput<typeof MemberInput>, 'member_type' | 'member_id'>

/**
 * POST drive/v1/permissions/:token/members: shares a document or a folder with a person, or with the app. Whoever was let in before has
 * the new permission afterwards. Groups and departments do not exist here: 1063001, as for anybody unknown. Nobody is notified.
 */
export function addMember(call: Call): Answer {
  const document = openShared(call)
  const input = readInput(MemberInput, call.body, 1063001)
  document.share(memberOf(input) ?? refuse(1063001), input.perm)
  return { kind: 'data', data: { member: { ...input, type: 'user' } } }
}

/** PUT …/members/:member_id: another permission for somebody who is a member, or 1063001 (permission-member/update, updated 2025-07-03). */
export function updateMember(call: Call): Answer {
  const document = openShared(call)
  const { member_type, ...permitted } = readInput(UpdateInput, call.body, 1063001)
  const name = { member_type, member_id: call.parameters['member_id'] ?? '' }
  document.share(presentMember(document, name), permitted.perm)
  return { kind: 'data', data: { member: { ...name, ...permitted, type: 'user' } } }
}

/** DELETE …/members/:member_id (permission-member/delete, updated 2025-07-03). Somebody who is no member is 1063001 here. */
export function removeMember(call: Call): Answer {
  const document = openShared(call)
  const { member_type } = readInput(RemoveQuery, call.query, 1063001)
  document.unshare(presentMember(document, { member_type, member_id: call.parameters['member_id'] ?? '' }))
  return { kind: 'data', data: {} }
}

const OwnerQuery = v.object({
  type: v.picklist(kinds),
  remove_old_owner: v.optional(v.picklist(['true', 'false']), 'false'),
  stay_put: v.optional(v.picklist(['true', 'false']), 'false'),
  old_owner_perm: v.optional(v.picklist(['view', 'edit', 'full_access']), 'full_access'),
})
const OwnerInput = v.object({ member_type: v.picklist(['email', 'openid', 'userid']), member_id: v.string() })

/**
 * POST …/members/transfer_owner: another owner (permission-member/transfer_owner, updated 2025-07-03), which only the owner may say here.
 * Unless it stays put, a document in a folder of its own owner's moves into the root of the new one.
 */
export function transferOwner(call: Call): Answer {
  const document = openShared(call)
  const query = readInput(OwnerQuery, call.query, 1063001)
  const owner = memberOf(readInput(OwnerInput, call.body, 1063001)) ?? refuse(1063001)
  if (document.ownerId !== call.caller.id) refuse(1063004)
  const moves = query.stay_put === 'false' && document.folderToken !== null
  document.transfer(owner, query.remove_old_owner === 'true' ? null : query.old_owner_perm)
  if (moves) document.folderToken = rootFolderOf(owner)
  return { kind: 'data', data: {} }
}

/** The document or folder that a call names, if the caller may share it. */
export function openShared({ world, caller, parameters, query }: Call): SimulatedDocument {
  const { type } = readInput(MemberQuery, query, 1063001)
  const document = findDocument(world, parameters['token'] ?? '', type) ?? refuse(1063001)
  if (document.deleted) refuse(1063005)
  if (!document.mayRead(caller)) refuse(1063002)
  return document.mayManage(caller) ? document : refuse(1063004)
}

function presentMember(document: SimulatedDocument, name: MemberName): string {
  const id = memberOf(name)
  return document.members().find((member) => member.id === id)?.id ?? refuse(1063001)
}

const idOf: Readonly<Record<Exclude<MemberName['member_type'], 'appid'>, (person: Person) => string>> = {
  email: ({ email }) => email,
  openid: ({ openId }) => openId,
  unionid: ({ unionId }) => unionId,
  userid: ({ userId }) => userId,
}

function memberOf({ member_type: type, member_id: id }: MemberName): string | undefined {
  if (type === 'appid') return id === simulatedApp.id ? id : undefined
  return everyone.find((person) => idOf[type](person) === id)?.openId
}
