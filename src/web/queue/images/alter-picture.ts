import type { PictureSize } from '../../../contract/picture-size.ts'
import type { ContentsReader } from '../../../engine/doors.ts'
import type { Contents } from '../../../engine/files/contents.ts'
import type { Alteration } from '../../../engine/job/job-event.ts'
import type { Altered, Job } from '../../../engine/job/job.ts'
import type { PageFile } from '../../drop/page-file.ts'
import { withoutMetadata, type Strippable } from './without-metadata.ts'

export interface ImageOptions {
  /** Pictures with a longer side are made smaller; null: none. */
  readonly longestSide: number | null
  readonly strips: boolean
  /** HEIC becomes JPEG where the browser can decode it, as Safari can. */
  readonly converts: boolean
}

/** Handed in by the queue, which has them: imported here too, they would be chunks of their own, and the first visit larger. */
export interface AlteringTools {
  readonly contents: ContentsReader
  /** One call sends what is no larger: parts of two versions never meet. */
  readonly mostBytes: number
}

/** A larger file would be in memory as a whole, and its pixels besides. One picture is worked on at a time, so more fits than elsewhere. */
const mostFileBytes = 40 * 1024 * 1024
const mostPixels = 64_000_000
const quality = 0.85

const types: Readonly<Record<Strippable, string>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** Whether any option concerns a file, as far as is known without reading it. */
export function isAlterable({ stage, contents, kind, lacksFile, file }: Job, { converts }: ImageOptions): boolean {
  if (stage.at !== 'waiting' || lacksFile || file.inspect) return false
  if (contents === null) return kind === 'image' || (converts && /\.hei[cf]$/i.test(file.name))
  return contents.kind === 'image' ? isStrippable(contents.format) : converts && contents.format === 'heic'
}

function isStrippable(format: string | null): format is Strippable {
  return format !== null && Object.hasOwn(types, format)
}

/** The other bytes of a waiting picture; null where the options change nothing, or would not make it smaller. */
export async function alterPicture(
  { file: of, name, contents: known }: Job,
  options: ImageOptions,
  tools: AlteringTools,
): Promise<Alteration | null> {
  if (of.sizeBytes > mostFileBytes) return null
  const contents = known ?? (await tools.contents.read(of))
  const blob = await of.open()
  const made =
    contents.format === 'heic'
      ? options.converts && (await converted(blob, options))
      : await alteredAs(blob, contents, options)
  if (!made || made.blob.size > tools.mostBytes || made.blob.size === of.sizeBytes) return null
  if (contents.format !== 'heic' && made.blob.size > of.sizeBytes) return null
  const isConverted = made.how.includes('converted')
  const fileName = isConverted ? asJpegName(of.name) : of.name
  const path = of.path.slice(0, of.path.length - of.name.length) + fileName
  const file = new File([made.blob], fileName, { type: made.blob.type, lastModified: of.lastModifiedMs })
  return {
    of,
    file: pageFileOf(file, path),
    name: isConverted ? asJpegName(name) : name,
    contents: { kind: 'image', format: isConverted ? 'jpeg' : contents.format, pixels: made.pixels },
    how: made.how,
  }
}

/** As `inMemoryFile` makes it, see `AlteringTools`. */
function pageFileOf(inMemory: File, path: string): PageFile {
  const { name, size: sizeBytes, lastModified: lastModifiedMs, type } = inMemory
  const open = () => Promise.resolve(inMemory)
  return { name, path, sizeBytes, lastModifiedMs, type, inspect: null, open, handle: null, inMemory }
}

interface Made {
  readonly blob: Blob
  readonly pixels: PictureSize
  readonly how: Altered['how']
}

async function alteredAs(blob: Blob, { format, pixels }: Contents, options: ImageOptions): Promise<Made | null> {
  if (!isStrippable(format) || !pixels) return null
  const bytes = new Uint8Array(await blob.arrayBuffer())
  if (isAnimated(bytes, format)) return null
  const type = types[format]
  const longest = Math.max(pixels.width, pixels.height)
  if (options.longestSide !== null && longest > options.longestSide && pixels.width * pixels.height <= mostPixels) {
    const drawn = await redrawn(blob, pixels, { type, scale: options.longestSide / longest })
    // What was drawn anew has no metadata.
    if (drawn && drawn.blob.size < blob.size) return { ...drawn, how: ['shrunk'] }
  }
  const stripped = options.strips ? withoutMetadata(bytes, format) : null
  return stripped && { blob: new Blob([stripped], { type }), pixels, how: ['stripped'] }
}

/** Pixels move: of these a canvas has the first picture only. */
function isAnimated(bytes: Uint8Array, format: Strippable): boolean {
  if (format === 'webp')
    return String.fromCharCode(...bytes.subarray(12, 16)) === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0
  if (format === 'jpeg') return false
  const view = new DataView(bytes.buffer)
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (type === 'acTL') return true
    if (type === 'IDAT') return false
  }
  return false
}

async function converted(blob: Blob, { longestSide }: ImageOptions): Promise<Made | null> {
  // Most browsers refuse it here.
  const probe = await createImageBitmap(blob).catch(() => null)
  if (!probe) return null
  const { width, height } = probe
  probe.close()
  const scale = Math.min(1, (longestSide ?? Infinity) / Math.max(width, height))
  if (width * height > mostPixels) return null
  const drawn = await redrawn(blob, { width, height }, { type: types.jpeg, scale })
  return drawn && { ...drawn, how: scale < 1 ? ['converted', 'shrunk'] : ['converted'] }
}

/** Decodes, makes smaller and encodes a picture, upright as its camera was held: the browser does each off the main thread. */
async function redrawn(
  blob: Blob,
  { width, height }: PictureSize,
  { type, scale }: { readonly type: string; readonly scale: number },
): Promise<Omit<Made, 'how'> | null> {
  const pixels = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const picture = await createImageBitmap(blob, {
    resizeWidth: pixels.width,
    resizeHeight: pixels.height,
    resizeQuality: 'high',
    imageOrientation: 'from-image',
  })
  const canvas = new OffscreenCanvas(pixels.width, pixels.height)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, pixels.width, pixels.height)
  picture.close()
  const encoded = await canvas.convertToBlob({ type, quality })
  // WebKit writes PNG where it cannot write WebP.
  return encoded.type === type ? { blob: encoded, pixels } : null
}

function asJpegName(name: string): string {
  return /\.hei[cf]$/i.test(name) ? name.replace(/\.hei[cf]$/i, '.jpg') : `${name}.jpg`
}
