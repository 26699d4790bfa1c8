import { fileTypeFromBuffer } from 'file-type/core'
import type { FormatOf } from '../../engine/files/read-contents.ts'
import { beginsLikeSvg } from './begins-like-svg.ts'

/** Suffixes by which `file-type` names formats that we name otherwise. */
const names: ReadonlyMap<string, string> = new Map([
  ['jpg', 'jpeg'],
  ['apng', 'png'],
  ['tif', 'tiff'],
])

/** Media types that begin with `image/` although nobody expects a picture. */
const noPictures: ReadonlySet<string> = new Set(['image/vnd.dwg', 'image/vnd.dxf'])

/** Names the format of a picture, as in `Contents.format`. In a chunk of its own: `file-type` is larger than the queue needs at first. */
export const pictureFormatOf: FormatOf = async (head) => {
  if (beginsLikeSvg(head)) return 'svg'
  // It rejects for some broken files, which are then no picture either.
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (!found?.mime.startsWith('image/') || noPictures.has(found.mime)) return null
  return names.get(found.ext) ?? found.ext
}
