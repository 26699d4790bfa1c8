import type { LinkRules } from '../../contract/feishu/document-links.ts'
import type { AppToken, DocumentId, FolderToken, SpreadsheetToken } from '../../contract/feishu/ids.ts'

/** Resolves a pasted link to its document (resolve-target.ts, loaded after the first paint). */
export type ResolveTarget = (
  link: string,
  /** `openId`: the person who is going to write there. */
  who: { readonly rules: LinkRules; readonly openId: string },
  signal: AbortSignal,
) => Promise<TargetDocument>

/** The document behind a link, before the person has chosen where in it. */
export interface TargetDocument {
  readonly body: DocumentBody
  /** Empty for an untitled document and for the root folder. */
  readonly title: string
  /** Address to open it at. */
  readonly url: string
  readonly isInWiki: boolean
  /** Null when unknown. False is final for a document, but not for a folder (`mayMakeIn`). */
  readonly mayEdit: boolean | null
  /** Looked up only where the person may not edit and has to ask; empty when unknown. */
  readonly ownerName: string
}

/** The document by its family, and what identifies it at Feishu. */
export type DocumentBody =
  | { readonly is: 'docx'; readonly documentId: DocumentId }
  /** `sheetId` and `tableId` come from the link; null if it has none. */
  | { readonly is: 'sheet'; readonly spreadsheetToken: SpreadsheetToken; readonly sheetId: string | null }
  | { readonly is: 'base'; readonly appToken: AppToken; readonly tableId: string | null }
  | { readonly is: 'import'; readonly folderToken: FolderToken }

/** The family's name, as `Target.is` has it. */
export type FamilyName = DocumentBody['is']

export type BodyOf<Is extends FamilyName> = Extract<DocumentBody, { readonly is: Is }>

/**
 * Whether files may be added. Folder access is inferred from its member list, so an import is allowed even if that says no.
 */
export function isWritable({ mayEdit, body }: TargetDocument): boolean {
  return mayEdit !== false || body.is === 'import'
}
