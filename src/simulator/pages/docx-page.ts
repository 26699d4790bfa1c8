import { wordsOf, type Block, type FileContent, type ImageContent } from '../docx/block.ts'
import type { DocxDocument } from '../docx/docx-document.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { html, type Html } from './html.ts'
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
  return around.document.blocks
    .childrenOf(parent)
    .map(
      (block) =>
        html`<div class="block" data-key="${block.id}">${markupOf(block, around)}${blocksIn(block, around)}</div>`,
    )
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

function isHeading(type: number): boolean {
  return type >= firstHeading && type <= lastHeading
}

function markupOf(block: Block, around: Surroundings): Html | null {
  switch (block.kind) {
    case 'text':
      return textMarkup(block.id, block.type, wordsOf(block.text))
    case 'image':
      return imageMarkup(block.image, around)
    case 'file':
      return fileMarkup(block.file, around)
    case 'divider':
      return html`<hr />`
    case 'view':
    case 'quote_container':
      return null
  }
}

const firstHeading = 3
const lastHeading = 11
const code = 14

function textMarkup(id: string, type: number, text: string): Html {
  if (type === firstHeading || type === firstHeading + 1) return html`<h2 id="${id}">${text}</h2>`
  if (isHeading(type)) return html`<h3 id="${id}">${text}</h3>`
  return type === code ? html`<pre>${text}</pre>` : html`<p>${text}</p>`
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
