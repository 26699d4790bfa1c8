import { crc32, deflateSync } from 'node:zlib'

export type Colour = readonly [red: number, green: number, blue: number]

export interface Drawing {
  readonly width: number
  readonly height: number
  /** The colour at a point; both from 0 to 1. */
  readonly colourAt: (x: number, y: number) => Colour
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const eightBits = 8
const trueColour = 2

/** A drawing as PNG. */
export function pngOf({ width, height, colourAt }: Drawing): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([eightBits, trueColour], 8)
  // Each row begins with its filter, 0: none.
  const rows = Buffer.alloc(height * (1 + width * 3))
  let at = 0
  for (let row = 0; row < height; row += 1) {
    at += 1
    for (let column = 0; column < width; column += 1) {
      rows.set(colourAt((column + 0.5) / width, (row + 0.5) / height).map(Math.round), at)
      at += 3
    }
  }
  const data = deflateSync(rows, { level: 6 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(8 + named.length)
  framed.writeUInt32BE(data.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), 4 + named.length)
  return framed
}
