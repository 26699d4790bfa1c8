import { pictureSizeIn } from '../../../engine/files/picture-size-in.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'

/** Larger files cost too much memory to decode for a thumbnail. */
const largestBytes = 40 * 1024 * 1024
/** Limit of pixels being decoded at a time, four bytes each. A picture with more gets no thumbnail. */
const pixelsAtOnce = 25_000_000
/** Assumed for a picture whose dimensions are unknown before decoding: two of them are decoded at a time. */
const unknownPixels = pixelsAtOnce / 2

let pixelsUnderWay = 0
const waiting: { readonly pixels: number; readonly go: () => void }[] = []

/**
 * Draws a small, cropped copy of a picture. The browser decodes it off the main thread but completely: a few MB of PNG can
 * be a GB of pixels.
 *
 * @returns False if the browser cannot show the file, or it is too large.
 */
export async function drawThumbnail(
  file: SourceFile,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<boolean> {
  if (file.sizeBytes > largestBytes || typeof createImageBitmap !== 'function') return false
  try {
    const bytes = await file.open()
    const pixels = (await pixelsOf(bytes)) ?? unknownPixels
    return pixels <= pixelsAtOnce && (await inTurn(pixels, () => draw(bytes, canvas, signal)))
  } catch {
    return false
  }
}

async function draw(bytes: Blob, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false
  const picture = await createImageBitmap(bytes, { resizeHeight: canvas.height * 2, resizeQuality: 'medium' })
  // Fills the square and crops the rest, like `object-fit: cover`.
  const side = Math.min(picture.width, picture.height)
  const left = (picture.width - side) / 2
  const top = (picture.height - side) / 2
  canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
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
