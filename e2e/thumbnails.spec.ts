import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { noise, png, recording } from './files.ts'
import { countStored } from './kept.ts'

/** The thumbnail's pixel in the middle. */
function middleOf(row: Locator): Promise<readonly number[]> {
  return row
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => [
      ...(canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? []),
    ])
}

test('a video shows a frame and its length, a picture itself, a PDF a badge, and a reload shows them again', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  const video = { name: '录屏.webm', bytes: await recording(page) }
  const picture = { name: '现场照片.png', bytes: png(320, 200, 3) }
  const contract = {
    name: '合同.pdf',
    bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(3000, 'pdf'), Buffer.from('%%EOF')]),
  }
  const expectThumbnails = async () => {
    await expect(uploader.row(picture.name).locator('canvas')).toBeVisible()
    expect((await middleOf(uploader.row(picture.name)))[3]).toBe(255)
    await expect(uploader.row(video.name).locator('canvas')).toBeVisible()
    const [red = 0, green = 255] = await middleOf(uploader.row(video.name))
    expect(red).toBeGreaterThan(150)
    expect(green).toBeLessThan(90)
    await expect(uploader.row(video.name)).toContainText(/0:0[1-9]/)
    await expect(uploader.row(video.name).getByText(/^时长 \d+\s?秒$/)).toBeAttached()
    await expect(uploader.row(contract.name)).toContainText('PDF')
  }
  await uploader.choose([video, picture, contract])
  await expectThumbnails()
  await uploader.expectAllDone(3)

  // One that is still on its way brings the queue back; of those that arrived the browser has no bytes any more.
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
  await uploader.choose([{ name: '还没传.txt', bytes: Buffer.from('later') }])
  await expect(uploader.row('还没传.txt')).toBeVisible()
  await expect.poll(() => countStored(page, 'thumbnails')).toBe(2)
  await page.reload()
  await expect(page.getByRole('heading', { name: '上次没传完的 1 个文件都在' })).toBeVisible()
  await expectThumbnails()
  await simulator.endFaults()
  await uploader.expectAllDone(4)
})
