import type { SourceFile } from '../../../engine/files/source-file.ts'
import { drawCover } from './draw-cover.ts'

/** Longest time for one video: on some slow disks it never loads. */
export const patienceMs = 8_000
/** Largest recording without a length in its header that is read to its end. */
const recordingMaxBytes = 64 * 1024 * 1024
/** In seconds: the first second is often dark. */
const frameAtMost = 1
const frameAtShare = 0.1

export interface VideoFrame {
  readonly isDrawn: boolean
  /** Null where the file does not tell. */
  readonly lengthMs: number | null
}

/** Results of files of which no frame could be drawn, which are not tried again. */
const frameless = new WeakMap<SourceFile, VideoFrame | null>()
/** One at a time: the browser has few decoders, and each keeps a file open. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Draws an early frame of a video, which never plays, and finds out how long it is. Never rejects.
 *
 * @returns Null if the browser cannot play the file, it takes too long, or `signal` ends it.
 */
export function drawVideoFrame(
  file: SourceFile,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  newVideo = () => document.createElement('video'),
): Promise<VideoFrame | null> {
  const isRowGone = () => signal.aborted
  const drawn = last.then(async () => {
    if (isRowGone()) return null
    const known = frameless.get(file)
    if (known !== undefined) return known
    const until = new AbortController()
    const end = () => until.abort()
    signal.addEventListener('abort', end)
    const timer = setTimeout(end, patienceMs)
    try {
      const bytes = await orAborted(file.open(), until.signal)
      const frame = await readVideo({ bytes, video: newVideo() }, canvas, until.signal)
      if (isRowGone()) return null
      if (!frame?.isDrawn) frameless.set(file, frame)
      return frame
    } catch {
      return null
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    }
  })
  last = drawn
  return drawn
}

interface Opened {
  readonly bytes: Blob
  readonly video: HTMLVideoElement
}

/** Null where not even the length is known. */
async function readVideo(
  { bytes, video }: Opened,
  canvas: HTMLCanvasElement,
  until: AbortSignal,
): Promise<VideoFrame | null> {
  const url = URL.createObjectURL(bytes)
  const come = (event: 'loadedmetadata' | 'seeked') => orAborted(eventOf(video, event), until)
  const seek = (seconds: number) => {
    const sought = come('seeked')
    video.currentTime = seconds
    return sought
  }
  let frame: VideoFrame | null = null
  try {
    const opened = come('loadedmetadata')
    Object.assign(video, { muted: true, preload: 'auto', src: url })
    await opened
    // MediaRecorder writes no length: it is known once the end has been reached.
    if (!Number.isFinite(video.duration) && bytes.size <= recordingMaxBytes) await seek(Number.MAX_SAFE_INTEGER)
    const seconds = Number.isFinite(video.duration) ? video.duration : null
    frame = { isDrawn: false, lengthMs: seconds && Math.round(seconds * 1000) }
    if (video.videoWidth === 0) return frame
    await seek(Math.min(frameAtMost, (seconds ?? Number.POSITIVE_INFINITY) * frameAtShare))
    drawCover(video, { width: video.videoWidth, height: video.videoHeight }, canvas)
    return { ...frame, isDrawn: true }
  } catch {
    return frame
  } finally {
    // Lets the browser free the decoder and the file at once.
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
}

function eventOf(video: HTMLVideoElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true })
    video.addEventListener('error', () => reject(new Error('The browser cannot play this video')), { once: true })
  })
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = promiseWithReject()
  const end = () => reject(new Error('The video took too long, or its row is gone'))
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', end)
  }
}

function promiseWithReject() {
  let reject: (cause: Error) => void = () => undefined
  const promise = new Promise<never>((_resolve, no) => (reject = no))
  return { promise, reject }
}
