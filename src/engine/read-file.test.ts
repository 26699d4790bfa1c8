import { expect, test } from 'vitest'
import type { SourceFile } from './doors.ts'
import { readFile } from './read-file.ts'

test('the memory of a piece is given back as soon as it has been summed', async () => {
  const releasedTo: number[] = []
  const buffer = Object.assign(new TextEncoder().encode('abc').buffer, {
    transfer: (sizeBytes: number) => {
      releasedTo.push(sizeBytes)
      return new ArrayBuffer(sizeBytes)
    },
  })
  const blob = Object.assign(new Blob(['abc']), { arrayBuffer: () => Promise.resolve(buffer) })
  const file: SourceFile = {
    name: 'a',
    path: 'a',
    sizeBytes: 3,
    lastModifiedMs: 0,
    type: '',
    open: () => Promise.resolve(blob),
  }
  // Adler-32 of "abc" is 0x024d0127.
  expect((await readFile(file)).checksum).toBe(String(0x024d0127))
  expect(releasedTo).toEqual([0])
})
