import type { Cell } from '../../contract/feishu/sheet/cell.ts'
import type { FileView } from '../../contract/feishu/docx/create-blocks.ts'
import type {
  AppToken,
  BlockId,
  DocumentId,
  FolderToken,
  RecordId,
  SheetId,
  SpreadsheetToken,
  TableId,
} from '../../contract/feishu/ids.ts'

/** Where files go: what a link leads to, with the options that a person chose. */
export type Target = DocumentTarget | SheetTarget | BaseTarget | ImportTarget

interface Named {
  readonly title: string
  /** Address at which a person opens it. */
  readonly url: string
}

/** A docx: pictures and files become blocks of its page. */
export interface DocumentTarget extends Named {
  readonly is: 'docx'
  readonly documentId: DocumentId
  readonly at: InsertionPoint
  readonly fileView: FileView
}

/**
 * `under` a heading: after the content it has already, before the next heading of the same or a higher level. If the heading has been
 * deleted by then, the end of the document.
 */
export type InsertionPoint =
  | { readonly is: 'end' }
  | { readonly is: 'top' }
  | { readonly is: 'under'; readonly headingId: BlockId; readonly heading: string }

/** One sheet of a spreadsheet: pictures fill cells, or float over them, beginning at `start`. */
export interface SheetTarget extends Named {
  readonly is: 'sheet'
  readonly spreadsheetToken: SpreadsheetToken
  readonly sheetId: SheetId
  readonly as: 'cells' | 'floats'
  readonly start: Cell
  readonly fill: 'down' | 'across'
  /** Size of the grid; pictures can only go inside it. */
  readonly rows: number
  readonly columns: number
  /** Names of occupied cells whose content a person agreed to replace. Any other occupied cell is skipped. */
  readonly replaces?: readonly string[]
}

/** One attachment column of a table of a base. */
export interface BaseTarget extends Named {
  readonly is: 'base'
  readonly appToken: AppToken
  readonly tableId: TableId
  readonly attachmentField: string
  readonly into: BaseRows
}

export type BaseRows =
  /** A new record for each file; the text column, if any, gets the file's name. */
  | { readonly is: 'new'; readonly nameField: string | null }
  /** The record whose text in a column is the file's name, with or without its extension. */
  | { readonly is: 'matched'; readonly byField: string }
  | { readonly is: 'record'; readonly recordId: RecordId; readonly name: string }

/** A folder of Drive: each file becomes an online document of its own. */
export interface ImportTarget extends Named {
  readonly is: 'import'
  /** Null: the person's root folder. */
  readonly folderToken: FolderToken | null
  /** What a table becomes, where Feishu can import it as both. */
  readonly tablesAs: 'sheet' | 'bitable'
}
