import { expect, test } from 'vitest'
import { mediaKindOf } from './media-kind.ts'

test.each([
  ['a.png', 'image/png', 'image'],
  ['a.JPG', '', 'image'],
  ['a.webp', 'application/octet-stream', 'image'],
  ['a.svg', 'image/svg+xml', 'file'],
  ['a.heic', 'image/heic', 'file'],
  ['a.avif', 'image/avif', 'file'],
  ['a.tiff', 'image/tiff', 'file'],
  ['film.mp4', 'video/mp4', 'file'],
  ['report.png', 'application/pdf', 'file'],
  ['png', '', 'file'],
] as const)('%s of type "%s" becomes an %s block', (name, type, kind) => {
  expect(mediaKindOf({ name, type })).toBe(kind)
})
