import { isShownFormat } from '../../../engine/files/contents.ts'
import { pictureSizeIn } from '../../../engine/files/picture-size-in.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import { drawCover } from './draw-cover.ts'

/** Larger files cost too much memory to decode for a thumbnail. */
const largestBytes = 40 * 1024 * 1024
/** Limit of pixels being decoded at a time, four bytes each. A picture with more gets no thumbnail. */
const pixelsAtOnce = 25_000_000
/** Assumed for a picture whose dimensions are unknown before decoding: two of them are decoded at a time. */
const unknownPixels = pixelsAtOnce / 2

let pixelsUnderWay = 0
const waiting: { readonly pixels: number; readonly go: () => void }[] = []

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
  if (file.sizeBytes > largestBytes || typeof createImageBitmap !== 'function') return false
  if (broken.has(file) || undecodable.has(format ?? '')) return false
  try {
    const bytes = await file.open()
    const pixels = (await pixelsOf(bytes)) ?? unknownPixels
    return pixels <= pixelsAtOnce && (await inTurn(pixels, () => draw({ file, format, bytes }, canvas, signal)))
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
  const size = await pictureSizeIn(bytes)
  return size && size.width * size.height
}

/** Limits concurrent decoding while a person scrolls through a thousand photographs: by pixels, whereas p-limit counts tasks. */
async function inTurn<T>(pixels: number, work: () => Promise<T>): Promise<T> {
  await new Promise<void>((go) => {
    waiting.push({ pixels, go })
    letGo()
  })
  try {
    return await work()
  } finally {
    pixelsUnderWay -= pixels
    letGo()
  }
}

function letGo(): void {
  for (let [next] = waiting; next && pixelsUnderWay + next.pixels <= pixelsAtOnce; [next] = waiting) {
    waiting.shift()
    pixelsUnderWay += next.pixels
    next.go()
  }
}
