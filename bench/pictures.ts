import { noise, png, type TestFile } from '../e2e/files.ts'

/** Pictures as a phone's gallery holds them once it has shrunk them: 200 KB each. */
export function pictures(count: number): TestFile[] {
  return Array.from({ length: count }, (_, index) => picture(200_000, index))
}

/** A picture of `sizeBytes`: a small one, and bytes behind its end that no reader of PNG looks at. */
function picture(sizeBytes: number, index: number): TestFile {
  const image = png(64, 64, index)
  return {
    name: `picture-${String(index).padStart(4, '0')}.png`,
    bytes: Buffer.concat([image, noise(sizeBytes - image.length, `picture ${index}`)]),
  }
}
