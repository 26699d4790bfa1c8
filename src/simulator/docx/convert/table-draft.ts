import { newCell, plainTable, usualColumnPixels, type Draft } from '../new-blocks/draft.ts'
import { childrenNamed, type MarkupElement } from './inline.ts'

/** Width of all columns of a converted table together, in pixels. Official, sample of docx/document/convert: three of 244. */
const tablePixels = 732

/** A table; short rows are filled up with empty cells. `blocksOf` reads what stands in a cell. Nothing for a table without cells. */
export function tableDraft(
  table: MarkupElement,
  blocksOf: (cell: MarkupElement) => readonly Draft[],
): readonly Draft[] {
  const rows = rowsIn(table).map((row) => childrenNamed(row, 'td', 'th'))
  const columns = Math.max(0, ...rows.map((cells) => cells.length))
  if (columns === 0) return []
  const children = rows.flatMap((cells) =>
    Array.from({ length: columns }, (_, at) => {
      const cell = cells[at]
      return cell ? newCell(blocksOf(cell)) : newCell()
    }),
  )
  const columnWidths = Array.from({ length: columns }, () =>
    Math.max(usualColumnPixels, Math.floor(tablePixels / columns)),
  )
  return [plainTable(columnWidths, children)]
}

function rowsIn(node: MarkupElement): readonly MarkupElement[] {
  const sections = childrenNamed(node, 'thead', 'tbody', 'tfoot')
  return [...sections.flatMap(rowsIn), ...childrenNamed(node, 'tr')]
}
