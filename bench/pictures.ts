import { noise, png, pngChunk, type TestFile } from '../e2e/files.ts'

/** Pictures of the size that phones shrink them to: 200 KB each. */
export function pictures(count: number): TestFile[] {
  return Array.from({ length: count }, (_, index) => picture(200_000, index))
}

/** A picture of about `sizeBytes` that ends where pictures end: a small PNG with a chunk of its own that PNG readers skip. */
function picture(sizeBytes: number, index: number): TestFile {
  const image = png(64, 64, index)
  const [head, end] = [image.subarray(0, -pngEndBytes), image.subarray(-pngEndBytes)]
  return {
    name: `picture-${String(index).padStart(4, '0')}.png`,
    bytes: Buffer.concat([head, pngChunk('noSe', noise(sizeBytes - image.length, `picture ${index}`)), end]),
  }
}

/** The last chunk of a PNG, which is empty. */
const pngEndBytes = 12
