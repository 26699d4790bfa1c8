import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { mixedFiles, noise, onDisk, png, sha256 } from './files.ts'

test('files of every origin arrive whole: twice where a person wants it, from folders, in parts, pasted; an empty one says so', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')

  await test.step('the same file in two drops is added twice where a person wants it', async () => {
    const file = { name: '同一张.png', bytes: png(40, 40, 7) }
    await uploader.choose([file])
    await uploader.expectDone(file.name)
    await uploader.choose([file])
    await page.getByRole('button', { name: '再放一份' }).click()
    await uploader.expectAllDone(2)
    const standing = await simulator.media(uploader.tokenOf('empty'))
    expect(standing.map((block) => block.sha256)).toEqual([sha256(file.bytes), sha256(file.bytes)])
  })

  await test.step('a dropped folder goes in with all its sub-folders; same names in different folders are different files', async () => {
    const files = [
      { name: '照片/a.png', bytes: png(20, 20, 1) },
      { name: '照片/第二天/a.png', bytes: png(20, 20, 2) },
      { name: '照片/第二天/说明.txt', bytes: Buffer.from('第二天') },
      { name: '照片/.DS_Store', bytes: Buffer.from('x') },
    ]
    const disk = await onDisk(files)
    await uploader.drop([join(disk.folder, '照片')])
    await uploader.expectAllDone(5)
    const standing = (await simulator.media(uploader.tokenOf('empty'))).slice(2)
    expect(standing.map((block) => block.sha256).sort()).toEqual(
      files
        .slice(0, 3)
        .map((file) => sha256(file.bytes))
        .sort(),
    )
    await disk.remove()
  })

  await test.step('a screenshot is pasted', async () => {
    await page.evaluate(
      (bytes) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }))
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
      },
      [...png(30, 30, 5)],
    )
    await uploader.expectAllDone(6)
    const block = (await simulator.media(uploader.tokenOf('empty'))).at(-1)
    expect(block?.name).toMatch(/^截图 .*\.png$/)
  })

  await test.step('a file above 20 MB goes in parts and arrives whole', async () => {
    const file = { name: '大文件.bin', bytes: noise(25_000_000, 'large') }
    const disk = await onDisk([file])
    await uploader.drop(disk.paths)
    await uploader.expectAllDone(7)
    const block = (await simulator.media(uploader.tokenOf('empty'))).at(-1)
    expect(block?.sha256).toBe(sha256(file.bytes))
    const counters = await simulator.counters()
    expect(counters['uploadPart']?.calls).toBeGreaterThanOrEqual(6)
    await disk.remove()
  })

  await test.step('an empty file says so and leaves the others alone', async () => {
    await uploader.choose([
      { name: '空.txt', bytes: Buffer.alloc(0) },
      { name: '满.txt', bytes: Buffer.from('内容') },
    ])
    await uploader.expectDone('满.txt')
    await expect(uploader.row('空.txt')).toContainText('空')
    expect((await simulator.mediaNames(uploader.tokenOf('empty'))).slice(7)).toEqual(['满.txt'])
  })
})

test('a file deleted from the disk after the drop, and one that changed, say so, are not retried for ever, and leave no empty block', async ({
  uploader,
  simulator,
}) => {
  const files = mixedFiles(12)
  const disk = await onDisk(files)
  const [changed = '', deleted = ''] = files.slice(-2).map(({ name }) => name)
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.drop(disk.paths)
  await expect(uploader.row(files[0]?.name ?? '')).toBeVisible()
  await rm(join(disk.folder, deleted))
  await writeFile(join(disk.folder, changed), noise(999, 'other'))
  await simulator.endFaults()
  await expect(uploader.row(deleted)).toContainText(/读取|打开|找不到/)
  await expect(uploader.row(changed)).toContainText(/变|改|读取/)
  await expect
    .poll(() => simulator.mediaNames(uploader.tokenOf('empty')))
    .toEqual(files.slice(0, -2).map((file) => file.name))
  await disk.remove()
})
