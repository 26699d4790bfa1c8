import { expect, test } from './fixtures.ts'

test('waiting files are renamed by a pattern, and one by hand; they stand in the document under these names, in order', async ({
  uploader,
  page,
  simulator,
}) => {
  const names = Array.from({ length: 6 }, (_, at) => `IMG_${at + 1}.txt`)
  await uploader.begin('empty')
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'delay', delayMs: 1_000 } }])
  await uploader.chooseInMemory(names.map((name) => ({ name, bytes: Buffer.from(name) })))
  await page.getByRole('button', { name: '全部暂停' }).click()
  await page.getByRole('button', { name: '调整顺序' }).click()
  const waiting = await page.getByRole('button', { name: /^重命名 IMG_/ }).count()
  expect(waiting).toBeGreaterThan(1)

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

  await simulator.endFaults()
  await page.getByRole('button', { name: '全部继续' }).click()
  await uploader.expectAllDone(names.length)
  const begun = names.slice(0, names.length - waiting)
  const renamed = Array.from({ length: waiting - 1 }, (_, at) => `现场-${at + 1}.txt`)
  const standing = (await simulator.media(uploader.tokenOf('empty'))).map(({ name }) => name)
  expect(standing).toEqual([...begun, ...renamed, '最后一份.txt'])
})
