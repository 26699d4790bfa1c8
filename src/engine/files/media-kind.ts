import type { MediaKind } from '../../contract/feishu/docx/block.ts'

/**
 * Pictures that an image block shows. Feishu refuses SVG there (xigua222/ObShare#5); HEIC, AVIF and TIFF are unconfirmed
 * (docs/feishu.md, U7) and are therefore sent as files, which always works.
 */
const imageTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/bmp', 'image/webp'])
const imageExtensions: ReadonlySet<string> = new Set(['png', 'jpg', 'jpeg', 'jpe', 'jfif', 'gif', 'bmp', 'webp'])
/** Some browsers report this for an unknown type; then the extension decides. */
const unknownType = 'application/octet-stream'

/** Chooses the kind of block for a file: by its media type, or by its extension where the browser knows no type. */
export function mediaKindOf(file: { readonly name: string; readonly type: string }): MediaKind {
  const type = file.type.toLowerCase()
  if (type !== '' && type !== unknownType) return imageTypes.has(type) || type === 'image/x-ms-bmp' ? 'image' : 'file'
  const extension = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase()
  return file.name.includes('.') && imageExtensions.has(extension) ? 'image' : 'file'
}
