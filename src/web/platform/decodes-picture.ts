import type { Decodes } from '../../engine/files/read-contents.ts'
import { DecodingTurns, mostFileBytes, mostPixels } from './decoding-turns.ts'

/**
 * Two at a time, so that reading ahead of placing leaves the processor to the page. Thumbnails have turns of their own: whoever looks
 * at the list does not wait for the files that are read ahead.
 */
const turns = new DecodingTurns(2)

/** Longer than any picture of that size takes: a decoder that hangs must not keep its file, and those behind it, from being placed. */
const patienceMs = 10_000

/**
 * Decodes a picture as far as that tells whether it is whole. The pixels are made small at once and thrown away. Chromium (seen in 156)
 * refuses any picture of which data is missing; other browsers may show what is there, and then it counts as whole.
 */
export const decodesPicture: Decodes = async (blob, { pixels: { width, height }, endsInData }) => {
  if (typeof createImageBitmap !== 'function' || blob.size > mostFileBytes || width * height > mostPixels) return null
  const decoding = endsInData ? hasLastPixels : isDecoded
  return turns.take(width * height, () => Promise.race([decoding(blob), tooLong()]))
}

async function isDecoded(blob: Blob): Promise<boolean | null> {
  const picture = await decoded(blob, { resizeWidth: 16, resizeHeight: 16, resizeQuality: 'pixelated' })
  if (typeof picture === 'object') picture?.close()
  return picture === null ? null : picture !== 'broken'
}

/**
 * Of a JPEG that ends in its data: it may lack nothing but the end marker, which some cameras forget, and all viewers show it. With the
 * marker added every one decodes, and what is missing is grey, exactly that of no value at all: the last corner, wherever it is turned.
 */
async function hasLastPixels(blob: Blob): Promise<boolean | null> {
  const picture = await decoded(new Blob([blob, endOfImage]), { colorSpaceConversion: 'none' })
  if (picture === null || picture === 'broken') return picture === null ? null : false
  const { width, height } = picture
  const corners = [0, Math.max(0, width - side)].flatMap((x) => [0, Math.max(0, height - side)].map((y) => ({ x, y })))
  const canvas = new OffscreenCanvas(side, side)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const isGrey = corners.some(({ x, y }) => {
    context?.drawImage(picture, x, y, side, side, 0, 0, side, side)
    return context?.getImageData(0, 0, side, side).data.every((value, at) => value === (at % 4 === 3 ? 255 : 128))
  })
  picture.close()
  return !isGrey
}

const endOfImage = new Uint8Array([0xff, 0xd9])
/** Pixels of a corner: less than any block of a JPEG has. */
const side = 4

/** Null where the failure says nothing of the picture, as when memory is short. */
async function decoded(blob: Blob, options: ImageBitmapOptions): Promise<ImageBitmap | 'broken' | null> {
  try {
    return await createImageBitmap(blob, options)
  } catch (error) {
    return error instanceof DOMException && error.name === 'InvalidStateError' ? 'broken' : null
  }
}

async function tooLong(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), patienceMs))
}
