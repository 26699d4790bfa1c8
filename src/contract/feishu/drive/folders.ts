import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { DocumentId, FolderToken } from '../ids.ts'
import { filesPerPage } from '../limits.ts'
import { Paging, nextPageTokenOf, type Page } from '../paging.ts'

/**
 * GET drive/v1/files: one page of what is directly in a folder, last edited first.
 *
 * @param folderToken `null`: the root, whose list has no pages and no shortcuts.
 * @param pageToken Empty for the first page.
 */
export function listFilesRequest(folderToken: FolderToken | null, pageToken: string): ApiRequest {
  return {
    route: 'listFiles',
    parameters: {},
    query: {
      order_by: 'EditedTime',
      direction: 'DESC',
      ...(folderToken !== null && { folder_token: folderToken, page_size: String(filesPerPage) }),
      ...(pageToken !== '' && { page_token: pageToken }),
    },
    body: { kind: 'none' },
  }
}

/** Something in a folder; for a shortcut, what it points to. */
export interface FolderEntry {
  /** Token of the document or folder; for a shortcut, of its target. */
  readonly token: string
  /** Token of the entry: for a shortcut, its own. */
  readonly lyingToken: string
  /** As drive/v1/files calls it: docx, sheet, bitable, folder, file, doc, mindnote, slides … */
  readonly kind: string
  /** Empty where Feishu leaves it out. */
  readonly name: string
  /** Empty where Feishu leaves it out. */
  readonly url: string
  /** An open_id; empty where Feishu leaves it out. */
  readonly ownerId: string
  /** When it was last edited, in seconds since 1970; 0: unknown. */
  readonly modifiedSeconds: number
  readonly isShortcut: boolean
}

const WireFile = v.object({
  token: v.string(),
  name: v.optional(v.string(), ''),
  type: v.string(),
  url: v.optional(v.string(), ''),
  owner_id: v.optional(v.string(), ''),
  modified_time: v.optional(v.string(), ''),
  shortcut_info: v.optional(v.nullable(v.object({ target_type: v.string(), target_token: v.string() }))),
})

/** Reads one page of a folder. Missing names, URLs and owners are empty; a missing time is 0. */
export function readFilePage(answer: ApiAnswer): Reading<Page<FolderEntry>> {
  const reading = readAnswer(answer, v.object({ ...Paging, files: v.optional(v.nullable(v.array(WireFile))) }))
  if (!reading.ok) return reading
  const items = (reading.data.files ?? []).map(entryOf)
  return { ok: true, data: { items, nextPageToken: nextPageTokenOf(reading.data) } }
}

function entryOf(file: v.InferOutput<typeof WireFile>): FolderEntry {
  const target = file.shortcut_info
  return {
    token: target?.target_token ?? file.token,
    lyingToken: file.token,
    kind: target?.target_type ?? file.type,
    name: file.name,
    url: file.url,
    ownerId: file.owner_id,
    modifiedSeconds: Number(file.modified_time) || 0,
    isShortcut: target !== undefined && target !== null,
  }
}

/** GET drive/explorer/v2/root_folder/meta: the token of the caller's root folder. */
export function getRootFolderRequest(): ApiRequest {
  return { route: 'getRootFolder', parameters: {}, query: {}, body: { kind: 'none' } }
}

/** Reads the token of the root folder. */
export function readRootFolder(answer: ApiAnswer): Reading<FolderToken> {
  const reading = readAnswer(answer, v.object({ token: FolderToken }))
  return reading.ok ? { ok: true, data: reading.data.token } : reading
}

/**
 * GET drive/v1/permissions/:token/members of a folder. The official page (2025-07-03) lists no `type` for folders; larksuite/cli
 * (lark-drive-member-list, 2026) sends `folder`, and says that some environments refuse it (99992402).
 */
export function listMembersRequest(folderToken: FolderToken): ApiRequest {
  return {
    route: 'listMembers',
    parameters: { token: folderToken },
    query: { type: 'folder' },
    body: { kind: 'none' },
  }
}

/** A person or group with whom a folder is shared. */
export interface FolderMember {
  /** An open_id if `isPerson`, otherwise the id of a chat, department or group. */
  readonly id: string
  readonly isPerson: boolean
  readonly mayEdit: boolean
}

const Members = v.object({
  items: v.optional(
    v.nullable(v.array(v.object({ member_type: v.string(), member_id: v.string(), perm: v.string() }))),
  ),
})

/** Reads the members; every right but `view` counts as the right to edit. */
export function readMembers(answer: ApiAnswer): Reading<readonly FolderMember[]> {
  const reading = readAnswer(answer, Members)
  if (!reading.ok) return reading
  const members = (reading.data.items ?? []).map(({ member_type: type, member_id: id, perm }) => ({
    id,
    isPerson: type === 'openid',
    mayEdit: perm !== 'view',
  }))
  return { ok: true, data: members }
}

/**
 * POST drive/v1/files/create_folder. Not idempotent.
 *
 * @param name 1 to `folderNameMaxBytes` bytes.
 * @param parent `null`: the root.
 */
export function createFolderRequest(name: string, parent: FolderToken | null): ApiRequest {
  return {
    route: 'createFolder',
    parameters: {},
    query: {},
    body: { kind: 'json', value: { name, folder_token: parent ?? '' } },
  }
}

/** DELETE drive/v1/files/:file_token: into the recycle bin. Its scopes, drive:drive or space:document:delete, are not asked for. */
export function deleteFileRequest(token: string, kind: 'docx' | 'sheet' | 'bitable' | 'folder'): ApiRequest {
  return { route: 'deleteFile', parameters: { file_token: token }, query: { type: kind }, body: { kind: 'none' } }
}

/** A folder that was created. `url` is empty where Feishu leaves it out. */
export interface NewFolder {
  readonly folderToken: FolderToken
  readonly url: string
}

/** Reads the created folder. */
export function readNewFolder(answer: ApiAnswer): Reading<NewFolder> {
  const reading = readAnswer(answer, v.object({ token: FolderToken, url: v.optional(v.string(), '') }))
  return reading.ok ? { ok: true, data: { folderToken: reading.data.token, url: reading.data.url } } : reading
}

/**
 * POST docx/v1/documents: a new empty document. Not idempotent; one at a time per folder (1770036).
 *
 * @param title At most `documentTitleMaxCharacters` characters; empty: untitled.
 * @param folderToken `null`: the root.
 */
export function createDocumentRequest(title: string, folderToken: FolderToken | null): ApiRequest {
  return {
    route: 'createDocument',
    parameters: {},
    query: {},
    body: {
      kind: 'json',
      value: { ...(title !== '' && { title }), ...(folderToken !== null && { folder_token: folderToken }) },
    },
  }
}

/** Reads the new document's id; metas/batch_query has its URL. */
export function readNewDocument(answer: ApiAnswer): Reading<DocumentId> {
  const reading = readAnswer(answer, v.object({ document: v.object({ document_id: DocumentId }) }))
  return reading.ok ? { ok: true, data: reading.data.document.document_id } : reading
}
