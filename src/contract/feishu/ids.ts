import * as v from 'valibot'

/**
 * Feishu's ids, as branded strings, so that a block id cannot be passed where a document id is expected. They come from readers
 * of Feishu's answers and of pasted links.
 */
const id = <const Name extends string>(_name: Name) =>
  v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,128}$/, 'not an id of Feishu'), v.brand<string, Name>(_name))

export const DocumentId = id('DocumentId')
export const BlockId = id('BlockId')
export const FileToken = id('FileToken')
export const UploadId = id('UploadId')
export const WikiNodeToken = id('WikiNodeToken')
export const SpreadsheetToken = id('SpreadsheetToken')
export const SheetId = id('SheetId')
export const FloatImageId = id('FloatImageId')
export const AppToken = id('AppToken')
export const TableId = id('TableId')
export const FieldId = id('FieldId')
export const RecordId = id('RecordId')
export const FolderToken = id('FolderToken')
export const SpaceId = id('SpaceId')
export const Ticket = id('Ticket')

export type DocumentId = v.InferOutput<typeof DocumentId>
export type BlockId = v.InferOutput<typeof BlockId>
export type FileToken = v.InferOutput<typeof FileToken>
export type UploadId = v.InferOutput<typeof UploadId>
export type WikiNodeToken = v.InferOutput<typeof WikiNodeToken>
export type SpreadsheetToken = v.InferOutput<typeof SpreadsheetToken>
export type SheetId = v.InferOutput<typeof SheetId>
export type FloatImageId = v.InferOutput<typeof FloatImageId>
export type AppToken = v.InferOutput<typeof AppToken>
export type TableId = v.InferOutput<typeof TableId>
export type FieldId = v.InferOutput<typeof FieldId>
export type RecordId = v.InferOutput<typeof RecordId>
export type FolderToken = v.InferOutput<typeof FolderToken>
export type SpaceId = v.InferOutput<typeof SpaceId>
export type Ticket = v.InferOutput<typeof Ticket>
