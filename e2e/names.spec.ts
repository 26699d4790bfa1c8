import { expect, test } from './fixtures.ts'
import { png } from './files.ts'

const awkward = [
  '季度总结（终稿）.png',
  'with spaces  and two.png',
  '🎉🎊 party 👩‍👩‍👧.png',
  `it's "quoted".png`,
  'semi;colon=&amp%20.png',
  '<b>not bold</b>.png',
  '..dots.png',
]

test('names of every kind arrive in the document letter by letter', async ({ uploader, simulator }) => {
  const longest = `${'长'.repeat(246)}.png`
  // A Linux folder takes 255 bytes a name, so the long one goes in by memory, as a browser hands it over.
  const names = [...awkward, longest]
  await uploader.begin('empty')
  await uploader.chooseInMemory(names.map((name, index) => ({ name, bytes: png(8, 8, index) })))
  await uploader.expectAllDone(names.length)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map((block) => block.name)).toEqual(names)
})

test('a name of 251 characters is refused before any byte leaves, and goes after renaming', async ({
  uploader,
  page,
  simulator,
}) => {
  const tooLong = `${'长'.repeat(247)}.png`
  await uploader.begin('empty')
  await uploader.chooseInMemory([{ name: tooLong, bytes: png(8, 8, 1) }])
  await expect(uploader.row(tooLong)).toContainText('250')
  expect((await simulator.counters())['uploadAll']?.calls ?? 0).toBe(0)

  await uploader
    .row(tooLong)
    .getByRole('button', { name: /重命名/ })
    .click()
  const field = page.getByRole('textbox', { name: /新名称|文件名/ })
  await field.fill('短.png')
  await field.press('Enter')
  await uploader.expectDone('短.png')
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.map((block) => block.name)).toEqual(['短.png'])
})
