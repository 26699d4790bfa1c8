import type { Cell } from '../../contract/feishu/sheet/cell.ts'
import type { FileView } from '../../contract/feishu/docx/docx.ts'
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

/** Where files go: what a link leads to, with what a person chose there. */
export type Target = DocumentTarget | SheetTarget | BaseTarget | ImportTarget

interface Named {
  readonly title: string
  /** Where a person opens it. */
  readonly url: string
}

/** A docx: pictures and files become blocks of the page. */
export interface DocumentTarget extends Named {
  readonly is: 'docx'
  readonly documentId: DocumentId
  readonly at: InsertionPoint
  readonly fileView: FileView
}

/**
 * `under` a heading: behind what stands there already, before the next heading of the same or a higher level. A heading that is
 * gone by then means the end.
 */
export type InsertionPoint =
  | { readonly is: 'end' }
  | { readonly is: 'top' }
  | { readonly is: 'under'; readonly headingId: BlockId; readonly heading: string }

/** One sheet of a spreadsheet: pictures fill cells, or float over them, from a cell on. */
export interface SheetTarget extends Named {
  readonly is: 'sheet'
  readonly spreadsheetToken: SpreadsheetToken
  readonly sheetId: SheetId
  readonly as: 'cells' | 'floats'
  readonly start: Cell
  readonly fill: 'down' | 'across'
  /** Size of the grid; nothing can be put outside it. */
  readonly rows: number
  readonly columns: number
  /** Names of cells that a person saw taken and chose all the same: what they hold is replaced. Any other that is taken is passed over. */
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
  /** A new record for each file; the text column takes the file's name. */
  | { readonly is: 'new'; readonly nameField: string | null }
  /** The records whose text in a column is the file's name, with or without its extension. */
  | { readonly is: 'matched'; readonly byField: string }
  | { readonly is: 'record'; readonly recordId: RecordId; readonly name: string }

/** A folder of Drive: each file becomes an online document of its own. */
export interface ImportTarget extends Named {
  readonly is: 'import'
  /** `null`: the person's root folder. */
  readonly folderToken: FolderToken | null
  /** What tables become, where both are possible. */
  readonly tablesAs: 'sheet' | 'bitable'
}
