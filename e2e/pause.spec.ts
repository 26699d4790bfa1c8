import { expect, test } from './fixtures.ts'
import { mixedFiles, noise, onDisk, sha256 } from './files.ts'

test('a paused queue makes no calls, and goes on in order when it is resumed', async ({
  uploader,
  page,
  simulator,
}) => {
  const files = mixedFiles(16)
  // No more arrive until the button is found, however slow the machine.
  await simulator.faults([{ route: 'uploadAll', skip: 2, times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  await page.getByRole('button', { name: '全部暂停' }).click()
  await expect(uploader.row(files.at(-1)?.name ?? '')).toContainText('已暂停')
  await simulator.endFaults()
  const paused = uploader.queue.getByText('已暂停', { exact: true })
  await expect(page.getByText(/正在暂停/)).toHaveCount(0)
  const count = await paused.count()
  expect(count).toBeGreaterThan(3)

  await page.getByRole('button', { name: '全部继续' }).click()
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
})

test('a large file paused half-way goes on with the parts that are missing, and no other', async ({
  uploader,
  page,
  simulator,
}) => {
  const file = { name: '大文件.bin', bytes: noise(25_000_000, 'paused') }
  const disk = await onDisk([file])
  await uploader.begin('empty')
  await simulator.faults([{ route: 'uploadPart', skip: 2, times: 'always', fault: { kind: 'hold' } }])
  await uploader.drop(disk.paths)
  await expect(uploader.row(file.name)).toContainText(/飞书已确认 [1-9]/)
  await page.getByRole('button', { name: `暂停 ${file.name}` }).click()
  await simulator.endFaults()
  await expect(uploader.row(file.name).getByText('已暂停', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: `继续 ${file.name}` }).click()
  await uploader.expectAllDone(1)

  const [block] = await simulator.media(uploader.tokenOf('empty'))
  expect(block?.sha256).toBe(sha256(file.bytes))
  const { uploadPart, uploadPrepare } = await simulator.counters()
  expect(uploadPrepare?.calls).toBe(1)
  const refused = Object.values(uploadPart?.refusals ?? {}).reduce((sum, each) => sum + each, 0)
  expect((uploadPart?.calls ?? 0) - refused).toBe(Math.ceil(file.bytes.length / 4_194_304))
  await disk.remove()
})
