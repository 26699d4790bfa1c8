import { Base } from '../base/base.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import { Spreadsheet } from '../sheets/spreadsheet.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { baseMarkup } from './base-page.ts'
import { documentBar } from './document-bar.ts'
import { docxMarkup, docxOutline } from './docx-page.ts'
import { folderMarkup } from './folder-page.ts'
import { html, type Html } from './html.ts'
import { otherEditorForm } from './other-editor-form.ts'
import type { Language } from './page.ts'
import { spreadsheetMarkup } from './sheet-page.ts'

const words = {
  zh: { untitled: '未命名文档', notShown: '模拟飞书不展示这类文档的内容' },
  en: { untitled: 'Untitled', notShown: 'Simulated Feishu does not show what is in documents of this kind' },
} as const

/** A document as a person sees it. What may change has `data-live` (live-script.ts). */
export function documentBody(world: SimulatedWorld, document: SimulatedDocument, language: Language): Html {
  const isWide = document instanceof Spreadsheet || document instanceof Base
  const title = document.title || words[language].untitled
  return html`${documentBar(document, title, language)}
    <div class="desk">
      ${document instanceof DocxDocument ? docxOutline(document, language) : null}
      <main class="${isWide ? 'document wide' : 'document'}">
        <h1>${title}</h1>
        <div data-live="content">${contentMarkup(world, document, language)}</div>
      </main>
    </div>
    ${otherEditorForm(world, document, language)}`
}

function contentMarkup(world: SimulatedWorld, document: SimulatedDocument, language: Language): Html {
  if (document instanceof DocxDocument) return docxMarkup(world, document, language)
  if (document instanceof Spreadsheet) return spreadsheetMarkup(world, document, language)
  if (document instanceof Base) return baseMarkup(world, document, language)
  if (document.kind === 'folder') return folderMarkup(world, document, language)
  return html`<p class="hint">${words[language].notShown}</p>`
}
