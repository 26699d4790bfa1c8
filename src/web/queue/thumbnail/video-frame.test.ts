import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inMemoryFile } from '../../drop/page-file.ts'
import { drawVideoFrame, patienceMs } from './video-frame.ts'

/** A video whose events the test sends. */
class FakeVideo extends EventTarget {
  muted = false
  preload = ''
  src = ''
  currentTime = 0
  duration = Number.NaN
  videoWidth = 0
  videoHeight = 0
  plays = 0
  removeAttribute(name: string): void {
    if (name === 'src') this.src = ''
  }
  load(): void {
    this.currentTime = 0
  }
  play(): void {
    this.plays += 1
  }

  /** Its head has come. */
  opens(duration: number, [width, height] = [640, 360]): void {
    Object.assign(this, { duration, videoWidth: width, videoHeight: height })
    this.dispatchEvent(new Event('loadedmetadata'))
  }

  seeks(): void {
    this.dispatchEvent(new Event('seeked'))
  }
}

const videos: FakeVideo[] = []
const opened = new Set<string>()
const newVideo = () => {
  videos.push(new FakeVideo())
  return videos.at(-1) as unknown as HTMLVideoElement
}
/** The latest video, once it has something to play. */
const nextVideo = async (count = 1) => {
  await vi.waitFor(() => expect(videos).toHaveLength(count))
  return videos[count - 1] ?? new FakeVideo()
}
const film = (sizeBytes = 9) =>
  inMemoryFile(new File([new Uint8Array(sizeBytes)], 'a.mp4', { lastModified: 1 }), 'a.mp4')
const drawImage = vi.fn()
const canvas = { width: 72, height: 72, getContext: () => ({ drawImage }) } as unknown as HTMLCanvasElement
const begin = (signal = new AbortController().signal, file = film()) => drawVideoFrame(file, canvas, signal, newVideo)

beforeEach(() => {
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    const url = `blob:${opened.size}`
    opened.add(url)
    return url
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void opened.delete(url))
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  videos.length = 0
  opened.clear()
  drawImage.mockClear()
})

test('a frame of the first second is drawn without playing, and the file is released', async () => {
  const drawn = begin()
  const video = await nextVideo()
  expect(video).toMatchObject({ muted: true, src: 'blob:0' })
  video.opens(42.4)
  await vi.waitFor(() => expect(video.currentTime).toBe(1))
  video.seeks()
  expect(await drawn).toEqual({ isDrawn: true, lengthMs: 42_400 })
  expect(drawImage).toHaveBeenCalledWith(video, 140, 0, 360, 360, 0, 0, 72, 72)
  expect([video.src, video.plays, opened.size]).toEqual(['', 0, 0])
})

test('of a short video the frame at a tenth of its length is drawn', async () => {
  const drawn = begin()
  const video = await nextVideo()
  video.opens(4)
  await vi.waitFor(() => expect(video.currentTime).toBe(0.4))
  video.seeks()
  await drawn
})

test('a recording without a length in its header is read to its end', async () => {
  const drawn = begin()
  const video = await nextVideo()
  video.opens(Number.POSITIVE_INFINITY)
  await vi.waitFor(() => expect(video.currentTime).toBeGreaterThan(1e6))
  video.duration = 3
  video.seeks()
  await vi.waitFor(() => expect(video.currentTime).toBeCloseTo(0.3))
  video.seeks()
  expect(await drawn).toEqual({ isDrawn: true, lengthMs: 3000 })
})

test('of a video without pictures only the length is known', async () => {
  const drawn = begin()
  const video = await nextVideo()
  video.opens(60, [0, 0])
  expect(await drawn).toEqual({ isDrawn: false, lengthMs: 60_000 })
  expect(opened.size).toBe(0)
})

test('videos are read one at a time, and not at all once their row is gone', async () => {
  const stop = new AbortController()
  const [first, gone, last] = [begin(), begin(stop.signal), begin()]
  stop.abort()
  const video = await nextVideo()
  expect(opened.size).toBe(1)
  video.dispatchEvent(new Event('error'))
  expect(await first).toBeNull()
  expect(await gone).toBeNull()
  const second = await nextVideo(2)
  second.opens(1)
  await vi.waitFor(() => expect(second.currentTime).toBe(0.1))
  second.seeks()
  expect(await last).toMatchObject({ isDrawn: true })
})

test('reading stops when the row is removed', async () => {
  const stop = new AbortController()
  const drawn = begin(stop.signal)
  const video = await nextVideo()
  stop.abort()
  expect(await drawn).toBeNull()
  expect([video.src, opened.size]).toEqual(['', 0])
})

test('a video that takes too long is given up, keeping its length if known, and so is a file that cannot be opened', async () => {
  vi.useFakeTimers()
  const drawn = begin()
  const hanging = begin(new AbortController().signal, { ...film(), open: () => new Promise<never>(() => undefined) })
  const video = await nextVideo()
  video.opens(5)
  await vi.advanceTimersByTimeAsync(patienceMs)
  expect(await drawn).toEqual({ isDrawn: false, lengthMs: 5000 })
  await vi.advanceTimersByTimeAsync(patienceMs)
  expect(await hanging).toBeNull()
  expect(opened.size).toBe(0)
})

test('a video that could not be read is not read again', async () => {
  const file = film()
  const drawn = begin(new AbortController().signal, file)
  ;(await nextVideo()).dispatchEvent(new Event('error'))
  expect(await drawn).toBeNull()
  expect(await begin(new AbortController().signal, file)).toBeNull()
  expect(videos).toHaveLength(1)
})
