import type { LinkRules } from '../../contract/feishu/document-links.ts'
import type { AppToken, DocumentId, FolderToken, SpreadsheetToken } from '../../contract/feishu/ids.ts'

/** Turns a pasted link into the document behind it (resolve-target.ts, which comes behind the first paint). */
export type ResolveTarget = (
  link: string,
  /** `openId`: of the person who is to write there. */
  who: { readonly rules: LinkRules; readonly openId: string },
  signal: AbortSignal,
) => Promise<TargetDocument>

/** What a link leads to, before a person has chosen where in it. */
export interface TargetDocument {
  readonly body: DocumentBody
  /** Empty for a document that was given none, and for the person's root folder. */
  readonly title: string
  /** Where a person opens it. */
  readonly url: string
  readonly isInWiki: boolean
  /** Null when Feishu did not say: the upload will tell. False is the last word of a document, not of a folder (`mayMakeIn`). */
  readonly mayEdit: boolean | null
  /** Looked for where a person may not edit, and has to ask; empty when nobody told. */
  readonly ownerName: string
}

export type DocumentBody =
  | { readonly is: 'docx'; readonly documentId: DocumentId }
  /** `sheetId` and `tableId` are what the link opened, where it said so. */
  | { readonly is: 'sheet'; readonly spreadsheetToken: SpreadsheetToken; readonly sheetId: string | null }
  | { readonly is: 'bitable'; readonly appToken: AppToken; readonly tableId: string | null }
  | { readonly is: 'folder'; readonly folderToken: FolderToken }

/** Whether files may go in. Of a folder only its members tell, and an import may go well all the same. */
export function isWritable({ mayEdit, body }: TargetDocument): boolean {
  return mayEdit !== false || body.is === 'folder'
}
