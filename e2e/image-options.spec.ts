import { drawn } from './drawn.ts'
import { expect, test } from './fixtures.ts'
import { onDisk, png, sha256 } from './files.ts'
import { countStored } from './kept.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const exifSegment = (tiff: Buffer) =>
  Buffer.concat([Buffer.from([0xff, 0xe1, 0, 8 + tiff.length]), latin('Exif\0\0'), tiff])
/** The camera was held upright. */
const upright = latin('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0')
const withExif = (jpeg: Buffer, tiff: Buffer) =>
  Buffer.concat([jpeg.subarray(0, 2), exifSegment(tiff), jpeg.subarray(2)])

test('pictures that wait are made smaller and lose their place, and a reload brings the same bytes', async ({
  uploader,
  page,
  simulator,
}) => {
  const small = await drawn(page, 'image/jpeg', 640, 360)
  const files = [
    { name: '大.jpg', bytes: await drawn(page, 'image/jpeg', 1400, 700) },
    // Of less detail than its smaller version would have.
    { name: '缩小反而大.webp', bytes: await drawn(page, 'image/webp', 700, 1400) },
    { name: '竖拍.jpg', bytes: withExif(small, Buffer.concat([upright, latin('GPS 31.2304, 121.4737')])) },
    { name: '普通.png', bytes: png(64, 48, 1) },
    { name: '说明.txt', bytes: latin('text') },
  ]
  const disk = await onDisk(files)
  // The first file's block is on its way, so that those behind it wait.
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.chooseInMemory([{ name: 'first.txt', bytes: latin('first') }])
  await expect.poll(async () => (await simulator.counters())['createBlocks']?.calls).toBe(1)
  await uploader.drop(disk.paths)
  await expect(uploader.row('说明.txt')).toBeVisible()

  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '图片选项…' }).click()
  const dialog = page.getByRole('dialog', { name: '图片选项' })
  await expect(dialog.getByRole('button', { name: /^处理/ })).toBeDisabled()
  await dialog.getByLabel(/缩小大图片/).check()
  await dialog.getByLabel('长边不超过').selectOption('1280')
  await dialog.getByLabel(/去掉位置/).check()
  await dialog.getByRole('button', { name: /^处理/ }).click()
  await expect(dialog.getByText(/^改了 2 张图片，省下 /)).toBeVisible()
  await dialog.getByRole('button', { name: '关闭' }).click()
  await expect(uploader.row('大.jpg')).toContainText('已缩小，原来')
  await expect(uploader.row('竖拍.jpg')).toContainText('已去掉拍摄信息，原来')
  await expect(uploader.row('普通.png')).not.toContainText('原来')

  // All are kept by now, the altered ones too.
  await expect.poll(() => countStored(page, 'copies')).toBe(files.length + 1)
  await page.reload()
  await expect(uploader.row('大.jpg')).toContainText('已缩小，原来')
  await simulator.endFaults()
  await uploader.expectAllDone(files.length + 1)

  const standing = new Map((await simulator.media(uploader.tokenOf('empty'))).map((block) => [block.name, block]))
  expect(standing.get('大.jpg')).toMatchObject({ kind: 'image', width: 1280, height: 640 })
  expect(standing.get('竖拍.jpg')).toMatchObject({ width: 360, height: 640, sha256: sha256(withExif(small, upright)) })
  for (const name of ['缩小反而大.webp', '普通.png', '说明.txt']) {
    const bytes = files.find((file) => file.name === name)?.bytes ?? Buffer.alloc(0)
    expect(standing.get(name)).toMatchObject({ sha256: sha256(bytes) })
  }
  await disk.remove()
})
