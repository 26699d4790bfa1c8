import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { noise, png, type TestFile } from './files.ts'

/** A second of one red picture, as a browser records it: the file does not tell how long it is. */
async function recording(page: Page): Promise<TestFile> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    const paint = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' })
    const pieces: Blob[] = []
    recorder.ondataavailable = (event) => pieces.push(event.data)
    const stopped = new Promise((resolve) => (recorder.onstop = resolve))
    recorder.start()
    for (let frame = 0; frame < 60; frame += 1) {
      if (paint) paint.fillStyle = `rgb(220 ${frame % 2} 30)`
      paint?.fillRect(0, 0, canvas.width, canvas.height)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    recorder.stop()
    await stopped
    return [...new Uint8Array(await new Blob(pieces).arrayBuffer())]
  })
  return { name: '录屏.webm', bytes: Buffer.from(bytes) }
}

/** The thumbnail's pixel in the middle. */
function middleOf(row: Locator): Promise<readonly number[]> {
  return row
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => [
      ...(canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? []),
    ])
}

/** Thumbnails that the browser has kept, so that they outlive the page. */
function countKept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('feishu-uploader')
        opening.onerror = () => reject(new Error('The journal does not open'))
        opening.onsuccess = () => {
          const counting = opening.result.transaction('thumbnails').objectStore('thumbnails').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
  )
}

test('a video shows a frame and its length, a picture itself, a PDF a badge, and a reload shows them again', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  const video = await recording(page)
  const picture = { name: '现场照片.png', bytes: png(320, 200, 3) }
  const contract = { name: '合同.pdf', bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(3000, 'pdf')]) }
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
  await expect.poll(() => countKept(page)).toBe(2)
  await page.reload()
  await expect(page.getByRole('heading', { name: '上次没传完的 1 个文件都在' })).toBeVisible()
  await expectThumbnails()
  await simulator.endFaults()
  await uploader.expectAllDone(4)
})
