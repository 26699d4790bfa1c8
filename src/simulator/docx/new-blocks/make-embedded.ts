import { Base } from '../../base/base.ts'
import type { Call } from '../../http/call.ts'
import { Sheet, Spreadsheet } from '../../sheets/spreadsheet.ts'
import { makeLetters, makeToken } from '../../world/name-maker.ts'
import { newDocument } from '../../world/new-document.ts'
import type { BlockContent } from '../block.ts'
import type { DocxDocument } from '../docx-document.ts'
import type { Planted } from './draft.ts'

/**
 * Gives sheet, base and board blocks what they show: a spreadsheet or base of its own, in the reach of the document's people, whose
 * token is `<document>_<part>` (official, docx/data-structure/block, Sheet and Bitable).
 */
export function makeEmbedded(call: Pick<Call, 'world'>, document: DocxDocument, planted: readonly Planted[]): void {
  for (const { draft, id } of planted) {
    const token = tokenFor(call, document, draft.content)
    const block = document.blocks.find(id)
    if (token === null || !block || !('fields' in block)) continue
    document.blocks.replace({ ...block, fields: { ...block.fields, token } })
  }
}

/** `null` for a block that shows nothing of its own. */
function tokenFor({ world }: Pick<Call, 'world'>, document: DocxDocument, content: BlockContent): string | null {
  if (content.kind === 'board') return makeToken('')
  if (content.kind !== 'sheet' && content.kind !== 'bitable') return null
  const token = makeToken('')
  const members = document.members()
  const made = newDocument(content.kind, {
    key: token,
    token,
    title: document.title,
    ownerId: document.ownerId,
    editors: members.filter(({ perm }) => perm === 'edit').map(({ id }) => id),
    readers: members.filter(({ perm }) => perm === 'view').map(({ id }) => id),
    createdAtMs: world.clock.nowMs(),
    folderToken: null,
  })
  world.documents.set(token, made)
  if (made instanceof Spreadsheet) {
    const { row_size: rows = 3, column_size: columns = 3 } = content.fields
    const sheet = new Sheet({ id: makeLetters(6), title: 'Sheet1', rows: Number(rows), columns: Number(columns) })
    made.sheets.splice(0, made.sheets.length, sheet)
    return `${token}_${sheet.id}`
  }
  const [table] = made instanceof Base ? made.tables.keys() : []
  return `${token}_${table ?? ''}`
}
