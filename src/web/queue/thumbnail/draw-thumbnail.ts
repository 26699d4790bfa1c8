import { isShownFormat } from '../../../engine/files/contents.ts'
import { ByteWindow } from '../../../engine/files/byte-window.ts'
import { pictureSizeIn } from '../../../engine/files/picture-size-in.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import { DecodingTurns, mostFileBytes, mostPixels } from '../../platform/decoding-turns.ts'
import { drawCover } from './draw-cover.ts'

/** Assumed for a picture whose dimensions are unknown before decoding: two of them are decoded at a time. */
const unknownPixels = mostPixels / 2

const turns = new DecodingTurns(Infinity)

/** Files that could not be decoded. */
const broken = new WeakSet<SourceFile>()
/**
 * Formats whose first file could not be decoded, such as HEIC in most browsers: no other file of them is read. Formats that every
 * browser shows are not added, since there only a single file is broken.
 */
const undecodable = new Set<string>()

/**
 * Draws a small, cropped copy of a picture, upright by its Exif orientation. The browser decodes it off the main thread but completely: a few MB of PNG can
 * be a GB of pixels.
 *
 * @param format As in `Contents`.
 * @returns False if the browser cannot show the file, or it is too large.
 */
export async function drawThumbnail(
  file: SourceFile,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  format: string | null = null,
): Promise<boolean> {
  if (file.sizeBytes > mostFileBytes || typeof createImageBitmap !== 'function') return false
  if (broken.has(file) || undecodable.has(format ?? '')) return false
  try {
    const bytes = await file.open()
    const pixels = (await pixelsOf(bytes)) ?? unknownPixels
    return pixels <= mostPixels && (await turns.take(pixels, () => draw({ file, format, bytes }, canvas, signal)))
  } catch {
    return false
  }
}

interface Opened {
  readonly file: SourceFile
  readonly format: string | null
  readonly bytes: Blob
}

async function draw({ file, format, bytes }: Opened, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted || undecodable.has(format ?? '')) return false
  const options = { resizeHeight: canvas.height * 2, resizeQuality: 'medium', imageOrientation: 'from-image' } as const
  const picture = await createImageBitmap(bytes, options).catch(() => null)
  if (!picture) {
    broken.add(file)
    if (format !== null && !isShownFormat(format)) undecodable.add(format)
    return false
  }
  drawCover(picture, picture, canvas)
  picture.close()
  return true
}

async function pixelsOf(bytes: Blob): Promise<number | null> {
  const size = await pictureSizeIn(new ByteWindow(bytes))
  return size && size.width * size.height
}
