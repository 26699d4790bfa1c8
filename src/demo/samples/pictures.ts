import { pngOf, type Colour } from './png.ts'

const [width, height] = [960, 600]

/** Hills under a sky, others for each number. Drawn here, so nobody has a right to them. */
export function landscape(number: number): Buffer {
  const palettes: readonly (readonly [top: Colour, horizon: Colour, hill: Colour])[] = [
    [
      [64, 124, 214],
      [214, 232, 250],
      [38, 92, 86],
    ],
    [
      [44, 40, 92],
      [250, 160, 112],
      [48, 36, 74],
    ],
    [
      [120, 176, 214],
      [252, 238, 206],
      [92, 122, 60],
    ],
    [
      [26, 34, 66],
      [118, 140, 200],
      [18, 28, 48],
    ],
  ]
  const [top, horizon, hill] = palettes[number % palettes.length] ?? [black, black, black]
  const sun = { x: 0.2 + ((number * 0.37) % 0.6), y: 0.34, radius: 0.075 }
  const layers = [0, 1, 2, 3].map((layer) => ({
    base: 0.52 + layer * 0.12,
    swing: 0.075 - layer * 0.01,
    waves: 4.1 + layer * 2.3,
    turn: number * 1.7 + layer * 2.1,
    colour: mix(horizon, hill, 0.35 + layer * 0.2),
  }))
  return pngOf({
    width,
    height,
    colourAt(x, y) {
      const grain = grainAt(x * width, y * height, number)
      const front = layers.findLast(({ base, swing, waves, turn }) => {
        const ridge = base + swing * Math.sin(waves * x + turn) + swing * 0.4 * Math.sin(waves * 2.7 * x - turn)
        return y > ridge
      })
      if (front) return grained(front.colour, grain)
      const distance = Math.hypot((x - sun.x) * (width / height), y - sun.y)
      const sky = mix(top, horizon, Math.min(1, y / 0.6))
      return grained(mix(white, sky, smooth(distance, sun.radius, 0.004)), grain)
    },
  })
}

/** A chart of twelve bars. */
export function chart(number: number): Buffer {
  const bars = Array.from({ length: 12 }, (_, at) => 0.25 + 0.3 * (1 + Math.sin(at * 0.9 + number)) * (0.5 + at / 24))
  const [paper, line, bar, last]: readonly Colour[] = [
    [255, 255, 255],
    [226, 229, 235],
    [51, 109, 244],
    [24, 121, 78],
  ]
  return pngOf({
    width,
    height,
    colourAt(x, y) {
      const at = Math.floor((x - 0.06) * (12 / 0.88))
      const within = (x - 0.06) * (12 / 0.88) - at
      const value = bars[at] ?? 0
      const isBar = x > 0.06 && x < 0.94 && within > 0.18 && within < 0.82 && y < 0.9 && y > 0.92 - value * 0.85
      if (isBar) return (at === 11 ? last : bar) ?? black
      const isLine = [0.2, 0.375, 0.55, 0.725, 0.9].some((height_) => Math.abs(y - height_) < 0.002)
      return (isLine && x > 0.04 && x < 0.96 ? line : paper) ?? white
    },
  })
}

/** Rings, as a poster. */
export function rings(number: number): Buffer {
  const colours: readonly Colour[] = [
    [247, 240, 226],
    [230, 92, 70],
    [34, 62, 92],
    [240, 180, 82],
    [88, 160, 150],
  ]
  return pngOf({
    width: 640,
    height: 640,
    colourAt(x, y) {
      const distance = Math.hypot(x - 0.5, y - 0.5 + 0.08 * Math.sin(number))
      return colours[(Math.floor(distance * 16) + number) % colours.length] ?? black
    },
  })
}

/** A sun that rises behind hills, and their light: frame by frame what is seen at a point. */
export function sunrise(x: number, y: number, share: number): Colour {
  const ridge = 0.66 + 0.07 * Math.sin(5.2 * x + 1) + 0.03 * Math.sin(13 * x)
  if (y > ridge) return mix([70, 64, 96], [24, 26, 44], (y - ridge) / (1 - ridge))
  const distance = Math.hypot((x - 0.3 - 0.4 * share) * (16 / 9), y - 0.8 + 0.55 * share)
  return mix([255, 226, 150], mix([48, 52, 110], [250, 160, 112], y), smooth(distance, 0.09, 0.02))
}

const black: Colour = [0, 0, 0]
const white: Colour = [255, 252, 240]

function mix(one: Colour, other: Colour, share: number): Colour {
  const part = (at: 0 | 1 | 2) => one[at] + (other[at] - one[at]) * share
  return [part(0), part(1), part(2)]
}

/** Noise as of a camera, from -3 to 3, the same each time: without it a picture would be as small as an icon. */
function grainAt(x: number, y: number, number: number): number {
  const mixed = Math.imul(Math.floor(x) * 374_761_393 + Math.floor(y) * 668_265_263 + number, 1_274_126_177)
  return ((mixed >>> 16) & 7) - 3.5
}

function grained([red, green, blue]: Colour, grain: number): Colour {
  const clamp = (value: number) => Math.min(255, Math.max(0, value + grain))
  return [clamp(red), clamp(green), clamp(blue)]
}

/** 0 inside of `edge`, 1 outside, with a soft step. */
function smooth(value: number, edge: number, softness: number): number {
  return Math.min(1, Math.max(0, (value - edge) / softness))
}
