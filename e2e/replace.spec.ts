import { namesIn, type BaseContent, type StandingFile } from './contents.ts'
import { expect, test } from './fixtures.ts'
import { onDisk, png } from './files.ts'

test('what somebody else wrote or moved meanwhile stays, and a file whose place is gone is added, with a word why', async ({
  uploader,
  page,
  simulator,
}) => {
  const first = await onDisk([
    { name: 'a.png', bytes: png(40, 40, 1) },
    { name: 'b.png', bytes: png(41, 40, 2) },
  ])
  const second = await onDisk([
    { name: 'a.png', bytes: png(60, 50, 3) },
    { name: 'b.png', bytes: png(61, 50, 4) },
  ])
  await uploader.begin('empty')
  await uploader.drop(first.paths)
  await uploader.expectAllDone(2)
  const token = uploader.tokenOf('empty')
  const [a, b] = await simulator.media(token)
  await simulator.edit(token, [
    { kind: 'remove-block', block: a!.blockId },
    { kind: 'insert-paragraph', index: 0, text: '同事写的' },
    { kind: 'move-block', block: b!.blockId, index: 0 },
  ])
  await uploader.drop(second.paths)
  await page.getByRole('button', { name: '替换原来的 2 个' }).click()
  const shown = async () => (await simulator.blocks(token)).map(({ text, name, width }) => text ?? `${name} ${width}`)
  await expect.poll(shown).toEqual(['b.png 61', '同事写的', 'a.png 60'])
  await expect(uploader.queue.getByText('原来的文件已不在那里，所以另外放了这一份')).toHaveCount(1)
  expect((await simulator.media(token))[0]?.blockId).toBe(b!.blockId)
  await Promise.all([first.remove(), second.remove()])
})

test('newer files of known names take the place of the earlier ones in their blocks, or stand beside them, or are left out', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('left out, the document stays as it is; added beside, both stand', async () => {
    const first = await onDisk([{ name: '合同.pdf', bytes: Buffer.from('第一版') }])
    const second = await onDisk([{ name: '合同.pdf', bytes: Buffer.from('第二版，长一些') }])
    await uploader.begin('empty')
    await uploader.drop(first.paths)
    await uploader.expectAllDone(1)
    const token = uploader.tokenOf('empty')
    const dialog = page.getByRole('dialog', { name: '已有一个同名文件' })
    await uploader.drop(second.paths)
    await dialog.getByRole('button', { name: '跳过' }).click()
    await expect(dialog).toHaveCount(0)
    expect(await simulator.mediaNames(token)).toEqual(['合同.pdf'])
    await uploader.drop(second.paths)
    await dialog.getByRole('button', { name: '再放一份' }).click()
    await uploader.expectAllDone(2)
    expect((await simulator.media(token)).map(({ sizeBytes }) => sizeBytes)).toEqual([9, 21])
    await Promise.all([first.remove(), second.remove()])
  })

  await test.step('a newer file of the same name takes the place of the earlier one, in its block', async () => {
    const [first, second] = await Promise.all([
      onDisk([
        { name: '图.png', bytes: png(40, 40, 1) },
        { name: '合同.pdf', bytes: Buffer.from('第一版') },
        { name: '末.png', bytes: png(42, 40, 3) },
      ]),
      onDisk([
        { name: '图.png', bytes: png(60, 50, 4) },
        { name: '合同.pdf', bytes: Buffer.from('第二版，长一些') },
      ]),
    ])
    await uploader.change('product-review')
    await uploader.drop(first.paths)
    await uploader.expectAllDone(5)
    const token = uploader.tokenOf('product-review')
    const before = await simulator.media(token)

    await uploader.drop(second.paths)
    const dialog = page.getByRole('dialog', { name: '2 个文件已有同名的' })
    await expect(dialog.getByRole('listitem')).toHaveCount(2)
    await dialog.getByRole('button', { name: '替换原来的 2 个' }).click()
    await expect(dialog).toHaveCount(0)
    const kept = async () =>
      (await simulator.media(token)).filter(({ token: media }) => before.some((block) => block.token === media))
    await expect.poll(async () => (await kept()).map(({ name }) => name)).toEqual(['末.png'])
    await uploader.expectAllDone(5)
    const after = await simulator.media(token)
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
    expect(after.map(({ blockId }) => blockId)).toEqual(before.map(({ blockId }) => blockId))
    expect(after.find(({ name }) => name === '图.png')).toMatchObject({ width: 60, height: 50 })
    await Promise.all([first.remove(), second.remove()])
  })
})

