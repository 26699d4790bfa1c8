import { expect, test } from './fixtures.ts'
import { noise, onDisk, png, sha256, type TestFile } from './files.ts'
import { drawn } from './drawn.ts'
import type { SheetContent } from './contents.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const uint16 = (value: number) => Buffer.from([value >> 8, value & 0xff])
const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), uint16(data.length + 2), data])

/** EXIF data that says the camera was held upright: the picture is shown turned. */
const upright = segment(
  0xe1,
  Buffer.concat([latin('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0')]),
)
const metadata = (sizeBytes: number) =>
  Buffer.concat(Array.from({ length: Math.ceil(sizeBytes / 60_000) }, () => segment(0xe2, Buffer.alloc(60_000))))

/** With segments before all others of a JPEG. */
const withSegments = (jpeg: Buffer, before: Buffer) => Buffer.concat([jpeg.subarray(0, 2), before, jpeg.subarray(2)])

const heic = Buffer.concat([latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), noise(3000, 'heic')])
const avif = Buffer.concat([latin('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'), noise(3000, 'avif')])
const tiff = Buffer.concat([latin('II*\0\x08\0\0\0'), noise(3000, 'tiff')])
const svg = Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n')
const webPage = Buffer.from('<!DOCTYPE html><html><body>404 Not Found</body></html>')
const pdf = Buffer.concat([latin('%PDF-1.7\n'), noise(3000, 'pdf'), latin('%%EOF')])

const maybeNot = (format: string) => `以附件形式插入：飞书不一定能显示 ${format} 图片`
const damaged = '以附件形式插入：图片已损坏或不完整'
const unlikeItsName = '以附件形式插入：名称像图片，内容不是'

interface Expected extends TestFile {
  /** Size in pixels of a picture; null for an attachment. */
  readonly pixels: readonly [number, number] | null
  /** What its row says. */
  readonly said?: string
}

const filesWith = (photo: Buffer, small: Buffer): readonly Expected[] => [
  { name: '普通.png', bytes: png(64, 48, 1), pixels: [64, 48] },
  { name: '相机.jpg', bytes: photo, pixels: [640, 360] },
  { name: '竖拍.jpg', bytes: withSegments(photo, upright), pixels: [360, 640] },
  {
    name: '很多信息.jpg',
    bytes: withSegments(photo, Buffer.concat([metadata(600_000), upright])),
    pixels: [360, 640],
  },
  { name: '其实是照片.heic', bytes: withSegments(small, metadata(10)), pixels: [320, 200] },
  { name: '其实是照片.dat', bytes: small, pixels: [320, 200] },
  { name: '没有后缀', bytes: png(30, 20, 2), pixels: [30, 20] },
  { name: '手机.jpg', bytes: heic, pixels: null, said: maybeNot('HEIC') },
  { name: '新格式.avif', bytes: avif, pixels: null, said: maybeNot('AVIF') },
  { name: '扫描.tif', bytes: tiff, pixels: null, said: maybeNot('TIFF') },
  { name: '图标.png', bytes: svg, pixels: null, said: maybeNot('SVG') },
  { name: '断了.jpg', bytes: photo.subarray(0, 40), pixels: null, said: damaged },
  { name: '网页.png', bytes: webPage, pixels: null, said: unlikeItsName },
  { name: '合同.pdf', bytes: pdf, pixels: null },
]

test('bytes decide what becomes a picture, and the row says why another file does not', async ({
  uploader,
  simulator,
  page,
}) => {
  const files = filesWith(await drawn(page, 'image/jpeg', 640, 360), await drawn(page, 'image/jpeg', 320, 200))
  const disk = await onDisk(files)
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.drop(disk.paths)
  // Said before anything is placed.
  for (const { name, said } of files) {
    if (said) await expect(uploader.row(name)).toContainText(said)
    else await expect(uploader.row(name)).not.toContainText('以附件形式插入')
  }
  await simulator.endFaults()
  await uploader.expectAllDone(files.length)

  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing).toHaveLength(files.length)
  for (const { name, bytes, pixels } of files) {
    const size = pixels && { width: pixels[0], height: pixels[1] }
    const expected = { kind: pixels ? 'image' : 'file', sha256: sha256(bytes), ...size }
    expect(standing.find((block) => block.name === name)).toMatchObject(expected)
  }
  await expect(uploader.row('手机.jpg')).toContainText(maybeNot('HEIC'))
  await disk.remove()
})

/** A bitmap of 24 bits, all of one colour. */
function bitmap(width: number, height: number): Buffer {
  const header = Buffer.alloc(54)
  const pixels = Buffer.alloc(width * height * 3, 0x7a)
  header.write('BM', 'latin1')
  for (const [at, value] of [
    [2, 54 + pixels.length],
    [10, 54],
    [14, 40],
    [18, width],
    [22, height],
  ] as const) {
    header.writeUInt32LE(value, at)
  }
  header.set([1, 0, 24, 0], 26)
  return Buffer.concat([header, pixels])
}

