import type { Job } from '../../../engine/job/job.ts'
import { drawCover } from './draw-cover.ts'
import { drawThumbnail } from './draw-thumbnail.ts'
import type { FileKind } from './file-kind.ts'
import { idle } from '../../platform/idle.ts'
import { comesIntoView } from './in-view.ts'
import type { KeptThumbnail, Thumbnails } from './thumbnails-context.ts'
import { drawVideoFrame } from './video-frame.ts'

export interface Thumbnailed extends Pick<Job, 'id' | 'file'> {
  readonly kind: FileKind
  /** As in `Contents`. */
  readonly format: string | null
}

export interface ShownThumbnail {
  readonly isDrawn: boolean
  /** Length of a video; null for other files, and where it is unknown. */
  readonly lengthMs: number | null
}

/**
 * Draws a file's thumbnail once the place of its canvas is in view: the stored one, or a new one, which is then stored. A new one
 * waits until the page is idle, since uploads have priority. Never rejects.
 */
export async function showThumbnail(
  file: Thumbnailed,
  canvas: HTMLCanvasElement,
  kept: Thumbnails | null,
  signal: AbortSignal,
): Promise<ShownThumbnail> {
  // The canvas itself is still hidden.
  await comesIntoView(canvas.parentElement ?? canvas, signal)
  const before = (await kept?.find(file.id)) ?? null
  const known = before && (await drawKept(before, canvas))
  if (known) return known
  await idle()
  const shown = signal.aborted ? nothing : await draw(file, canvas, signal)
  if (kept && !signal.aborted && (shown.isDrawn || shown.lengthMs !== null)) {
    // A thumbnail that could not be stored is drawn again next time.
    keep(file, shown, canvas, kept).catch(() => undefined)
  }
  return shown
}

const nothing: ShownThumbnail = { isDrawn: false, lengthMs: null }

async function draw({ file, kind, format }: Thumbnailed, canvas: HTMLCanvasElement, signal: AbortSignal) {
  if (kind === 'video') return (await drawVideoFrame(file, canvas, signal)) ?? nothing
  return { isDrawn: await drawThumbnail(file, canvas, signal, format), lengthMs: null }
}

/** Null where the stored thumbnail cannot be shown. */
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

/** Above this size a photograph is smaller as a JPEG, which has no transparency. */
const pngMaxBytes = 4 * 1024
const quality = 0.8

async function encoded(canvas: HTMLCanvasElement): Promise<Blob | null> {
  const blob = await blobOf(canvas, 'image/webp')
  // WebKit cannot encode WebP and returns PNG.
  const isLarge = blob?.type === 'image/png' && blob.size > pngMaxBytes
  return isLarge ? blobOf(canvas, 'image/jpeg') : blob
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
}
