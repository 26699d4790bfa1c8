import { expect, test } from './fixtures.ts'
import { noise, onDisk, sha256 } from './files.ts'

test('after a reload a row takes its own file again, and another one only when asked to', async ({
  uploader,
  page,
  simulator,
}) => {
  // Too large for the browser to keep a copy of.
  const [first, second] = [
    { name: '一.bin', bytes: noise(9_000_000, 'first') },
    { name: '二.bin', bytes: noise(9_100_000, 'second') },
  ]
  const disk = await onDisk([first, second])
  const chooseAs = async (button: string, path: string | string[]) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: button, exact: true }).click()
    await (await chooser).setFiles(path)
  }
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await chooseAs('选择文件', disk.paths)
  await expect(uploader.row(second.name)).toBeVisible()
  await page.reload()
  await simulator.endFaults()

  await page.getByRole('radio', { name: '缺少文件 2' }).check()
  await chooseAs(`为 ${first.name} 选择文件`, disk.paths[1] ?? '')
  await expect(uploader.row(first.name)).toContainText('“二.bin”和原来的文件不一样：名称不同')
  await chooseAs(`为 ${first.name} 选择文件`, disk.paths[0] ?? '')
  await expect(uploader.row(first.name)).toHaveCount(0)
  // Its row is gone from this filter; the keyboard goes on with the next.
  await expect(uploader.row(second.name)).toBeFocused()

  const replacement = await onDisk([{ name: '另一个.bin', bytes: noise(5000, 'other') }])
  await chooseAs(`为 ${second.name} 选择文件`, replacement.paths)
  await uploader.row(second.name).getByRole('button', { name: '改用这个文件' }).click()
  await page.getByRole('radio', { name: /^全部/ }).check()
  await uploader.expectDone(first.name)
  await uploader.expectDone('另一个.bin')
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map((block) => [block.name, block.bound])).toEqual([
    ['一.bin', true],
    ['另一个.bin', true],
  ])
  expect(standing[0]?.sha256).toBe(sha256(first.bytes))
  await disk.remove()
  await replacement.remove()
})
