import { noise, png, type TestFile } from '../e2e/files.ts'

/** Pictures of the size that phones shrink them to: 200 KB each. */
export function pictures(count: number): TestFile[] {
  return Array.from({ length: count }, (_, index) => picture(200_000, index))
}

/** A picture of `sizeBytes`: a small PNG, and bytes after its end that PNG readers ignore. */
function picture(sizeBytes: number, index: number): TestFile {
  const image = png(64, 64, index)
  return {
    name: `picture-${String(index).padStart(4, '0')}.png`,
    bytes: Buffer.concat([image, noise(sizeBytes - image.length, `picture ${index}`)]),
  }
}
