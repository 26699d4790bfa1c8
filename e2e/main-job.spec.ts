import { expect, test } from './fixtures.ts'
import { mixedFiles, onDisk, sha256 } from './files.ts'

test('thirty mixed files are dropped and stand in the document, in order, byte for byte', async ({
  uploader,
  page,
  simulator,
  context,
}) => {
  test.setTimeout(120_000)
  const files = mixedFiles(30)
  const disk = await onDisk(files)
  const token = uploader.tokenOf('product-review')

  await uploader.begin('product-review')
  await uploader.drop(disk.paths)
  await expect(uploader.queue.getByRole('progressbar').first()).toBeVisible()
  await uploader.expectAllDone(30, 90_000)

  const standing = await simulator.media(token)
  expect(standing.map((block) => block.name)).toEqual(files.map((file) => file.name))
  expect(standing.map((block) => block.kind)).toEqual(
    files.map((file) => (file.name.endsWith('.png') ? 'image' : 'file')),
  )

  // As a reader of the document: open it from the page, look, and download what stands there.
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
})
