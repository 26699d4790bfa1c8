import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { onDisk, png } from './files.ts'

const files = [
  { name: '相册/一.png', bytes: png(40, 40, 1) },
  { name: '相册/二.png', bytes: png(41, 40, 2) },
  { name: '相册/三.png', bytes: png(42, 40, 3) },
]

test('files dropped again are asked about: skipped, one by one, or kept beside', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('a folder dropped again asks once; skipping leaves the document as it is', async () => {
    const disk = await onDisk(files)
    await uploader.begin('empty')
    await uploader.drop([join(disk.folder, '相册')])
    await uploader.expectAllDone(3)
    await uploader.drop([join(disk.folder, '相册')])
    const dialog = page.getByRole('dialog', { name: '3 个文件重复了' })
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    await expect(dialog.getByRole('listitem').first()).toContainText('已放好')
    await dialog.getByRole('button', { name: '全部跳过' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(uploader.queue.getByRole('listitem')).toHaveCount(3)
    expect(await simulator.media(uploader.tokenOf('empty'))).toHaveLength(3)
    await disk.remove()
  })

  await test.step('file by file: the ticked one is added twice, new ones are added without a question', async () => {
    const disk = await onDisk([...files, { name: '新.png', bytes: png(43, 40, 4) }])
    await uploader.change('product-review')
    await uploader.drop(disk.paths.slice(0, 3))
    await uploader.expectAllDone(6)
    await uploader.drop(disk.paths)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: /^二\.png/ }).check()
    await dialog.getByRole('button', { name: '再放 1 份，其余跳过' }).click()
    await uploader.expectAllDone(8)
    const standing = await simulator.media(uploader.tokenOf('product-review'))
    expect(standing.map((block) => block.name).sort()).toEqual(
      ['一.png', '三.png', '二.png', '二.png', '新.png'].sort(),
    )
    await disk.remove()
  })

  await test.step('keeping both is one click for a single file, and Escape adds nothing and gives the focus back', async () => {
    const disk = await onDisk([{ name: '合同.pdf', bytes: Buffer.from('合同') }])
    await uploader.drop(disk.paths)
    await uploader.expectAllDone(9)
    const chooseFiles = page.getByRole('button', { name: '选择文件', exact: true })
    await chooseFiles.focus()
    await uploader.drop(disk.paths)
    const dialog = page.getByRole('dialog', { name: '这个文件已经有一份了' })
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(chooseFiles).toBeFocused()
    await expect(uploader.queue.getByRole('listitem')).toHaveCount(9)

    await uploader.drop(disk.paths)
    await dialog.getByRole('button', { name: '再放一份' }).click()
    await uploader.expectAllDone(10)
    expect((await simulator.mediaNames(uploader.tokenOf('product-review'))).slice(-2)).toEqual(['合同.pdf', '合同.pdf'])
    await disk.remove()
  })
})
