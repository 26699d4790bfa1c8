import { Base } from '../base/base.ts'
import { listIn, Table } from '../base/table.ts'
import type { Block } from '../docx/block.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { Sheet, Spreadsheet } from '../sheets/spreadsheet.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { makeToken } from '../world/name-maker.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** Fills an empty document of the same kind. Files get tokens of their own, since a token is good in one document only. */
export function copyContent(world: SimulatedWorld, source: SimulatedDocument, copy: SimulatedDocument): void {
  if (source instanceof DocxDocument && copy instanceof DocxDocument) copyBlocks(world, source, copy)
  if (source instanceof Spreadsheet && copy instanceof Spreadsheet) copySheets(world, source, copy)
  if (source instanceof Base && copy instanceof Base) copyTables(world, source, copy)
  const file = world.medias.find(source.token)
  if (file) world.medias.add({ ...file, token: copy.token, documentToken: copy.token })
}

function copyBlocks(world: SimulatedWorld, source: DocxDocument, copy: DocxDocument): void {
  const [page, ...blocks] = source.blocks.preOrder()
  const names = new Map(blocks.map(({ id }) => [id, makeToken('doxcn')]))
  if (page) names.set(page.id, copy.token)
  const mediaOf = mediaCopier(world, source, copy, names)
  const renamed = (text: string): string => names.get(text) ?? mediaOf(text)
  for (const block of blocks) {
    const copied = withTexts(block, renamed) as Block
    copy.blocks.insert(copied.parentId, -1, [{ ...copied, children: [] }])
  }
}

/** The same value with each text in it, ids among them, as `change` has it. */
function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withTexts(part, change)]))
}

/** A token of the copy's own for each file of the source; other texts stay. `names`: of the source's blocks in the copy. */
function mediaCopier(
  world: SimulatedWorld,
  source: SimulatedDocument,
  copy: SimulatedDocument,
  names: ReadonlyMap<string, string> = new Map(),
): (token: string) => string {
  const copies = new Map<string, string>()
  return (token) => {
    const known = copies.get(token)
    const media = world.medias.find(token)
    if (known !== undefined || media?.documentToken !== source.token) return known ?? token
    const own = makeToken('boxcn')
    const parentNode = names.get(media.parentNode) ?? copy.token
    world.medias.add({ ...media, token: own, parentNode, documentToken: copy.token })
    copies.set(token, own)
    return own
  }
}

function copySheets(world: SimulatedWorld, source: Spreadsheet, copy: Spreadsheet): void {
  const mediaOf = mediaCopier(world, source, copy)
  copy.sheets.length = 0
  for (const sheet of source.sheets) {
    const { id, title, hidden, isGrid, rows, columns } = sheet
    const same = new Sheet({ id, title, hidden, isGrid, rows, columns })
    for (const [name, cell] of sheet.cells) {
      same.cells.set(name, cell.kind === 'image' ? { ...cell, token: mediaOf(cell.token) } : cell)
    }
    for (const [name, float] of sheet.floats) same.floats.set(name, { ...float, token: mediaOf(float.token) })
    copy.sheets.push(same)
  }
}

function copyTables(world: SimulatedWorld, source: Base, copy: Base): void {
  const mediaOf = mediaCopier(world, source, copy)
  copy.tables.clear()
  for (const table of source.tables.values()) {
    const { id, name, fields } = table
    const same = new Table({ id, name, fields: fields.map((field) => [field.name, field] as const) })
    for (const { id: rowId, cells, created } of table.rows.values()) {
      const copied = [...cells].map(([name, value]) => {
        const isAttachments = table.fieldNamed(name)?.kind === 'attachment'
        return [name, isAttachments ? listIn(value).map(mediaOf) : value] as const
      })
      same.add(new Map(copied), created, rowId)
    }
    copy.add(same)
  }
}
