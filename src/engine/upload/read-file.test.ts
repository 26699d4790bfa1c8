import { expect, test } from 'vitest'
import { adler32 } from '../../contract/feishu/drive/adler32.ts'
import { FileUnreadable, type SourceFile } from '../files/source-file.ts'
import { readFile, readFileAsBase64 } from './read-file.ts'

const bytes = Uint8Array.from({ length: 2_000_003 }, (_, at) => (at * 31) % 251)

function fileOf(blob: Blob): SourceFile {
  const open = () => Promise.resolve(blob)
  return { name: 'a', path: 'a', sizeBytes: blob.size, lastModifiedMs: 0, type: '', inspect: null, open }
}

/** A blob that is read as a stream only, the way `stream` gives it. */
function streaming(stream: () => ReadableStream<Uint8Array>): Blob {
  const wholeInMemory = () => Promise.reject(new Error('The whole was read into memory'))
  return Object.assign(new Blob([bytes]), { stream, arrayBuffer: wholeInMemory, bytes: wholeInMemory })
}

/** Yields pieces of all sizes; as a byte stream, records the buffers it was asked to fill. */
function source(filled: Set<ArrayBufferLike>): UnderlyingByteSource {
  let at = 0
  return {
    type: 'bytes',
    pull(controller) {
      const view = controller.byobRequest?.view
      if (!controller.byobRequest || !view) throw new Error('Asked for a piece in memory of its own')
      filled.add(view.buffer)
      const length = Math.min(view.byteLength, 1 + (at % 70_000), bytes.length - at)
      new Uint8Array(view.buffer, view.byteOffset, length).set(bytes.subarray(at, at + length))
      at += length
      if (length === 0) controller.close()
      controller.byobRequest.respond(length)
    },
  }
}

test('the checksum is computed piece by piece, in one reused buffer', async () => {
  const filled = new Set<ArrayBufferLike>()
  const { checksum } = await readFile(fileOf(streaming(() => new ReadableStream(source(filled)))))
  expect(checksum).toBe(String(adler32(bytes)))
  expect(Math.max(...[...filled].map(({ byteLength }) => byteLength))).toBeLessThanOrEqual(256 * 1024)
})

test('where a browser returns buffers of its own, the checksum is computed as they come', async () => {
  const stream = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 70_001) controller.enqueue(bytes.subarray(at, at + 70_001))
        controller.close()
      },
    })
  expect((await readFile(fileOf(streaming(stream)))).checksum).toBe(String(adler32(bytes)))
})

test('a piece of a file has the checksum of its own bytes, and an empty file that of none', async () => {
  const file = fileOf(new Blob([bytes]))
  const piece = await readFile(file, 1_000_000, 1_700_000)
  expect([piece.bytes.size, piece.checksum]).toEqual([700_000, String(adler32(bytes.subarray(1_000_000, 1_700_000)))])
  expect((await readFile(fileOf(new Blob([])))).checksum).toBe('1')
})

test('a file that stops being readable in the middle says so', async () => {
  const stream = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new DOMException('The file could not be read', 'NotReadableError'))
      },
    })
  await expect(readFile(fileOf(streaming(stream)))).rejects.toThrow(FileUnreadable)
})

test.each([0, 1, 2, 3, 4, 5, 70_000, 2_000_003])(
  '%i bytes that come in pieces of all sizes are read as base64',
  async (length) => {
    const whole = bytes.subarray(0, length)
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0, size = 1; at < length; at += size, size = (size * 7 + 1) % 50_001) {
          controller.enqueue(whole.slice(at, at + size))
        }
        controller.close()
      },
    })
    const blob = Object.assign(new Blob([whole]), { stream: () => pieces })
    const text = await (await readFileAsBase64(fileOf(blob))).text()
    expect(text).toBe(Buffer.from(whole).toString('base64'))
  },
)

test('a file that changed is not read as base64', async () => {
  const file = { ...fileOf(new Blob([bytes])), sizeBytes: 1 }
  await expect(readFileAsBase64(file)).rejects.toMatchObject({ reason: 'changed' })
})
