import * as v from 'valibot'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { findDocument } from './look-up.ts'

const kinds = ['doc', 'docx', 'sheet', 'file', 'wiki', 'bitable', 'mindnote', 'minutes', 'slides', 'folder'] as const
const MembersInput = v.object({ type: v.picklist(kinds), fields: v.optional(v.string(), '') })

/**
 * GET drive/v1/permissions/:token/members: whom a document or a folder is shared with, for callers who may read it; at Feishu, who
 * may see the list is a setting of each document. Apps are left out: `member_type` has no value for them.
 */
export function listMembers({ world, caller, parameters, query }: Call): Answer {
  const { type, fields } = readInput(MembersInput, query, 1063001)
  const document = findDocument(world, parameters['token'] ?? '', type)
  if (!document) return refuse(1063001)
  if (document.deleted) refuse(1063005)
  if (!document.mayRead(caller)) refuse(1063002)
  const wantsType = fields === '*' || fields.split(',').includes('type')
  const items = document
    .members()
    .filter(({ id }) => id.startsWith('ou_'))
    .map(({ id, perm }) => ({
      member_type: 'openid',
      member_id: id,
      perm,
      perm_type: 'container',
      ...(wantsType && { type: 'user' }),
    }))
  return { kind: 'data', data: { items } }
}
