import type { Base } from '../base/base.ts'
import { valueIn } from '../base/fields/value-in.ts'
import { plainText } from '../base/show-cell.ts'
import { listIn, type Field, type Row, type Table } from '../base/table.ts'
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
          ${records.map((row) => rowMarkup(world, { row, fields, language }))}
        </tbody>
      </table>
    </div>
    ${records.length === 0 ? html`<p class="hint">${words[language].nothing}</p>` : null}
  </section>`
}

interface RowInput {
  readonly row: Row
  readonly fields: readonly Field[]
  readonly language: Language
}

function rowMarkup(world: SimulatedWorld, { row, fields, language }: RowInput): Html {
  const [first, ...others] = fields
  const valueOf = (field: Field) => valueMarkup(world, { row, field }, language)
  return html`<tr>
    <th scope="row">${first ? valueOf(first) : null}</th>
    ${others.map((field) => html`<td>${valueOf(field)}</td>`)}
  </tr>`
}

interface Place {
  readonly row: Row
  readonly field: Field
}

function valueMarkup(world: SimulatedWorld, { row, field }: Place, language: Language): Html | null {
  const value = valueIn(row, field)
  if (value === undefined) return null
  if (field.kind === 'checkbox') return value === true ? html`✓` : null
  if (field.kind !== 'attachment') return html`${plainText(field, value)}`
  const medias = listIn(value).flatMap((token) => world.medias.find(token) ?? [])
  return html`<ul class="attachments">
    ${medias.map((media) => mediaThumbnail(media, language))}
  </ul>`
}
