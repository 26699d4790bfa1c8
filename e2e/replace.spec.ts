import { expect, test } from './fixtures.ts'
import { onDisk, png } from './files.ts'

test('a newer file of the same name takes the place of the earlier one, in its block', async ({
  uploader,
  page,
  simulator,
}) => {
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
  await uploader.begin('empty')
  await uploader.drop(first.paths)
  await uploader.expectAllDone(3)
  const token = uploader.tokenOf('empty')
  const before = await simulator.media(token)

  await uploader.drop(second.paths)
  const dialog = page.getByRole('dialog', { name: '2 个文件已有同名的' })
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await dialog.getByRole('button', { name: '替换原来的 2 个' }).click()
  await expect(dialog).toHaveCount(0)
  const kept = async () =>
    (await simulator.media(token)).filter(({ token: media }) => before.some((block) => block.token === media))
  await expect.poll(async () => (await kept()).map(({ name }) => name)).toEqual(['末.png'])
  await uploader.expectAllDone(3)
  const after = await simulator.media(token)
  expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
  expect(after.map(({ blockId }) => blockId)).toEqual(before.map(({ blockId }) => blockId))
  expect(after.find(({ name }) => name === '图.png')).toMatchObject({ width: 60, height: 50 })
  await Promise.all([first.remove(), second.remove()])
})
