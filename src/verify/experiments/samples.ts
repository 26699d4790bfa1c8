/** Pictures of 24 × 16 pixels, one colour, in the formats that the questions are about. Complete and valid. */
export const samplePixels = { width: 24, height: 16 } as const

const decoded = (base64: string) => new Blob([Buffer.from(base64, 'base64')])

/** A PNG; few bytes, since most uploads send it. */
export const png = decoded(
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAAM0lEQVR4AezSsQkAAAgDQXEQJ3Iyl9YRUqXyBbtA4EjW9Do/w3wUSGCIIJICMsCKHhAdAAAA//9DVRVpAAAABklEQVQDACAdLunQf6eDAAAAAElFTkSuQmCC',
)
const jpeg = decoded(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAME/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AmATYQAH/2Q==',
)
export const webp = decoded('UklGRjoAAABXRUJQVlA4IC4AAACwAgCdASoYABAAPxFysFAsJqSisAgBgCIJQAAQgYAA/txR6ezf+vXT3f+7gAAA')

const { width, height } = samplePixels
const pixelCount = width * height
const little = (value: number, bytes: number) => Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 255)

/** Codes of eight bits, with a "clear" before the table of LZW would grow to nine. */
function gif(): Blob {
  const codes = Array.from({ length: pixelCount }, (_, at) => (at % 100 === 0 ? [128, 1] : [1])).flat()
  const data = [...codes, 129]
  const blocks: number[] = []
  for (let at = 0; at < data.length; at += 255) {
    const block = data.slice(at, at + 255)
    blocks.push(block.length, ...block)
  }
  const colours = [255, 255, 255, 30, 138, 76, ...new Array<number>(126 * 3).fill(0)]
  const head = [...little(width, 2), ...little(height, 2), 0xf6, 0, 0]
  const image = [0x2c, 0, 0, 0, 0, ...little(width, 2), ...little(height, 2), 0, 7]
  return new Blob(['GIF89a', Uint8Array.from([...head, ...colours, ...image, ...blocks, 0, 0x3b])])
}

function bmp(): Blob {
  const pixels = Array.from({ length: pixelCount }, () => [76, 138, 30]).flat()
  const info = [...little(40, 4), ...little(width, 4), ...little(height, 4), 1, 0, 24, 0, ...little(0, 4)]
  const rest = [...little(pixels.length, 4), ...new Array<number>(16).fill(0)]
  const head = [...little(54 + pixels.length, 4), 0, 0, 0, 0, ...little(54, 4)]
  return new Blob(['BM', Uint8Array.from([...head, ...info, ...rest, ...pixels])])
}

function tiff(): Blob {
  const pixels = Array.from({ length: pixelCount }, () => [30, 138, 76]).flat()
  const entries = [
    [256, 3, 1, width],
    [257, 3, 1, height],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, 8],
    [277, 3, 1, 3],
    [278, 3, 1, height],
    [279, 4, 1, pixels.length],
  ] as const
  const directory = entries.flatMap(([tag, type, count, value]) => [
    ...little(tag, 2),
    ...little(type, 2),
    ...little(count, 4),
    ...little(value, 4),
  ])
  const all = [...little(8 + pixels.length, 4), ...pixels, ...little(entries.length, 2), ...directory, 0, 0, 0, 0]
  return new Blob(['II*\0', Uint8Array.from(all)])
}

const svg = new Blob([
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#1e8a4c"/></svg>`,
])

/** One of each format, by the suffix of its name. */
export const pictures: readonly (readonly [suffix: string, bytes: Blob])[] = [
  ['png', png],
  ['jpg', jpeg],
  ['gif', gif()],
  ['bmp', bmp()],
  ['webp', webp],
  ['svg', svg],
  ['tiff', tiff()],
]

/** Any bytes, the same in every run. */
export function filler(sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes)
  for (let at = 0; at < sizeBytes; at += 1) bytes[at] = at * 31 + (at >>> 8)
  return bytes
}
