import { cellName, readCellName } from '../../contract/feishu/sheet/cell.ts'
import { Base } from '../base/base.ts'
import { valueIn } from '../base/fields/value-in.ts'
import { listIn, type Table } from '../base/table.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { blockKeys } from '../../contract/feishu/docx/block-types.ts'
import type { Block } from '../docx/block.ts'
import { wordsOf } from '../docx/text.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { sha256Of } from '../media/media-store.ts'
import { Spreadsheet, type Sheet } from '../sheets/spreadsheet.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** A document in the form that tests inspect. */
export async function inspect(world: SimulatedWorld, document: SimulatedDocument): Promise<unknown> {
  const { title, revision, importedFrom } = document
  return { title, revision, importedFrom, ...(await contentOf(world, document)) }
}

async function contentOf(
  world: SimulatedWorld,
  document: SimulatedDocument,
): Promise<Readonly<Record<string, unknown>>> {
  if (document instanceof DocxDocument) {
    // Every block but the page and the frames around files, in page order.
    const [, ...blocks] = document.blocks.preOrder()
    const shown = blocks.filter(({ kind }) => kind !== 'view')
    return { blocks: await Promise.all(shown.map((block) => inspectBlock(world, block))) }
  }
  if (document instanceof Spreadsheet) {
    const [cells, floats] = await Promise.all([
      Promise.all(document.sheets.map((sheet) => inspectCells(world, sheet))),
      Promise.all(document.sheets.map((sheet) => inspectFloats(world, sheet))),
    ])
    return { cells: cells.flat(), floats: floats.flat() }
  }
  if (!(document instanceof Base)) return {}
  return { tables: await Promise.all([...document.tables.values()].map((table) => inspectTable(world, table))) }
}

/** Name, size and SHA-256 (hex) of a file; null each if there is none. */
async function inspectMedia(world: SimulatedWorld, token: string) {
  const media = world.medias.find(token)
  return {
    name: media?.name ?? null,
    sizeBytes: media?.sizeBytes ?? null,
    sha256: media ? await sha256Of(media) : null,
    token,
  }
}

async function inspectBlock(world: SimulatedWorld, block: Block): Promise<unknown> {
  const { token, width, height } = slotOf(block)
  return {
    blockId: block.id,
    text: block.kind === 'text' ? wordsOf(block.text) : null,
    kind: block.kind === 'text' ? (blockKeys.get(block.type) ?? block.kind) : block.kind,
    ...(await inspectMedia(world, token)),
    bound: world.medias.find(token) !== undefined,
    width,
    height,
    viewType: block.kind === 'file' ? block.file.viewType : null,
  }
}

function slotOf(block: Block): {
  readonly token: string
  readonly width: number | null
  readonly height: number | null
} {
  if (block.kind === 'image') return block.image
  return { token: block.kind === 'file' ? block.file.token : '', width: null, height: null }
}

/** Cells that are not empty, row by row. */
async function inspectCells(world: SimulatedWorld, { id: sheetId, cells }: Sheet): Promise<readonly unknown[]> {
  const placeOf = (name: string) => readCellName(name) ?? { row: 0, column: 0 }
  const sorted = [...cells].toSorted(([a], [b]) => {
    const [one, other] = [placeOf(a), placeOf(b)]
    return one.row - other.row || one.column - other.column
  })
  return Promise.all(
    sorted.map(async ([cell, content]) =>
      content.kind === 'text'
        ? { sheetId, cell, kind: 'text', text: content.text }
        : { sheetId, cell, kind: 'image', ...(await inspectMedia(world, content.token)) },
    ),
  )
}

async function inspectFloats(world: SimulatedWorld, { id: sheetId, floats }: Sheet): Promise<readonly unknown[]> {
  return Promise.all(
    [...floats.values()].map(async ({ id, token, cell, ...place }) => {
      return { sheetId, floatImageId: id, cell: cellName(cell), ...place, ...(await inspectMedia(world, token)) }
    }),
  )
}

async function inspectTable(world: SimulatedWorld, { id: tableId, name, rows, fields }: Table): Promise<unknown> {
  const records = [...rows.values()].map(async (row) => {
    const values = fields.map(async (field) => {
      const value = valueIn(row, field)
      const isAttachments = field.kind === 'attachment' && value !== undefined
      return [
        field.name,
        isAttachments ? await Promise.all(listIn(value).map((token) => inspectMedia(world, token))) : value,
      ] as const
    })
    const filled = (await Promise.all(values)).filter(([, value]) => value !== undefined)
    return { recordId: row.id, fields: Object.fromEntries(filled) }
  })
  return { tableId, name, records: await Promise.all(records) }
}
