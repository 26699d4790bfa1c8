import { listFieldsRequest, listTablesRequest, readFieldPage, readTablePage } from '../../contract/feishu/base/base.ts'
import {
  createDocumentRequest,
  createFolderRequest,
  deleteFileRequest,
  listFilesRequest,
  readFilePage,
  readNewDocument,
  readNewFolder,
} from '../../contract/feishu/drive/folders.ts'
import * as v from 'valibot'
import { AppToken, DocumentId, FolderToken, SpreadsheetToken } from '../../contract/feishu/ids.ts'
import { getWikiNodeRequest, readWikiNode } from '../../contract/feishu/wiki/wiki.ts'
import { must, Unexpected, type BasePlace, type Doors, type Made, type Places } from '../doors.ts'
import { findCells, makeSheet } from './sheet-place.ts'

/** A document that the operator named by its link. */
export interface Linked {
  readonly token: string
  /** The token is that of a wiki's node, whose document has another. */
  readonly isWikiPage: boolean
}

/** What the operator chose. */
export interface Chosen {
  /** A folder in which this command may make what it needs; `root`: the caller's own root. */
  readonly folder: Linked | 'root' | null
  readonly document: Linked | null
  readonly sheet: Linked | null
  readonly base: Linked | null
}

export interface Prepared {
  readonly places: Places
  /** Why a place that could have been there is not. */
  readonly missing: readonly string[]
}

/** Where things are made, and what they are called there. */
export interface PrepareParts {
  readonly chosen: Chosen
  readonly doors: Pick<Doors, 'call' | 'wait'>
  readonly made: (thing: Made) => void
  /** Name of the folder that is made, and of what is made in it. */
  readonly title: string
}

/** Makes a folder with a document and a sheet, and looks at what the operator chose. What does not work leaves its place empty. */
export async function preparePlaces({ chosen, doors, made, title }: PrepareParts): Promise<Prepared> {
  const { call } = doors
  const missing: string[] = []
  /** Tokens of what was made in the folder. */
  const ours = new Set<string>()
  const tried = async <T>(what: string, attempt: () => Promise<T | null>): Promise<T | undefined> => {
    try {
      return (await attempt()) ?? undefined
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error
      missing.push(`${what}: ${error.message}`)
      return undefined
    }
  }
  const { folder: parent } = chosen
  const folder =
    parent === null
      ? undefined
      : await tried('a folder', async () => {
          const request = createFolderRequest(title, parent === 'root' ? null : v.parse(FolderToken, parent.token))
          const { folderToken, url } = must(readNewFolder(await call(request)))
          made({ what: 'folder', where: url, remove: (later) => removeFolder(later, folderToken, ours) })
          return { folderToken }
        })
  const ownDocument = async (folderToken: FolderToken) => {
    const documentId = must(readNewDocument(await call(createDocumentRequest(title, folderToken))))
    ours.add(documentId)
    made({ what: 'document', remove: async (later) => (await later(deleteFileRequest(documentId, 'docx'))).code === 0 })
    return { documentId, isOurs: true }
  }
  const tokenOf = async ({ token, isWikiPage }: Linked) =>
    isWikiPage ? must(readWikiNode(await call(getWikiNodeRequest(token)))).obj_token : token
  const { document: page, sheet: spreadsheet, base: app } = chosen
  const document = page
    ? await tried('the document', async () => ({ documentId: v.parse(DocumentId, await tokenOf(page)), isOurs: false }))
    : folder && (await tried('a document', () => ownDocument(folder.folderToken)))
  const sheet = spreadsheet
    ? await tried('the sheet', async () => findCells(call, v.parse(SpreadsheetToken, await tokenOf(spreadsheet))))
    : folder && (await tried('a sheet', () => makeSheet({ doors, made, title, ours, folderToken: folder.folderToken })))
  const base = app
    ? await tried('the base', async () => findTable(call, v.parse(AppToken, await tokenOf(app))))
    : undefined
  if (app && !base) missing.push('the base: no table has a column of text and one of attachments')
  return {
    places: {
      ...(folder && { folder }),
      ...(document && { document }),
      ...(sheet && { sheet }),
      ...(base && { base }),
    },
    missing,
  }
}

/** Removes the folder unless somebody has put something of his own into it: that would go with it. */
async function removeFolder(
  call: Doors['call'],
  folderToken: FolderToken,
  ours: ReadonlySet<string>,
): Promise<boolean> {
  const { items, nextPageToken } = must(readFilePage(await call(listFilesRequest(folderToken, ''))))
  if (nextPageToken !== '' || items.some(({ lyingToken }) => !ours.has(lyingToken)))
    throw new Error('somebody has put something into it')
  return (await call(deleteFileRequest(folderToken, 'folder'))).code === 0
}

/** Tables that are looked at. */
const tablesToRead = 5

/** The first table that files can go into; null where there is none. */
async function findTable(call: Doors['call'], appToken: AppToken): Promise<BasePlace | null> {
  const { items: tables } = must(readTablePage(await call(listTablesRequest(appToken, ''))))
  for (const { tableId } of tables.slice(0, tablesToRead)) {
    const { items: fields } = must(readFieldPage(await call(listFieldsRequest(appToken, tableId, ''))))
    const text = fields.find(({ kind, isAutomatic }) => kind === 'text' && !isAutomatic)
    const attachment = fields.find(({ kind }) => kind === 'attachment')
    if (text && attachment) return { appToken, tableId, textField: text.name, attachmentField: attachment.name }
  }
  return null
}
