import * as v from 'valibot'
import { filesPerPage } from '../../contract/feishu/limits.ts'
import { userIdsOf } from '../contact/user-id.ts'
import type { Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { cutPage, readPage } from '../http/paging.ts'
import type { Shortcut, SimulatedDocument } from '../world/document.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { documentsIn, openFolder, shortcutsIn } from './folder.ts'

const ListInput = v.object({
  folder_token: v.optional(v.string(), ''),
  order_by: v.optional(v.picklist(['EditedTime', 'CreatedTime']), 'EditedTime'),
  direction: v.optional(v.picklist(['ASC', 'DESC']), 'DESC'),
})

const codes = { notFound: 1061003, deleted: 1061007, forbidden: 1061004 } as const
const pageRules = { usual: 100, most: filesPerPage, badSize: 1064001, tooLarge: 1064001, badToken: 1061002 } as const

/**
 * GET drive/v1/files: the contents of a folder. Without a folder, the caller's root: all at once and without shortcuts; by its
 * token, the root is listed like any folder.
 */
export function listFiles(call: Call): Answer {
  const { world, caller, query } = call
  const { folder_token: token, order_by: orderBy, direction } = readInput(ListInput, query, 1061002)
  const folder = openFolder(call, token, 'read', codes)
  const documents = documentsIn(world, folder.token).filter((document) => document.mayRead(caller))
  const shortcuts = token === '' ? [] : shortcutsIn(world, folder.token)
  const entries = [...documents.map(documentEntry), ...shortcuts.flatMap((shortcut) => shortcutEntry(world, shortcut))]
  const sorted = entries.toSorted((a, b) => (direction === 'ASC' ? 1 : -1) * (a[orderBy] - b[orderBy]))
  const idOf = userIdsOf(call)
  const files = sorted.map((entry) => ({ ...wireEntry(world, folder.token, entry), owner_id: idOf(entry.ownerId) }))
  if (token === '') return { kind: 'data', data: { files, has_more: false } }
  const { items, nextPageToken } = cutPage(files, readPage(query, pageRules))
  const more = nextPageToken !== ''
  return { kind: 'data', data: { files: items, has_more: more, ...(more && { next_page_token: nextPageToken }) } }
}

interface Entry {
  readonly token: string
  readonly name: string
  readonly type: string
  readonly path: string
  readonly ownerId: string
  /** In milliseconds since 1970, under the names that a caller sorts by. */
  readonly CreatedTime: number
  readonly EditedTime: number
  readonly target?: SimulatedDocument
}

function documentEntry({ token, title, kind, path, ownerId, createdAtMs, editedAtMs }: SimulatedDocument): Entry {
  return { token, name: title, type: kind, path, ownerId, CreatedTime: createdAtMs, EditedTime: editedAtMs }
}

/** A shortcut opens its target, and disappears with it. */
function shortcutEntry(
  world: SimulatedWorld,
  { token, targetToken, ownerId, createdAtMs }: Shortcut,
): readonly Entry[] {
  const target = world.documents.get(targetToken)
  if (!target || target.deleted) return []
  const times = { CreatedTime: createdAtMs, EditedTime: createdAtMs }
  return [{ token, name: target.title, type: 'shortcut', path: target.path, ownerId, ...times, target }]
}

function wireEntry(world: SimulatedWorld, parentToken: string, entry: Entry): Readonly<Record<string, unknown>> {
  const { token, name, type, path, CreatedTime: createdAtMs, EditedTime: editedAtMs, target } = entry
  return {
    token,
    name,
    type,
    parent_token: parentToken,
    url: world.urlOf(path),
    created_time: String(Math.floor(createdAtMs / 1000)),
    modified_time: String(Math.floor(editedAtMs / 1000)),
    ...(target && { shortcut_info: { target_type: target.kind, target_token: target.token } }),
  }
}