test('attachments of a record are replaced in their places in its cell, and those of others stay where they are', async ({
  uploader,
  page,
  simulator,
}) => {
  const [recordId, field, tableId] = ['recSimTask00001', '附件', 'tblSimTasks00001']
  const first = await onDisk(['a.pdf', 'b.pdf'].map((name) => ({ name, bytes: Buffer.from(name) })))
  const second = await onDisk(['a.pdf', 'b.pdf'].map((name) => ({ name, bytes: Buffer.from(`${name}，第二版`) })))
  const token = uploader.tokenOf('base')
  const cell = async () => {
    const { tables } = await simulator.inspect<BaseContent>(token)
    const found = tables.flatMap(({ records }) => records).find((record) => record.recordId === recordId)
    return (found?.fields[field] ?? []) as readonly StandingFile[]
  }
  const [there] = namesIn(await cell())
  await uploader.signIn()
  await uploader.pickDocument(uploader.linkOf('base'))
  await page.getByRole('radio', { name: '同一条记录' }).check()
  const records = page.getByLabel('记录', { exact: true })
  await expect(records.locator(`option[value="${recordId}"]`)).toBeAttached()
  await records.selectOption(recordId)
  await uploader.drop(first.paths)
  await uploader.expectAllDone(2)
  await simulator.edit(token, [{ kind: 'attach', tableId, recordId, field, fileName: '同事的附件.pdf' }])
  const before = await cell()
  expect(namesIn(before)).toEqual([there, 'a.pdf', 'b.pdf', '同事的附件.pdf'])

  await uploader.drop(second.paths)
  await page.getByRole('button', { name: '替换原来的 2 个' }).click()
  const changed = async () => {
    const now = await cell()
    return before.map(({ sha256 }, at) => now[at]?.sha256 !== sha256)
  }
  await expect.poll(changed).toEqual([false, true, true, false])
  await uploader.expectAllDone(2)
  expect(namesIn(await cell())).toEqual([there, 'a.pdf', 'b.pdf', '同事的附件.pdf'])
  await Promise.all([first.remove(), second.remove()])
})

test('after a reload, a newer file takes the place of the one that the history knows; the same one is told as added before', async ({
  uploader,
  page,
  simulator,
}) => {
  const first = await onDisk([
    { name: 'a.png', bytes: png(40, 40, 1) },
    { name: 'b.pdf', bytes: Buffer.from('第一版') },
  ])
  const second = await onDisk([{ name: 'b.pdf', bytes: Buffer.from('第二版，长一些') }])
  await uploader.begin('empty')
  await uploader.drop(first.paths)
  await uploader.expectAllDone(2)
  const token = uploader.tokenOf('empty')
  const before = await simulator.media(token)
  await page.reload()
  await expect(page.getByText('可以编辑', { exact: true })).toBeVisible()
  await expect(uploader.queue).toBeHidden()

  await uploader.drop(second.paths)
  const known = page.getByRole('dialog', { name: '这个文件以前放过' })
  await expect(known.getByRole('listitem')).toContainText('大小不同')
  await known.getByRole('button', { name: '替换原来的' }).click()
  await uploader.expectAllDone(1)
  const after = await simulator.media(token)
  expect(after.map(({ blockId }) => blockId)).toEqual(before.map(({ blockId }) => blockId))
  expect(after.map(({ sizeBytes }) => sizeBytes)).toEqual([before[0]?.sizeBytes, 21])

  await uploader.drop(first.paths.slice(0, 1))
  await expect(known.getByRole('listitem')).toContainText('大小和修改时间相同')
  await known.getByRole('button', { name: '跳过' }).click()
  expect(await simulator.mediaNames(token)).toEqual(['a.png', 'b.pdf'])
  await Promise.all([first.remove(), second.remove()])
})
