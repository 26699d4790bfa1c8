import { expect, test } from './fixtures.ts'
import { noise, onDisk, png, sha256, type TestFile } from './files.ts'
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

/** A JPEG reduced to its headers; `before` comes before the frame header. */
function jpeg(width: number, height: number, before = Buffer.alloc(0)): Buffer {
  const components = Buffer.from([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    before,
    segment(0xc0, Buffer.concat([Buffer.from([8]), uint16(height), uint16(width), components])),
    segment(0xda, Buffer.alloc(10)),
    noise(4000, `jpeg ${width} ${height}`).map((byte) => byte & 0x7f),
    Buffer.from([0xff, 0xd9]),
  ])
}

const heic = Buffer.concat([latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), noise(3000, 'heic')])
const avif = Buffer.concat([latin('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'), noise(3000, 'avif')])
const tiff = Buffer.concat([latin('II*\0\x08\0\0\0'), noise(3000, 'tiff')])
const svg = Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n')
const webPage = Buffer.from('<!DOCTYPE html><html><body>404 Not Found</body></html>')
const pdf = Buffer.concat([latin('%PDF-1.7\n'), noise(3000, 'pdf')])

const maybeNot = (format: string) => `以附件形式插入：飞书不一定能显示 ${format} 图片`
const damaged = '以附件形式插入：图片已损坏或不完整'
const unlikeItsName = '以附件形式插入：名称像图片，内容不是'

interface Expected extends TestFile {
  /** Size in pixels of a picture; null for an attachment. */
  readonly pixels: readonly [number, number] | null
  /** What its row says. */
  readonly said?: string
}

const files: readonly Expected[] = [
  { name: '普通.png', bytes: png(64, 48, 1), pixels: [64, 48] },
  { name: '相机.jpg', bytes: jpeg(640, 360), pixels: [640, 360] },
  { name: '竖拍.jpg', bytes: jpeg(640, 360, upright), pixels: [360, 640] },
  { name: '很多信息.jpg', bytes: jpeg(640, 360, Buffer.concat([metadata(600_000), upright])), pixels: [360, 640] },
  { name: '其实是照片.heic', bytes: jpeg(320, 200), pixels: [320, 200] },
  { name: '其实是照片.dat', bytes: jpeg(300, 200), pixels: [300, 200] },
  { name: '没有后缀', bytes: png(30, 20, 2), pixels: [30, 20] },
  { name: '手机.jpg', bytes: heic, pixels: null, said: maybeNot('HEIC') },
  { name: '新格式.avif', bytes: avif, pixels: null, said: maybeNot('AVIF') },
  { name: '扫描.tif', bytes: tiff, pixels: null, said: maybeNot('TIFF') },
  { name: '图标.png', bytes: svg, pixels: null, said: maybeNot('SVG') },
  { name: '断了.jpg', bytes: jpeg(640, 360).subarray(0, 40), pixels: null, said: damaged },
  { name: '网页.png', bytes: webPage, pixels: null, said: unlikeItsName },
  { name: '合同.pdf', bytes: pdf, pixels: null },
]

test('bytes decide what becomes a picture, and the row says why another file does not', async ({
  uploader,
  simulator,
}) => {
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

test('cells take pictures by their bytes, under names whose suffix they accept', async ({
  uploader,
  page,
  simulator,
}) => {
  const taken = [
    { name: '照片.dat', bytes: jpeg(300, 200) },
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
