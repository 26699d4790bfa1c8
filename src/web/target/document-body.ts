import type { AppToken, DocumentId, FolderToken, SpreadsheetToken } from '../../contract/feishu/ids.ts'

/** A resolved document by its family, and what identifies it at Feishu. */
export type DocumentBody =
  | { readonly is: 'docx'; readonly documentId: DocumentId }
  /** `sheetId` and `tableId` come from the link; null if it has none. */
  | { readonly is: 'sheet'; readonly spreadsheetToken: SpreadsheetToken; readonly sheetId: string | null }
  | { readonly is: 'base'; readonly appToken: AppToken; readonly tableId: string | null }
  | { readonly is: 'import'; readonly folderToken: FolderToken }

/** The family's name, as `Target.is` has it. */
export type FamilyName = DocumentBody['is']

export type BodyOf<Is extends FamilyName> = Extract<DocumentBody, { readonly is: Is }>
