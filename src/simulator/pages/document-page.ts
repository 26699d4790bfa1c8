import { extname } from 'node:path'
import type { SimulatedDocument } from '../document.ts'
import { wordsOf, type Block, type FileContent, type ImageContent } from '../docx/block.ts'
import type { Media } from '../media/media-store.ts'
import { mediaTypeOf } from '../media/send-media.ts'
import type { World } from '../world.ts'
import { html, type Html } from './html.ts'
import type { Language } from './page.ts'

const words = {
  zh: {
    emptyImage: '等待图片',
    emptyFile: '等待文件',
    download: '下载',
    untitled: '未命名文档',
    nothing: '文档是空的',
  },
  en: {
    emptyImage: 'Waiting for a picture',
    emptyFile: 'Waiting for a file',
    download: 'Download',
    untitled: 'Untitled',
    nothing: 'The document is empty',
  },
} as const

/** A document as a person sees it: title, then every block in order. */
export function documentBody(world: World, document: SimulatedDocument, language: Language): Html {
  const page = document.blocks.find(document.token)
  const blocks = page ? blocksIn(page, { world, document, language }) : []
  return html`<main class="document">
    <h1>${document.title || words[language].untitled}</h1>
    ${blocks.length > 0 ? blocks : html`<p class="hint">${words[language].nothing}</p>`}
  </main>`
}

interface Surroundings {
  readonly world: World
  readonly document: SimulatedDocument
  readonly language: Language
}

function blocksIn(parent: Block, around: Surroundings): readonly Html[] {
  return around.document.blocks
    .childrenOf(parent)
    .map((block) => html`${markupOf(block, around)}${blocksIn(block, around)}`)
}

function markupOf(block: Block, around: Surroundings): Html | null {
  switch (block.kind) {
    case 'text':
      return textMarkup(block.type, wordsOf(block.text))
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

function textMarkup(type: number, text: string): Html {
  if (type === firstHeading || type === firstHeading + 1) return html`<h2>${text}</h2>`
  if (type > firstHeading && type <= lastHeading) return html`<h3>${text}</h3>`
  return type === code ? html`<pre>${text}</pre>` : html`<p>${text}</p>`
}

/** Where the pages of this simulator, and nobody else, fetch a media from. */
export function mediaPath(token: string): string {
  return `/_simulator/medias/${token}`
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
  const { emptyFile, download } = words[language]
  if (!media) return html`<article class="card empty" aria-label="${emptyFile}">${emptyFile}</article>`
  return html`<article class="card" aria-label="${media.name}">
    <header>
      <span class="badge" aria-hidden="true">${extname(media.name).slice(1, 6) || 'file'}</span>
      <div>
        <p class="name">${media.name}</p>
        <p class="size">${sizeInWords(media.sizeBytes, language)}</p>
      </div>
      <a href="${mediaPath(media.token)}?download" aria-label="${download} ${media.name}">${download}</a>
    </header>
    ${playerMarkup(media)}
  </article>`
}

function playerMarkup(media: Media): Html | null {
  const path = mediaPath(media.token)
  const type = mediaTypeOf(media.name)
  if (type.startsWith('video/')) {
    return html`<video controls preload="metadata" src="${path}" aria-label="${media.name}"></video>`
  }
  if (type.startsWith('audio/')) {
    return html`<audio controls preload="metadata" src="${path}" aria-label="${media.name}"></audio>`
  }
  return null
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function sizeInWords(sizeBytes: number, language: Language): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log(sizeBytes) / Math.log(1024)))
  const format = { style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', format).format(sizeBytes / 1024 ** power)
}
