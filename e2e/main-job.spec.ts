import { wholeBrowser } from './browser.ts'
import { expect, test } from './fixtures.ts'
import { mixedFiles, onDisk, recording, sha256 } from './files.ts'

test(
  'thirty mixed files are dropped and arrive in the document, in order, byte for byte',
  wholeBrowser,
  async ({ uploader, page, simulator, context }) => {
    const files = mixedFiles(30)
    const disk = await onDisk(files)
    const token = uploader.tokenOf('product-review')

    await uploader.signInByHand()
    await uploader.pickDocument(uploader.linkOf('product-review'))
    await expect(page.getByText('可以编辑', { exact: true })).toBeVisible()
    await uploader.drop(disk.paths)
    await expect(uploader.queue.getByRole('progressbar').first()).toBeVisible()
    await uploader.expectAllDone(30)

    const standing = await simulator.media(token)
    expect(standing.map((block) => block.name)).toEqual(files.map((file) => file.name))
    expect(standing.map((block) => block.kind)).toEqual(
      files.map((file) => (file.name.endsWith('.png') ? 'image' : 'file')),
    )

    // As a reader of the document: opens it from the page, reads it, and downloads its files.
    const opening = context.waitForEvent('page')
    await page
      .getByRole('link', { name: /打开文档|Open the document/ })
      .first()
      .click()
    const reader = await opening
    await expect(reader.getByRole('img', { name: '现场照片 1.png' })).toBeVisible()
    for (const file of files) {
      const isImage = file.name.endsWith('.png')
      const element = isImage
        ? reader.getByRole('img', { name: file.name, exact: true })
        : reader.getByRole('link', { name: new RegExp(file.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) })
      const address = await element.getAttribute(isImage ? 'src' : 'href')
      const downloaded = await reader.request.get(new URL(address ?? '', reader.url()).href)
      expect(sha256(await downloaded.body()), file.name).toBe(sha256(file.bytes))
    }
    await disk.remove()
  },
)

test('a recording plays in the document', wholeBrowser, async ({ uploader, page, context }) => {
  await uploader.begin('empty')
  await uploader.choose([{ name: '录屏.webm', bytes: await recording(page) }])
  await uploader.expectAllDone(1)

  const reader = await context.newPage()
  await reader.goto(uploader.linkOf('empty'))
  const player = reader.getByLabel('录屏.webm', { exact: true }).and(reader.locator('video'))
  await player.evaluate(async (video: HTMLVideoElement) => {
    video.muted = true
    await video.play()
  })
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0)
})
