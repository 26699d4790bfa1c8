import * as v from 'valibot'
import type { Meta } from '../../contract/feishu/drive/drive.ts'
import { AppToken, DocumentId, FolderToken, SpreadsheetToken } from '../../contract/feishu/ids.ts'
import type { Wire } from '../../engine/doors.ts'
import { ownProblem } from '../gateway/ask-feishu.ts'
import type { BodyOf, DocumentBody, FamilyName } from './document-body.ts'
import { mayMakeIn } from './right/folder-right.ts'

/** What a link says about the place in its document. */
export interface LinkedPlace {
  readonly sheetId?: string
  readonly tableId?: string
}

export interface AskedRight {
  readonly meta: Meta
  /** open_id of the person asking. */
  readonly openId: string
}

/** How a family's documents are found from their links. */
export interface ResolvedFamily<Body extends DocumentBody = DocumentBody> {
  /** @throws {CallFailed} When the token cannot be one of this family. */
  bodyOf(token: string, place: LinkedPlace): Body
  /** Whether the person may add to it; null if unknown. Absent where permission-member/auth answers that. */
  mayAdd?(wire: Wire, body: Body, asked: AskedRight, signal: AbortSignal): Promise<boolean | null>
  /** Whether the person's root folder is of this family: metas may not know it. */
  readonly hasRoot?: true
}

export const resolvedFamilies: { readonly [Is in FamilyName]: ResolvedFamily<BodyOf<Is>> } = {
  docx: { bodyOf: (token) => ({ is: 'docx', documentId: idOf(DocumentId, token) }) },
  sheet: {
    bodyOf: (token, { sheetId = null }) => ({ is: 'sheet', spreadsheetToken: idOf(SpreadsheetToken, token), sheetId }),
  },
  base: { bodyOf: (token, { tableId = null }) => ({ is: 'base', appToken: idOf(AppToken, token), tableId }) },
  import: {
    bodyOf: (token) => ({ is: 'import', folderToken: idOf(FolderToken, token) }),
    // permission-member/auth does not accept folders (parameter `type`).
    mayAdd: async (wire, body, { meta, openId }, signal) =>
      meta.found ? mayMakeIn(wire, { ...body, ownerId: meta.ownerId, openId }, signal) : null,
    hasRoot: true,
  },
}

export function resolvedFamily(name: FamilyName): ResolvedFamily {
  return resolvedFamilies[name]
}

function idOf<Id>(schema: v.GenericSchema<string, Id>, token: string): Id {
  const reading = v.safeParse(schema, token)
  if (!reading.success) throw ownProblem('link-not-a-document')
  return reading.output
}
