import * as v from 'valibot'
import type { RouteName } from '../../contract/feishu/routes.ts'

/**
 * Where a call names its documents. Other calls are not allowed for the app's identity: they reach beyond a list of documents
 * (folders, search, new documents, files by their token alone).
 */
export type DocumentNaming =
  | { readonly in: 'path'; readonly parameter: string }
  | { readonly in: 'query'; readonly name: string }
  /** In a JSON body, which is sent as it was read, not as it came. */
  | { readonly in: 'json'; readonly read: (body: unknown) => ReadBody | undefined }
  /** In the form fields before the file. */
  | { readonly in: 'form' }
  /** In an earlier call: it continues an upload by an id that nobody can guess. */
  | { readonly in: 'earlier-call' }

/** A body with only what was read, and the documents that it names. */
export interface ReadBody<Value = unknown> {
  readonly documents: readonly string[]
  readonly body: Readonly<Record<string, Value>>
}

const document = { in: 'path', parameter: 'document_id' } as const
const spreadsheet = { in: 'path', parameter: 'spreadsheet_token' } as const
const base = { in: 'path', parameter: 'app_token' } as const

export const documentNaming: Readonly<Partial<Record<RouteName, DocumentNaming>>> = {
  uploadAll: { in: 'form' },
  uploadPrepare: { in: 'json', read: readUpload },
  uploadPart: { in: 'earlier-call' },
  uploadFinish: { in: 'earlier-call' },
  createBlocks: document,
  batchUpdateBlocks: document,
  updateBlock: document,
  deleteBlocks: document,
  updateDocument: document,
  getDocument: document,
  listBlocks: document,
  getBlock: document,
  listChildren: document,
  querySheets: spreadsheet,
  readCells: spreadsheet,
  writeCellImage: spreadsheet,
  createFloatImage: spreadsheet,
  writeCells: spreadsheet,
  queryFloatImages: spreadsheet,
  deleteFloatImage: spreadsheet,
  getBase: base,
  listTables: base,
  listFields: base,
  searchRecords: base,
  batchGetRecords: base,
  createRecord: base,
  updateRecord: base,
  batchCreateRecords: base,
  batchUpdateRecords: base,
  batchDeleteRecords: base,
  getWikiNode: { in: 'query', name: 'token' },
  checkPermission: { in: 'path', parameter: 'token' },
  queryMetas: { in: 'json', read: readMetasQuery },
}

const common = { file_name: v.string(), parent_node: v.string(), size: v.union([v.string(), v.number()]) }
const checksum = { checksum: v.optional(v.string()) }
const Extra = v.object({ drive_route_token: v.string() })
const Upload = v.variant('parent_type', [
  v.object({
    parent_type: v.picklist(['docx_image', 'docx_file']),
    ...common,
    ...checksum,
    extra: v.pipe(v.string(), v.parseJson(), Extra),
  }),
  v.object({ parent_type: v.picklist(['sheet_image', 'bitable_image', 'bitable_file']), ...common, ...checksum }),
])

/**
 * Reads the fields of upload_all, or the body of upload_prepare. For docx `parent_node` is a block and `extra` names its document,
 * which Feishu requires (riba2534/feishu-cli PR#24). Sources of imports go into no document and are not allowed.
 */
export function readUpload(fields: unknown): ReadBody<string | number | undefined> | undefined {
  const reading = v.safeParse(Upload, fields)
  if (!reading.success) return undefined
  const upload = reading.output
  // Serialised again: of a name that occurs twice, Feishu might read the other one.
  const token = 'extra' in upload ? upload.extra.drive_route_token : upload.parent_node
  return { documents: [token], body: { ...upload, extra: JSON.stringify({ drive_route_token: token }) } }
}

const MetasQuery = v.object({
  request_docs: v.array(v.object({ doc_token: v.string(), doc_type: v.string() })),
  with_url: v.optional(v.boolean()),
})

function readMetasQuery(body: unknown): ReadBody | undefined {
  const reading = v.safeParse(MetasQuery, body)
  if (!reading.success) return undefined
  return { documents: reading.output.request_docs.map((doc) => doc.doc_token), body: reading.output }
}
