import { expect, test } from './fixtures.ts'

test('waiting files are renamed by a pattern, and one by hand; they are in the document under these names, in order', async ({
  uploader,
  page,
  simulator,
}) => {
  const names = Array.from({ length: 6 }, (_, at) => `IMG_${at + 1}.txt`)
  await uploader.begin('empty')
  // A document takes one edit after the other: while the first file waits for its block, the others can still be renamed.
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'hold' } }])
  await uploader.chooseInMemory([{ name: '先到的.txt', bytes: Buffer.from('x') }])
  await expect.poll(async () => (await simulator.counters())['createBlocks']?.calls).toBe(1)
  await uploader.chooseInMemory(names.map((name) => ({ name, bytes: Buffer.from(name) })))
  await page.getByRole('button', { name: '全部暂停' }).click()
  await page.getByRole('button', { name: '调整顺序' }).click()
  const waiting = names.length
  await expect(page.getByRole('button', { name: /^重命名 IMG_/ })).toHaveCount(waiting)

  await page.getByRole('button', { name: '重命名…', exact: true }).last().click()
  const dialog = page.getByRole('dialog', { name: `重命名 ${waiting} 个文件` })
  await expect(dialog.getByLabel('新名称')).toBeFocused()
  await dialog.getByLabel('新名称').fill('现场-')
  await dialog.getByRole('button', { name: '序号' }).click()
  await expect(dialog.getByRole('list', { name: '改名预览' })).toContainText('现场-1.txt')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`已改 ${waiting} 个名称`)).toBeVisible()

  await page.getByRole('button', { name: `重命名 现场-${waiting}.txt` }).click()
  const one = page.getByRole('dialog', { name: '重命名' })
  await one.getByLabel('新名称').fill('最后一份')
  await page.keyboard.press('Enter')
  await expect(uploader.row('最后一份.txt')).toBeVisible()

  await page.getByRole('button', { name: '全部继续' }).click()
  await simulator.endFaults()
  await uploader.expectAllDone(1 + waiting)
  const renamed = Array.from({ length: waiting - 1 }, (_, at) => `现场-${at + 1}.txt`)
  const standing = (await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)
  expect(standing).toEqual(['先到的.txt', ...renamed, '最后一份.txt'])
})
