import { afterEach, expect, test, vi } from 'vitest'
import { inMemoryFile } from '../../drop/page-file.ts'
import { drawThumbnail } from './draw-thumbnail.ts'

/** The head of a PNG that says it is so large; nothing behind it. */
function pngOf(width: number, height: number) {
  const head = new DataView(new ArrayBuffer(64))
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const header = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
  for (const [at, byte] of [...signature, ...header].entries()) head.setUint8(at, byte)
  head.setUint32(16, width)
  head.setUint32(20, height)
  return inMemoryFile(new File([head], 'picture.png', { type: 'image/png', lastModified: 1 }), 'picture.png')
}

/** A browser whose decoding the test ends by hand. */
function decoder() {
  const running: (() => void)[] = []
  vi.stubGlobal('createImageBitmap', async () => {
    await new Promise<void>((done) => running.push(done))
    return { width: 4, height: 4, close: () => undefined }
  })
  return running
}

const canvas = { width: 80, height: 80, getContext: () => null } as unknown as HTMLCanvasElement
const signal = new AbortController().signal

afterEach(() => vi.unstubAllGlobals())

test('a picture with too many pixels is not decoded, however few bytes it has', async () => {
  const running = decoder()
  expect(await drawThumbnail(pngOf(30_000, 30_000), canvas, signal)).toBe(false)
  expect(running).toEqual([])
})

test('pictures are decoded in parallel up to a total number of pixels', async () => {
  const running = decoder()
  const drawn = Array.from({ length: 4 }, () => drawThumbnail(pngOf(4000, 3000), canvas, signal))
  await vi.waitFor(() => expect(running).toHaveLength(2))
  running[0]?.()
  await vi.waitFor(() => expect(running).toHaveLength(3))
  running[1]?.()
  await vi.waitFor(() => expect(running).toHaveLength(4))
  for (const done of running) done()
  expect(await Promise.all(drawn)).toEqual([true, true, true, true])
})

test('a picture that cannot be decoded lets the next one start', async () => {
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('broken', 'InvalidStateError')))
  expect(await drawThumbnail(pngOf(5000, 5000), canvas, signal)).toBe(false)
  const running = decoder()
  const drawn = drawThumbnail(pngOf(5000, 5000), canvas, signal)
  await vi.waitFor(() => expect(running).toHaveLength(1))
  running[0]?.()
  expect(await drawn).toBe(true)
})

test('a picture is drawn upright, by its Exif orientation', async () => {
  const decode = vi.fn((_bytes: Blob, _options: ImageBitmapOptions) =>
    Promise.resolve({ width: 4, height: 4, close: () => undefined }),
  )
  vi.stubGlobal('createImageBitmap', decode)
  expect(await drawThumbnail(pngOf(4, 3), canvas, signal)).toBe(true)
  expect(decode.mock.calls[0]?.[1]).toMatchObject({ imageOrientation: 'from-image' })
})

test('a file that could not be decoded is not tried again, nor others of a format that few browsers know', async () => {
  const decode = vi.fn(() => Promise.reject(new DOMException('unknown', 'InvalidStateError')))
  vi.stubGlobal('createImageBitmap', decode)
  const [one, other] = [pngOf(4, 3), pngOf(4, 3)]
  for (const file of [one, one, other]) expect(await drawThumbnail(file, canvas, signal, 'png')).toBe(false)
  expect(decode).toHaveBeenCalledTimes(2)
  for (const file of [pngOf(1, 1), pngOf(1, 1)]) expect(await drawThumbnail(file, canvas, signal, 'heic')).toBe(false)
  expect(decode).toHaveBeenCalledTimes(3)
})
