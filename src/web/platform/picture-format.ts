import { fileTypeFromBuffer } from 'file-type/core'
import type { FormatOf } from '../../engine/files/read-contents.ts'

/** Suffixes by which `file-type` names formats that we name otherwise. */
const names: ReadonlyMap<string, string> = new Map([
  ['jpg', 'jpeg'],
  ['apng', 'png'],
  ['tif', 'tiff'],
])

/** Media types that begin with `image/` although nobody expects a picture. */
const noPictures: ReadonlySet<string> = new Set(['image/vnd.dwg', 'image/vnd.dxf'])

/** How archives begin: ZIP and gzip. `file-type` would look into them, which the build leaves out (vite.config.ts). */
const archives = [
  [0x50, 0x4b],
  [0x1f, 0x8b],
] as const

/** What may come before the first element: declaration, instructions, comments, a document type with definitions. */
const prolog = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)*/i
const svgElement = /^<(?:[\w-]+:)?svg[\s/>]/

/**
 * Names the format of a picture, as in `Contents.format`. In a chunk of its own: `file-type` is larger than the queue needs at
 * first.
 */
export const pictureFormatOf: FormatOf = async (head) => {
  if (archives.some(([first, second]) => head[0] === first && head[1] === second)) return null
  if (beginsLikeSvg(head)) return 'svg'
  // It rejects for some broken files, which are then no picture either.
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (!found?.mime.startsWith('image/') || noPictures.has(found.mime)) return null
  return names.get(found.ext) ?? found.ext
}

/** Whether a text's first element is `svg`. HTML that contains an `svg` further down is not one. */
function beginsLikeSvg(head: Uint8Array): boolean {
  const text = textOf(head)
  return svgElement.test(text.slice(prolog.exec(text)?.[0].length ?? 0))
}

function textOf(head: Uint8Array): string {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head)
  return new TextDecoder().decode(head)
}
