import { afterEach, expect, test, vi } from 'vitest'
import { decodesPicture } from './decodes-picture.ts'

const blob = new Blob(['x'])
const small = { pixels: { width: 4, height: 3 }, endsInData: false }
const bitmap = { width: 4, height: 3, close: () => undefined }
const failing = (name: string) => () => Promise.reject(new DOMException('no', name))

function decoder(decode: (blob: Blob, options: ImageBitmapOptions) => Promise<unknown>) {
  const calls = vi.fn(decode)
  vi.stubGlobal('createImageBitmap', calls)
  return calls
}

/** What the corners of every picture look like. */
function corners(value: number) {
  const data = Array.from({ length: 64 }, (_, at) => (at % 4 === 3 ? 255 : value))
  const context = { drawImage: () => undefined, getImageData: () => ({ data }) }
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => context
    },
  )
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('What a browser refuses to decode is broken', async () => {
  decoder(() => Promise.resolve(bitmap))
  expect(await decodesPicture(blob, small)).toBe(true)
  decoder(failing('InvalidStateError'))
  expect(await decodesPicture(blob, small)).toBe(false)
})

test('A failure that says nothing of the picture leaves it what it is', async () => {
  decoder(failing('NotReadableError'))
  expect(await decodesPicture(blob, small)).toBeNull()
  decoder(() => Promise.reject(new RangeError('out of memory')))
  expect(await decodesPicture(blob, small)).toBeNull()
  vi.stubGlobal('createImageBitmap', undefined)
  expect(await decodesPicture(blob, small)).toBeNull()
})

test('What would cost much memory is not decoded', async () => {
  const decode = decoder(() => Promise.resolve(bitmap))
  expect(await decodesPicture(blob, { ...small, pixels: { width: 30_000, height: 30_000 } })).toBeNull()
  const large = Object.defineProperty(new Blob(), 'size', { value: 50_000_000 })
  expect(await decodesPicture(large, small)).toBeNull()
  expect(decode).not.toHaveBeenCalled()
})

test('Pixels are asked for in a small size, two pictures at a time', async () => {
  const done: (() => void)[] = []
  const decode = decoder(async () => {
    await new Promise<void>((resolve) => done.push(resolve))
    return bitmap
  })
  const all = Array.from({ length: 5 }, () => decodesPicture(blob, small))
  for (const count of [2, 3, 4, 5]) {
    await vi.waitFor(() => expect(done).toHaveLength(count))
    done[count - 2]?.()
  }
  done[4]?.()
  expect(await Promise.all(all)).toEqual([true, true, true, true, true])
  expect(decode.mock.calls[0]?.[1]).toMatchObject({ resizeWidth: 16, resizeHeight: 16 })
})

test('A decoder that hangs keeps no file waiting for ever', async () => {
  vi.useFakeTimers()
  decoder(() => new Promise(() => undefined))
  const answer = decodesPicture(blob, small)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await answer).toBeNull()
})

test('A JPEG without its end marker is whole if it has its last pixels', async () => {
  const decode = decoder(() => Promise.resolve(bitmap))
  const open = { ...small, endsInData: true }
  corners(127)
  expect(await decodesPicture(blob, open)).toBe(true)
  expect(new Uint8Array((await decode.mock.calls[0]?.[0].arrayBuffer()) ?? [])).toEqual(
    new Uint8Array([0x78, 0xff, 0xd9]),
  )
  corners(128)
  expect(await decodesPicture(blob, open)).toBe(false)
  decoder(failing('InvalidStateError'))
  expect(await decodesPicture(blob, open)).toBe(false)
})
