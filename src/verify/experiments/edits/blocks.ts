import * as v from 'valibot'
import { readAnswer, type ApiRequest, type Reading } from '../../../contract/feishu/api.ts'
import { Block, blockTypes, edited, newestRevision, type PlacedBlock } from '../../../contract/feishu/docx/block.ts'
import { createBlocksRequest, readCreatedBlocks } from '../../../contract/feishu/docx/create-blocks.ts'
import {
  deleteByIdRequest,
  deleteBlocksRequest,
  readDocumentUpdate,
} from '../../../contract/feishu/docx/delete-blocks.ts'
import {
  listChildrenRequest,
  readBlockPage,
  getDocumentRequest,
  readRevision,
} from '../../../contract/feishu/docx/read-blocks.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import { given, must, type Called, type Doors } from '../../doors.ts'

/** Where paragraphs go; by default to the end of the newest revision. */
export interface Where {
  readonly index?: number
  readonly revisionId?: number
  readonly clientToken?: string
}

/** POST …/children with paragraphs, which cost no upload and show nothing to anybody but a line of text. */
export function paragraphsRequest(
  documentId: DocumentId,
  texts: readonly string[],
  where: Required<Where>,
): ApiRequest {
  const { index, revisionId, clientToken } = where
  return {
    route: 'createBlocks',
    parameters: { document_id: documentId, block_id: documentId },
    query: { document_revision_id: String(revisionId), client_token: clientToken },
    body: {
      kind: 'json',
      value: {
        index,
        children: texts.map((content) => ({
          block_type: blockTypes.text,
          text: { elements: [{ text_run: { content } }] },
        })),
      },
    },
  }
}

const Made = v.object({ children: v.array(Block), ...edited })

export interface MadeParagraphs {
  readonly ids: readonly BlockId[]
  /** Revision after the edit. */
  readonly revisionId: number | null
}

/**
 * Reads which blocks an edit made and notes them for the clean-up: by the ids that its answer names, never by place, where by then a
 * block of somebody else may stand. What an edit made whose answer cannot be read is left, and said.
 */
export function noteMade(doors: Doors, answer: Called): Reading<MadeParagraphs> {
  const reading = readAnswer(answer, Made)
  if (!reading.ok) {
    if (reading.refusal.code === null) noteUnnamed(doors)
    return reading
  }
  const { children: made, document_revision_id: revisionId } = reading.data
  const ids = made.map(({ block_id: id }) => id)
  noteBlocks(doors, ids)
  return { ok: true, data: { ids, revisionId } }
}

function noteUnnamed(doors: Doors): void {
  if (given(doors.places.document).isOurs) return
  const why = 'no answer names what one edit made: look for lines that begin with "verify" and for empty blocks'
  doors.made({ what: 'blocks', remove: () => Promise.reject(new Error(why)) })
}

/** Adds paragraphs and notes them for the clean-up. @throws {Unexpected} */
export async function addParagraphs(
  doors: Doors,
  texts: readonly string[],
  where: Where = {},
): Promise<MadeParagraphs> {
  const { documentId } = given(doors.places.document)
  const { index = -1, revisionId = newestRevision, clientToken = doors.uuid() } = where
  const answer = await doors.call(paragraphsRequest(documentId, texts, { index, revisionId, clientToken }))
  return must(noteMade(doors, answer))
}

/** Adds empty blocks for files at the end, and notes them for the clean-up. @throws {Unexpected} */
export async function addEmptyBlocks(
  doors: Doors,
  kinds: readonly ('image' | 'file')[],
): Promise<readonly PlacedBlock[]> {
  const { documentId } = given(doors.places.document)
  const request = createBlocksRequest({ documentId, kinds, fileView: 'card', index: -1, clientToken: doors.uuid() })
  const answer = await doors.call(request)
  must(noteMade(doors, answer))
  return must(readCreatedBlocks(answer)).blocks
}

/** Ids of the page's own children now; a page of 500 blocks is one call. @throws {Unexpected} */
export async function childIds(doors: Doors): Promise<readonly BlockId[]> {
  const { documentId } = given(doors.places.document)
  return (await children(doors.call, documentId)).map((block) => block.block_id)
}

export async function children(
  call: Doors['call'],
  documentId: DocumentId,
  revisionId: number = newestRevision,
): Promise<readonly Block[]> {
  const blocks: Block[] = []
  let pageToken = ''
  do {
    const page = must(readBlockPage(await call(listChildrenRequest(documentId, pageToken, revisionId))))
    blocks.push(...page.items)
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  return blocks
}

/** A document of our own goes as a whole; in one of the operator's each block is taken out again. */
function noteBlocks(doors: Doors, ids: readonly BlockId[]): void {
  const { documentId, isOurs } = given(doors.places.document)
  if (isOurs || ids.length === 0) return
  doors.made({ what: 'blocks', remove: (call) => removeBlocks(call, documentId, ids) })
}

/** Takes blocks out by id; one after another by index where that is not to be had. */
async function removeBlocks(call: Doors['call'], documentId: DocumentId, ids: readonly BlockId[]): Promise<boolean> {
  const ours = new Set<string>(ids)
  const standing = async (revisionId?: number) =>
    (await children(call, documentId, revisionId)).map(({ block_id: id }) => id)
  const before = (await standing()).filter((id) => ours.has(id))
  if (before.length === 0) return true
  const byId = deleteByIdRequest({ documentId, blockIds: before, revisionId: newestRevision })
  const update = readDocumentUpdate(await call(byId))
  if (update.ok && update.data.result === 'success' && (await standing()).every((id) => !ours.has(id))) return true
  for (const id of before) {
    const revisionId = must(readRevision(await call(getDocumentRequest(documentId))))
    // Counted at the revision that the deletion names: what others do in between shifts it only where Feishu ignores that (U31b).
    const index = (await standing(revisionId)).indexOf(id)
    const clientToken = crypto.randomUUID()
    if (index !== -1) await call(deleteBlocksRequest({ documentId, index, count: 1, revisionId, clientToken }))
  }
  return (await standing()).every((id) => !ours.has(id))
}

/** Whether Feishu does not know the path of a call. */
export function isNotThere({ code, status }: Called): boolean {
  return code === feishuCodes.pathUnknown || (code === null && status === 404)
}
