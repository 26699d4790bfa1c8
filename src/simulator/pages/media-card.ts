import { extname } from 'node:path'
import type { Media } from '../media/media-store.ts'
import { mediaTypeOf } from '../media/send-media.ts'
import { html, type Html } from './html.ts'
import type { Language } from './page.ts'

const words = { zh: { download: '下载' }, en: { download: 'Download' } } as const

/** Path from which the simulator's pages load a file. */
export function mediaPath(token: string): string {
  return `/_simulator/medias/${token}`
}

/** A file with its name, size and download; a recording can be played. */
export function mediaCard(media: Media, language: Language): Html {
  return html`<article class="card" aria-label="${media.name}">
    <header>
      <span class="badge ${colourOf(media.name)}" aria-hidden="true">${extname(media.name).slice(1, 6) || 'file'}</span>
      ${nameAndSize(media, language)} ${downloadLink(media, language)}
    </header>
    ${playerMarkup(media)}
  </article>`
}

/** As `mediaCard`, for a cell: shows a picture itself. */
export function mediaThumbnail(media: Media, language: Language): Html {
  const sign = mediaTypeOf(media.name).startsWith('image/')
    ? html`<img src="${mediaPath(media.token)}" alt="" />`
    : html`<span class="badge" aria-hidden="true">${extname(media.name).slice(1, 6) || 'file'}</span>`
  return html`<li aria-label="${media.name}">
    ${sign} ${nameAndSize(media, language)} ${downloadLink(media, language)}
  </li>`
}

const colours = new Map([
  ['.pdf', 'red'],
  ['.zip', 'amber'],
  ['.csv', 'green'],
  ['.xlsx', 'green'],
  ['.mp4', 'violet'],
  ['.wav', 'violet'],
])

/** Class of a badge, by the kind of file. */
function colourOf(name: string): string {
  return colours.get(extname(name).toLowerCase()) ?? 'blue'
}

function nameAndSize(media: Media, language: Language): Html {
  return html`<div>
    <p class="name">${media.name}</p>
    <p class="size">${sizeInWords(media.sizeBytes, language)}</p>
  </div>`
}

function downloadLink(media: Media, language: Language): Html {
  const { download } = words[language]
  return html`<a href="${mediaPath(media.token)}?download" aria-label="${download} ${media.name}">${download}</a>`
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
  // The short form in English is "5 byte"; of an empty file there is no logarithm.
  if (sizeBytes < 1024) return `${sizeBytes} B`
  const power = Math.min(units.length - 1, Math.floor(Math.log(sizeBytes) / Math.log(1024)))
  const format = { style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', format).format(sizeBytes / 1024 ** power)
}
