import type { Job } from '../../../engine/job/job.ts'
import { drawCover } from './draw-cover.ts'
import { drawThumbnail } from './draw-thumbnail.ts'
import type { FileKind } from './file-kind.ts'
import { comesIntoView, idle } from './in-view.ts'
import type { KeptThumbnail, Thumbnails } from './thumbnails-context.ts'
import { drawVideoFrame } from './video-frame.ts'

export interface Thumbnailed extends Pick<Job, 'id' | 'file'> {
  readonly kind: FileKind
  /** As in `Contents`. */
  readonly format: string | null
}

export interface ShownThumbnail {
  readonly isDrawn: boolean
  /** Of a video; null for anything else, and where it is unknown. */
  readonly lengthMs: number | null
}

/**
 * Draws a file's thumbnail once its canvas' place is in view: the one that was kept, or a new one, which is kept then. A new one waits until
 * the page is idle, since uploads come first. Never rejects.
 */
export async function showThumbnail(
  file: Thumbnailed,
  canvas: HTMLCanvasElement,
  kept: Thumbnails | null,
  signal: AbortSignal,
): Promise<ShownThumbnail> {
  // The canvas itself is hidden as yet.
  await comesIntoView(canvas.parentElement ?? canvas, signal)
  const before = (await kept?.find(file.id)) ?? null
  const known = before && (await drawKept(before, canvas))
  if (known) return known
  await idle()
  const shown = signal.aborted ? nothing : await draw(file, canvas, signal)
  if (kept && !signal.aborted && (shown.isDrawn || shown.lengthMs !== null)) {
    // One that could not be kept is made again.
    keep(file, shown, canvas, kept).catch(() => undefined)
  }
  return shown
}

const nothing: ShownThumbnail = { isDrawn: false, lengthMs: null }

async function draw({ file, kind, format }: Thumbnailed, canvas: HTMLCanvasElement, signal: AbortSignal) {
  if (kind === 'video') return (await drawVideoFrame(file, canvas, signal)) ?? nothing
  return { isDrawn: await drawThumbnail(file, canvas, signal, format), lengthMs: null }
}

/** Null where what was kept cannot be shown. */
async function drawKept({ picture, type, lengthMs }: KeptThumbnail, canvas: HTMLCanvasElement) {
  if (!picture) return { isDrawn: false, lengthMs }
  try {
    const bitmap = await createImageBitmap(new Blob([picture], { type }))
    drawCover(bitmap, bitmap, canvas)
    bitmap.close()
    return { isDrawn: true, lengthMs }
  } catch {
    return null
  }
}

async function keep({ id }: Thumbnailed, shown: ShownThumbnail, canvas: HTMLCanvasElement, kept: Thumbnails) {
  const { isDrawn, lengthMs } = shown
  const blob = isDrawn ? await encoded(canvas) : null
  if (isDrawn && !blob) return
  kept.keep(id, { picture: (await blob?.arrayBuffer()) ?? null, type: blob?.type ?? '', lengthMs })
}

/** Beyond it a photograph takes less room as a JPEG, which knows nothing of transparency. */
const pngMaxBytes = 4 * 1024
const quality = 0.8

async function encoded(canvas: HTMLCanvasElement): Promise<Blob | null> {
  const blob = await blobOf(canvas, 'image/webp')
  // WebKit writes no WebP but PNG.
  const isLarge = blob?.type === 'image/png' && blob.size > pngMaxBytes
  return isLarge ? blobOf(canvas, 'image/jpeg') : blob
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
}
