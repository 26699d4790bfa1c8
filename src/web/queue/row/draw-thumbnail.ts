import { pictureHeadBytes, pictureSizeOf } from '../../../contract/picture-size.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'

/** Above this a picture costs too much memory to decode for a thumbnail. */
const largestBytes = 40 * 1024 * 1024
/** Pixels being decoded at the same time, four bytes each: a picture with more has no thumbnail. */
const pixelsAtOnce = 25_000_000
/** What a picture counts as whose size is not known before it is decoded: two of them go at the same time. */
const unknownPixels = pixelsAtOnce / 2

let pixelsUnderWay = 0
const waiting: { readonly pixels: number; readonly go: () => void }[] = []

/**
 * Draws a small, cropped copy of a picture. The browser decodes it off the main thread, and whole: a few MB of PNG can be a GB
 * of pixels.
 *
 * @returns Whether something was drawn; not for what the browser can not show.
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
  // A wide or tall picture fills the square and loses its edges, like `object-fit: cover`.
  const side = Math.min(picture.width, picture.height)
  const left = (picture.width - side) / 2
  const top = (picture.height - side) / 2
  canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
  picture.close()
  return true
}

async function pixelsOf(bytes: Blob): Promise<number | null> {
  const size = pictureSizeOf(new Uint8Array(await bytes.slice(0, pictureHeadBytes).arrayBuffer()))
  return size && size.width * size.height
}

/** Scrolling through a thousand photographs must not decode them all at once. */
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
