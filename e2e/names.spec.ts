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

test('names of every kind arrive in the document letter by letter; one too long goes after renaming', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('a name of 251 characters is refused before any byte leaves, and goes after renaming', async () => {
    const tooLong = `${'长'.repeat(247)}.png`
    await uploader.begin('empty')
    await uploader.chooseInMemory([{ name: tooLong, bytes: png(8, 8, 1) }])
    await expect(await uploader.why(tooLong)).toContainText('250')
    expect((await simulator.counters())['uploadAll']?.calls ?? 0).toBe(0)

    await uploader
      .row(tooLong)
      .getByRole('button', { name: /重命名/ })
      .click()
    const field = page.getByRole('textbox', { name: /新名称|文件名/ })
    await field.fill('短.png')
    await field.press('Enter')
    await uploader.expectDone('短.png')
    expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(['短.png'])
  })

  await test.step('letter by letter', async () => {
    const longest = `${'长'.repeat(246)}.png`
    // A Linux folder takes 255 bytes a name, so the long one goes in by memory, as a browser hands it over.
    const names = [...awkward, longest]
    await uploader.chooseInMemory(names.map((name, index) => ({ name, bytes: png(8, 8, index) })))
    await uploader.expectAllDone(names.length + 1)
    expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(['短.png', ...names])
  })
})

const hidden = [
  ['invoice\u202Egnp.exe', 'invoice⟨U+202E⟩gnp.exe', 'invoicegnp.exe'],
  ['pay\u200Bpal.pdf', 'pay⟨U+200B⟩pal.pdf', 'paypal.pdf'],
  ['a\nb\tc.txt', 'a⟨U+000A⟩b⟨U+0009⟩c.txt', 'a b c.txt'],
  ['report.pdf        .exe', 'report.pdf␣␣␣␣␣␣␣␣.exe', 'report.pdf .exe'],
  [' spaced.txt', '␣spaced.txt', 'spaced.txt'],
  ['תמונה gnp.exe', 'תמונה gnp.exe', null],
  ['no\u00A0break.txt', 'no␣break.txt', null],
] as const

test('what is hidden in a name is shown, its extension comes last, and a clean name is one click away', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  // No call gets through while the names are checked.
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'code', code: 99991401 } }])
  await uploader.chooseInMemory([{ name: 'first.png', bytes: png(8, 8, 99) }])
  await expect(uploader.row('first.png')).toContainText('已停住')
  await uploader.chooseInMemory(hidden.map(([name], index) => ({ name, bytes: png(8, 8, index) })))
  for (const [, shown, clean] of hidden) {
    const row = uploader.row(shown)
    await expect(row).toBeVisible()
    await expect(row.getByRole('button', { name: `取消 ${shown}`, exact: true })).toBeVisible()
    const rename = row.getByRole('button', { name: /^改名为/ })
    if (clean === null) await expect(rename).toHaveCount(0)
    else await expect(rename).toHaveText(`改名为“${clean}”`)
  }
  // The extension is shown last, whatever the direction of the letters before it.
  const endsLast = await uploader.row('תמונה gnp.exe').evaluate((row) => {
    const name = row.querySelector('p')
    const text = document.createTreeWalker(name ?? row, NodeFilter.SHOW_TEXT)
    const boxes: DOMRect[] = []
    for (let node = text.nextNode(); node; node = text.nextNode()) {
      const range = document.createRange()
      range.selectNodeContents(node)
      boxes.push(range.getBoundingClientRect())
    }
    const [ending] = boxes.slice(-1)
    return boxes.slice(0, -1).every((box) => ending !== undefined && box.right <= ending.left + 1)
  })
  expect(endsLast).toBe(true)

  const [, spoofed, clean] = hidden[0]
  await uploader
    .row(spoofed)
    .getByRole('button', { name: /^改名为/ })
    .click()
  await expect(uploader.row(clean)).toBeVisible()
  await simulator.endFaults()
  await page.getByRole('button', { name: '继续上传' }).click()
  await uploader.expectAllDone(hidden.length + 1)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  // A form's values have their line ends as two characters (HTML, multipart/form-data encoding).
  expect(standing.map((block) => block.name.replaceAll('\r\n', '\n'))).toEqual([
    'first.png',
    clean,
    ...hidden.slice(1).map(([name]) => name),
  ])
})