/** A GIF whose codes are not compressed: a code of 8 bits for each pixel, begun anew every hundred. */
function gif(width: number, height: number): Buffer {
  const codes = Array.from({ length: width * height }, (_, at) =>
    at % 100 === 0 ? [0x80, at % 120] : [at % 120],
  ).flat()
  const data = Buffer.from([...codes, 0x81])
  const blocks = Array.from({ length: Math.ceil(data.length / 255) }, (_, at) =>
    data.subarray(at * 255, at * 255 + 255),
  )
  const sides = Buffer.from([width & 255, width >> 8, height & 255, height >> 8])
  return Buffer.concat([
    latin('GIF89a'),
    sides,
    Buffer.from([0xf6, 0, 0]),
    Buffer.alloc(3 * 128, 0x55),
    Buffer.from([0x2c, 0, 0, 0, 0]),
    sides,
    Buffer.from([0, 7]),
    ...blocks.map((block) => Buffer.concat([Buffer.from([block.length]), block])),
    Buffer.from([0, 0x3b]),
  ])
}

/** Its frame once more, behind the table of colours that it begins with. */
const twice = (single: Buffer) => Buffer.concat([single.subarray(0, -1), single.subarray(13 + 3 * 128)])

test('a picture that was cut off, or cannot be decoded, becomes an attachment before anything is placed', async ({
  uploader,
  simulator,
  page,
}) => {
  const [photo, webp] = [await drawn(page, 'image/jpeg', 640, 360), await drawn(page, 'image/webp', 640, 360)]
  const plain = png(640, 360, 5)
  const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)
  const film = Buffer.concat([latin('\0\0\0\x18ftypmp42'), noise(70_000, 'film')])
  const spoilt = Buffer.from(plain)
  spoilt.set(noise(40, 'spoilt'), plain.length / 2)
  const whole = [
    { name: '全.jpg', bytes: photo },
    { name: '全.webp', bytes: webp },
    { name: '全.bmp', bytes: bitmap(64, 48) },
    { name: '全.gif', bytes: gif(64, 48) },
    { name: '动图.gif', bytes: twice(gif(64, 48)) },
    { name: '动态照片.jpg', bytes: Buffer.concat([photo, film]) },
    { name: '后面有别的.png', bytes: Buffer.concat([plain, noise(500, 'tail')]) },
    { name: '少了结束标记.jpg', bytes: photo.subarray(0, -2) },
  ]
  const broken = [
    { name: '半.jpg', bytes: half(photo) },
    { name: '半.png', bytes: half(plain) },
    { name: '半.webp', bytes: half(webp) },
    { name: '半.bmp', bytes: half(bitmap(64, 48)) },
    { name: '半.gif', bytes: half(gif(64, 48)) },
    { name: '动图断了.gif', bytes: twice(gif(64, 48)).subarray(0, -40) },
    { name: '中间坏了.png', bytes: spoilt },
    { name: '后半是零.jpg', bytes: Buffer.concat([half(photo), Buffer.alloc(photo.length / 2)]) },
  ]
  const disk = await onDisk([...whole, ...broken])
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.drop(disk.paths)
  for (const { name } of broken) await expect(uploader.row(name)).toContainText(damaged)
  for (const { name } of whole) await expect(uploader.row(name)).not.toContainText('以附件形式插入')
  await simulator.endFaults()
  await uploader.expectAllDone(whole.length + broken.length)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  const kinds = new Map(standing.map(({ name, kind, sha256: sum }) => [name, [kind, sum]]))
  for (const { name, bytes } of whole) expect(kinds.get(name)).toEqual(['image', sha256(bytes)])
  for (const { name, bytes } of broken) expect(kinds.get(name)).toEqual(['file', sha256(bytes)])
  await disk.remove()
})

test('cells take pictures by their bytes, under names whose suffix they accept', async ({
  uploader,
  page,
  simulator,
}) => {
  const taken = [
    { name: '照片.dat', bytes: await drawn(page, 'image/jpeg', 300, 200) },
    { name: '手机.heic', bytes: heic },
    { name: '图.png', bytes: png(30, 20, 3) },
  ]
  const refused = [
    { name: '网页.png', bytes: webPage },
    { name: '新格式.png', bytes: avif },
  ]
  await uploader.signIn()
  await uploader.openLink('sheet', { cell: 'F2' })
  await expect(page.getByText('依次放进 F2、F3、F4、F5…')).toBeVisible()
  await uploader.choose([...taken, ...refused])
  for (const { name } of taken) await uploader.expectDone(name)
  await expect(uploader.row('网页.png')).toContainText('电子表格只能放图片')
  await expect(uploader.row('新格式.png')).toContainText('单元格不支持这种图片')
  const { cells } = await simulator.inspect<SheetContent>(uploader.tokenOf('sheet'))
  const pictures = cells.filter(({ kind }) => kind === 'image')
  const byName = new Map(pictures.map((picture) => [picture.name, picture.sha256]))
  expect([...byName.keys()].sort()).toEqual(['图.png', '手机.heic', '照片.dat.jpg'].sort())
  expect([...byName.values()].sort()).toEqual(taken.map(({ bytes }) => sha256(bytes)).sort())
})
