import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { onDisk, png } from './files.ts'
import { dropOnPage } from './uploader-page.ts'

const picture = (name: string, seed: number) => ({ name, bytes: png(20, 20, seed) })

/** A drop of text, as it comes from another window. */
async function dropText(page: Page, items: readonly { readonly mimeType: string; readonly data: string }[]) {
  const client = await page.context().newCDPSession(page)
  const data = { items: items.map((item) => ({ ...item })), dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, x: 640, y: 360, data })
  }
  await client.detach()
}

test('what people drop: system files are left out, a package becomes a zip, what comes during a question follows it, pasted pictures have names', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')

  await test.step('a rotated selection and a folder are ordered by name, folders first', async () => {
    const names = ['4.png', '5.png', '6.png', '10.png', '1.png', '2.png', '3.png']
    const disk = await onDisk(names.map((name, at) => picture(name, at)))
    const inFolder = ['33.png', '20.png', '2.png', '1.png', '10/a.png'].map((name, at) =>
      picture(`相册/${name}`, at + 20),
    )
    const album = await onDisk(inFolder)
    await uploader.drop(disk.paths)
    await uploader.expectAllDone(7)
    await expect(uploader.page.getByText('这些文件按名称排列。')).toBeVisible()
    await uploader.drop([join(album.folder, '相册')])
    await uploader.expectAllDone(12)
    const standing = (await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)
    expect(standing.slice(0, 7)).toEqual(['1.png', '2.png', '3.png', '4.png', '5.png', '6.png', '10.png'])
    expect(standing.slice(7)).toEqual(['a.png', '1.png', '2.png', '20.png', '33.png'])
    await disk.remove()
    await album.remove()
  })

  await test.step('a package of macOS goes up as one zip', async () => {
    const disk = await onDisk([
      picture('演示.key/Data/图.png', 1),
      { name: '演示.key/Index.zip', bytes: Buffer.from('index') },
    ])
    await uploader.drop([join(disk.folder, '演示.key')])
    await page.getByRole('button', { name: '打成 .zip 放进去' }).click()
    await uploader.expectAllDone(13)
    const block = (await simulator.media(uploader.tokenOf('empty'))).at(-1)
    expect(block?.name).toBe('演示.key.zip')
    await expect(page.getByText('文件包')).toHaveCount(0)
    await disk.remove()
  })

  await test.step('what is dropped while a question is open follows it', async () => {
    const disk = await onDisk([picture('一.png', 1), picture('二.png', 2)])
    const [first = '', second = ''] = disk.paths
    await uploader.drop([first])
    await uploader.expectAllDone(14)
    await uploader.drop([first])
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await uploader.drop([second])
    await dialog.getByRole('button', { name: '跳过' }).click()
    await uploader.expectAllDone(15)
    const standing = (await simulator.media(uploader.tokenOf('empty'))).slice(13)
    expect(standing.map(({ name }) => name)).toEqual(['一.png', '二.png'])
    await disk.remove()
  })

  await test.step('pictures of one paste have names that differ', async () => {
    const pictures = [png(30, 30, 5), png(30, 30, 6)].map((bytes) => [...bytes])
    await page.evaluate((all) => {
      const data = new DataTransfer()
      for (const bytes of all) data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }))
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    }, pictures)
    await uploader.expectAllDone(17)
    const names = (await simulator.media(uploader.tokenOf('empty'))).slice(15).map(({ name }) => name)
    expect(new Set(names).size).toBe(2)
  })

  await test.step('system files are left out and can be added; what is no file of the folder loses nothing else', async () => {
    const files = [
      'a.png',
      '._a.png',
      '.DS_Store',
      '.picasa.ini',
      '__MACOSX/._b.png',
      '.git/HEAD',
      '~$报告.docx',
      'b.png',
    ]
    const disk = await onDisk(files.map((name, at) => picture(`资料/${name}`, at)))
    await symlink('/nowhere', join(disk.folder, '资料', '链接.png'))
    await uploader.change('product-review')
    await uploader.drop([join(disk.folder, '资料')])
    await uploader.expectAllDone(19)
    const left = page.getByText('6 个系统文件或临时文件没有放进来')
    await left.click()
    await expect(page.getByText('资料/._a.png')).toBeVisible()
    await page.getByRole('button', { name: '也放进来' }).click()
    await uploader.expectAllDone(25)
    expect(await simulator.media(uploader.tokenOf('product-review'))).toHaveLength(8)
    await disk.remove()
  })
})

test('before a document is chosen, the other order of files is one click away, a dropped link chooses it, and text gets a notice', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.signIn()

  await test.step('a dropped link chooses the document; text and a picture’s address get a notice', async () => {
    await dropText(page, [{ mimeType: 'text/plain', data: '会议纪要' }])
    await expect(page.getByText(/文字放不进来/)).toBeVisible()
    await dropText(page, [
      { mimeType: 'text/uri-list', data: 'https://example.com/a.png' },
      { mimeType: 'text/html', data: '<img src="https://example.com/a.png">' },
    ])
    await expect(page.getByText(/没有交来图片/)).toBeVisible()
    await dropText(page, [{ mimeType: 'text/uri-list', data: uploader.linkOf('empty') }])
    await expect(page.getByText('可以编辑')).toBeVisible()
  })

  await test.step('the other order is one click away while the document is not chosen', async () => {
    const disk = await onDisk(['封面.png', '3.png', '1.png', '2.png', '封底.png'].map((name, at) => picture(name, at)))
    await page.reload()
    await uploader.change()
    await uploader.drop(disk.paths)
    await page.getByRole('button', { name: '改为按名称排列' }).click()
    await expect(page.getByText('这些文件按名称排列。')).toBeVisible()
    await uploader.pickDocument(uploader.linkOf('product-review'))
    await uploader.expectAllDone(5)
    const standing = (await simulator.media(uploader.tokenOf('product-review'))).map(({ name }) => name)
    expect(standing.slice(0, 3)).toEqual(['1.png', '2.png', '3.png'])
    await disk.remove()
  })
})

test('a file dropped on the sign-in page waits for the sign-in', async ({ uploader, page, simulator }) => {
  const disk = await onDisk([picture('合同.png', 1)])
  await uploader.open()
  await expect(page.getByRole('link', { name: '用飞书登录' })).toBeVisible()
  await dropOnPage(page, disk.paths)
  await expect(page.getByText(/已收下 1 项/)).toBeVisible()
  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: '用飞书登录' }).click()
  await uploader.consent(undefined, await opening)
  await uploader.expectSignedIn()
  await expect(page.getByText(/已收到 1 个文件/)).toBeVisible()
  await uploader.pickDocument(uploader.linkOf('empty'))
  await uploader.expectAllDone(1)
  expect(await simulator.media(uploader.tokenOf('empty'))).toMatchObject([{ name: '合同.png' }])
  await disk.remove()
})
