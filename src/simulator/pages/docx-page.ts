import { blockKeys, blockTypeOf } from '../../contract/feishu/docx/block-types.ts'
import { rowsOf, type Block, type FileContent, type ImageContent, type TableBlock } from '../docx/block.ts'
import { wordsOf } from '../docx/text.ts'
import type { DocxDocument } from '../docx/docx-document.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'
import { textMarkup } from './docx-text.ts'
import { mediaCard, mediaPath } from './media-card.ts'
import type { Language } from './page.ts'

const words = {
  zh: {
    emptyImage: '等待图片',
    emptyFile: '等待文件',
    nothing: '文档是空的',
    outline: '目录',
  },
  en: {
    emptyImage: 'Waiting for a picture',
    emptyFile: 'Waiting for a file',
    nothing: 'The document is empty',
    outline: 'Outline',
  },
} as const

/** Every block of a new document, in order. */
export function docxMarkup(world: SimulatedWorld, document: DocxDocument, language: Language): Html {
  const page = document.blocks.find(document.token)
  const blocks = page ? blocksIn(page, { world, document, language }) : []
  return blocks.length > 0 ? html`${blocks}` : html`<p class="hint">${words[language].nothing}</p>`
}

interface Surroundings {
  readonly world: SimulatedWorld
  readonly document: DocxDocument
  readonly language: Language
}

function blocksIn(parent: Block, around: Surroundings): readonly Html[] {
  let number = 0
  return around.document.blocks.childrenOf(parent).map((block) => {
    number = blockKeys.get(block.type) === 'ordered' ? number + 1 : 0
    return html`<div class="block" data-key="${block.id}">${wholeMarkup(block, around, number)}</div>`
  })
}

/** A block with what is in it. */
function wholeMarkup(block: Block, around: Surroundings, number: number): Html {
  const inside = blocksIn(block, around)
  switch (block.kind) {
    case 'table':
      return tableMarkup(block, around)
    case 'grid':
      return html`<div class="columns">${inside}</div>`
    case 'callout':
      return html`<aside class="callout">${inside}</aside>`
    case 'quote_container':
      return html`<blockquote>${inside}</blockquote>`
    case 'text':
      return html`${textMarkup(around.world, block, number)}${inside.length > 0 ? html`<div class="inside">${inside}</div>` : null}`
    default:
      return html`${markupOf(block, around)}${inside}`
  }
}

function tableMarkup(table: TableBlock, around: Surroundings): Html {
  const rows = rowsOf(table, around.document.blocks.childrenOf(table))
  return html`<div class="scroll">
    <table class="cells">
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${blocksIn(cell, around)}</td>`)}
          </tr>`,
      )}
    </table>
  </div>`
}

/** The headings, as links to them. */
export function docxOutline({ blocks }: DocxDocument, language: Language): Html {
  const headings = blocks.preOrder().flatMap((block) => (block.kind === 'text' && isHeading(block.type) ? [block] : []))
  return html`<nav class="outline" aria-label="${words[language].outline}">
    <ul data-live="outline">
      ${headings.map(
        ({ id, type, text }) =>
          html`<li class="${type <= firstHeading + 1 ? 'upper' : 'lower'}"><a href="#${id}">${wordsOf(text)}</a></li>`,
      )}
    </ul>
  </nav>`
}

const firstHeading = blockTypeOf('heading1')
const lastHeading = blockTypeOf('heading9')

function isHeading(type: number): boolean {
  return type >= firstHeading && type <= lastHeading
}

function markupOf(block: Block, around: Surroundings): Html | null {
  switch (block.kind) {
    case 'image':
      return imageMarkup(block.image, around)
    case 'file':
      return fileMarkup(block.file, around)
    case 'divider':
      return html`<hr />`
    case 'view':
    case 'grid_column':
    case 'table_cell':
      return null
    default:
      return html`<p class="card hint"><code>${block.kind}</code></p>`
  }
}

function imageMarkup(image: ImageContent, { world, language }: Surroundings): Html {
  const media = world.medias.find(image.token)
  const { emptyImage } = words[language]
  if (!media) return html`<div class="empty picture" role="img" aria-label="${emptyImage}">${emptyImage}</div>`
  return html`<figure>
    <img src="${mediaPath(media.token)}" alt="${media.name}" width="${image.width}" height="${image.height}" />
    ${image.caption ? html`<figcaption class="hint">${image.caption.content}</figcaption>` : null}
  </figure>`
}

function fileMarkup(file: FileContent, { world, language }: Surroundings): Html {
  const media = world.medias.find(file.token)
  const { emptyFile } = words[language]
  return media
    ? mediaCard(media, language)
    : html`<article class="card empty" aria-label="${emptyFile}">${emptyFile}</article>`
}
