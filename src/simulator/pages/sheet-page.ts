import { cellName, columnName, readCellName } from '../../contract/feishu/sheet/cell.ts'
import type { FloatImage, Sheet, Spreadsheet } from '../sheets/spreadsheet.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'
import { mediaPath } from './media-card.ts'
import type { Language } from './page.ts'

const words = {
  zh: { floating: '浮动图片', picture: '图片', cell: '单元格', size: '大小', notAGrid: '这个标签页不是表格' },
  en: {
    floating: 'Floating pictures',
    picture: 'Picture',
    cell: 'Cell',
    size: 'Size',
    notAGrid: 'This tab is no grid',
  },
} as const

/** Rows and columns shown at least. */
const leastRows = 12
const leastColumns = 6

/** Every tab that is not hidden: cells with their pictures, and floating pictures. */
export function spreadsheetMarkup(world: SimulatedWorld, { sheets }: Spreadsheet, language: Language): Html {
  return html`${sheets.filter(({ hidden }) => !hidden).map((sheet) => sheetMarkup(world, sheet, language))}`
}

function sheetMarkup(world: SimulatedWorld, sheet: Sheet, language: Language): Html {
  const id = headingId(sheet)
  const content = sheet.isGrid
    ? html`${gridMarkup(world, sheet)}${floatsMarkup(world, sheet, language)}`
    : html`<p class="hint">${words[language].notAGrid}</p>`
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${sheet.title}</h2>
    ${content}
  </section>`
}

function headingId({ id }: Sheet): string {
  return `sheet-${id}`
}

function gridMarkup(world: SimulatedWorld, sheet: Sheet): Html {
  const used = [...sheet.cells.keys()].flatMap((name) => readCellName(name) ?? [])
  const cells = [...used, ...[...sheet.floats.values()].map(({ cell }) => cell)]
  const rows = Math.min(sheet.rows, Math.max(leastRows, ...cells.map(({ row }) => row + 2)))
  const columns = Math.min(sheet.columns, Math.max(leastColumns, ...cells.map(({ column }) => column + 2)))
  const columnNumbers = [...Array(columns).keys()]
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${headingId(sheet)}">
    <table class="grid" aria-labelledby="${headingId(sheet)}">
      <thead>
        <tr>
          <td></td>
          ${columnNumbers.map((column) => html`<th scope="col">${columnName(column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[...Array(rows).keys()].map(
          (row) =>
            html`<tr>
              <th scope="row">${row + 1}</th>
              ${columnNumbers.map((column) => cellMarkup(world, sheet, cellName({ row, column })))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function cellMarkup(world: SimulatedWorld, sheet: Sheet, name: string): Html {
  const content = sheet.cells.get(name)
  const floats = [...sheet.floats.values()].filter(({ cell }) => cellName(cell) === name)
  const inside =
    content?.kind === 'image' ? pictureMarkup(world, content.token, 'in-cell') : html`${content?.text ?? ''}`
  return html`<td id="${sheet.id}-${name}">${inside}${floats.map((float) => floatMarkup(world, float))}</td>`
}

function pictureMarkup(world: SimulatedWorld, token: string, className: string): Html {
  return html`<img class="${className}" src="${mediaPath(token)}" alt="${world.medias.find(token)?.name ?? ''}" />`
}

/** A picture over the cells, at its cell's corner; the list below the grid shows its offset. */
function floatMarkup(world: SimulatedWorld, { token, width, height }: FloatImage): Html {
  const name = world.medias.find(token)?.name ?? ''
  return html`<img class="floating" src="${mediaPath(token)}" alt="${name}" width="${width}" height="${height}" />`
}

function floatsMarkup(world: SimulatedWorld, { title, floats }: Sheet, language: Language): Html | null {
  if (floats.size === 0) return null
  const say = words[language]
  return html`<table aria-label="${say.floating}: ${title}">
    <thead>
      <tr>
        <th scope="col">${say.picture}</th>
        <th scope="col">${say.cell}</th>
        <th scope="col">${say.size}</th>
      </tr>
    </thead>
    <tbody>
      ${[...floats.values()].map(
        ({ token, cell, width, height, offsetX, offsetY }) =>
          html`<tr>
            <td>${world.medias.find(token)?.name ?? ''}</td>
            <td>${cellName(cell)} + (${offsetX}, ${offsetY}) px</td>
            <td>${width} × ${height} px</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}
