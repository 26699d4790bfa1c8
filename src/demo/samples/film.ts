import { encode, type YuvFrame } from './h264.ts'
import { mp4 } from './mp4.ts'
import { sunrise } from './pictures.ts'
import type { Colour } from './png.ts'

const [columns, rows] = [20, 11]
/** Pixels of a macroblock in each direction. */
const side = 16
const [width, height] = [columns * side, rows * side]
const [framesPerSecond, seconds] = [10, 4]

/** A film of four seconds, with a sun that rises. */
export function film(): Buffer {
  const count = framesPerSecond * seconds
  const frames = Array.from({ length: count }, (_, at) => frameOf((x, y) => sunrise(x, y, at / (count - 1))))
  return mp4(encode(frames, columns, rows), { width, height, framesPerSecond })
}

function frameOf(colourAt: (x: number, y: number) => Colour): YuvFrame {
  const macroblocks = Array.from({ length: columns * rows }, (_, at) => {
    const [left, top] = [(at % columns) * side, Math.floor(at / columns) * side]
    return macroblockOf((x, y) => colourAt((left + x + 0.5) / width, (top + y + 0.5) / height))
  })
  return { macroblocks }
}

/** 256 bytes of brightness, then 64 each of the two differences of colour, as players expect of small pictures (ITU-R BT.601). */
function macroblockOf(colourAt: (x: number, y: number) => Colour): Buffer {
  const plane = (step: number, [red, green, blue, base]: readonly [number, number, number, number]) => {
    const size = side / step
    return Array.from({ length: size * size }, (_, at) => {
      const colour = colourAt((at % size) * step, Math.floor(at / size) * step)
      return Math.round(base + (red * colour[0] + green * colour[1] + blue * colour[2]) / 256)
    })
  }
  const brightness = plane(1, [66, 129, 25, 16])
  return Buffer.from([...brightness, ...plane(2, [-38, -74, 112, 128]), ...plane(2, [112, -94, -18, 128])])
}
