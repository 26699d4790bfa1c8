import type { SourceFile } from '../../engine/doors.ts'

/** Above this a picture costs too much memory to decode for a thumbnail. */
const largestBytes = 40 * 1024 * 1024
/** Decoding at the same time: scrolling through a thousand photographs must not decode them all at once. */
const decodersAtOnce = 2

let running = 0
const waiting: (() => void)[] = []

/**
 * Draws a small, cropped copy of a picture. The browser decodes it off the main thread, straight to the small size.
 *
 * @returns Whether something was drawn; not for what the browser can not show.
 */
export async function drawThumbnail(
  file: SourceFile,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<boolean> {
  if (file.sizeBytes > largestBytes || typeof createImageBitmap !== 'function') return false
  await turn()
  try {
    if (signal.aborted) return false
    const picture = await createImageBitmap(await file.open(), {
      resizeHeight: canvas.height * 2,
      resizeQuality: 'medium',
    })
    // A wide or tall picture fills the square and loses its edges, like `object-fit: cover`.
    const side = Math.min(picture.width, picture.height)
    const left = (picture.width - side) / 2
    const top = (picture.height - side) / 2
    canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
    picture.close()
    return true
  } catch {
    return false
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

async function turn(): Promise<void> {
  if (running >= decodersAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
}
