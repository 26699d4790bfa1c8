import type { Base } from '../base/base.ts'
import type { CellValue, Row, Table } from '../base/table.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'
import { mediaThumbnail } from './media-card.ts'
import type { Language } from './page.ts'

const words = {
  zh: { nothing: '还没有记录', advanced: '已开启高级权限' },
  en: { nothing: 'No records yet', advanced: 'Advanced permissions are on' },
} as const

/** Every table of a base: one row per record, attachments with name, size and download. */
export function baseMarkup(world: SimulatedWorld, { tables, advanced }: Base, language: Language): Html {
  const note = advanced ? html`<p class="hint">${words[language].advanced}</p>` : null
  return html`${note}${[...tables.values()].map((table) => tableMarkup(world, table, language))}`
}

function tableMarkup(world: SimulatedWorld, { id, name, fields, rows }: Table, language: Language): Html {
  const records = [...rows.values()]
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${name}</h2>
    <div class="scroll" tabindex="0" role="group" aria-labelledby="${id}">
      <table class="records" aria-labelledby="${id}">
        <thead>
          <tr>
            ${fields.map((field) => html`<th scope="col">${field.name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${records.map((row) => rowMarkup(world, { row, names: fields.map((field) => field.name), language }))}
        </tbody>
      </table>
    </div>
    ${records.length === 0 ? html`<p class="hint">${words[language].nothing}</p>` : null}
  </section>`
}

interface RowInput {
  readonly row: Row
  readonly names: readonly string[]
  readonly language: Language
}

function rowMarkup(world: SimulatedWorld, { row, names, language }: RowInput): Html {
  const [first = '', ...others] = names
  const valueOf = (name: string) => valueMarkup(world, row.cells.get(name), language)
  return html`<tr>
    <th scope="row">${valueOf(first)}</th>
    ${others.map((name) => html`<td>${valueOf(name)}</td>`)}
  </tr>`
}

function valueMarkup(world: SimulatedWorld, value: CellValue | undefined, language: Language): Html | null {
  if (value === undefined) return null
  if (typeof value !== 'object') return html`${value}`
  const medias = value.flatMap((token) => world.medias.find(token) ?? [])
  return html`<ul class="attachments">
    ${medias.map((media) => mediaThumbnail(media, language))}
  </ul>`
}
