import { expect, test } from './fixtures.ts'
import { png } from './files.ts'
import { countStored } from './kept.ts'

const prototypeWords = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  '__defineGetter__',
  '__lookupSetter__',
  'toLocaleString',
]
const deviceNames = ['CON', 'PRN', 'AUX', 'NUL', 'COM1', 'LPT9', 'con.txt', 'aux.h', 'nul.png']
const signs = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter((sign) => sign !== '\0')
const directions = ['\u202e', '\u202d', '\u200f', '\u2066', '\u2069', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u2028']

/** Three hundred names of kinds that have broken software. */
const hostile = [
  ...prototypeWords,
  ...prototypeWords.map((word) => `x.${word}`),
  ...prototypeWords.map((word) => `${word}.png`),
  ...deviceNames,
  ...signs.filter((sign) => sign !== '/').map((sign) => `a${sign}b.txt`),
  ...directions.map((sign) => `invoice${sign}gnp.exe`),
  ...directions,
  ...[
    '.',
    '..',
    '...',
    '....',
    '. .',
    ' ',
    '  x  ',
    '-',
    '--',
    '-rf',
    '--help.txt',
    '~',
    '~.png',
    '.png',
    '.gitignore',
    'x.',
  ],
  '😀'.repeat(62),
  `${'👩‍👩‍👧‍👦'.repeat(9)}.png`,
  'é'.normalize('NFD').repeat(80),
  '"><img src=x onerror=alert(1)>.png',
  "'; DROP TABLE files; --",
  '${7*7}{{7*7}}',
  '%00%2e%2e%2f.txt',
  'C:\\Windows\\system32.dll',
  ...Array.from(
    { length: 200 },
    (_, at) => `${at}.${prototypeWords[at % prototypeWords.length] ?? ''}.${String.fromCodePoint(0x1f600 + (at % 60))}`,
  ),
].slice(0, 300)

/** Pictures and other files, small ones: it is about their names. */
const files = hostile.map((name, at) => ({
  name,
  bytes: name.endsWith('.png') || at % 4 === 0 ? png(8, 8, at) : Buffer.from(`file ${at}`),
}))

test('three hundred hostile names at once do not break the page: each file arrives in the document, or is reported, also after a reload', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  await simulator.faults([
    { route: 'uploadAll', fileName: hostile[0] ?? '', times: 'always', fault: { kind: 'code', code: 1061113 } },
    { route: 'uploadAll', skip: 4, times: 'always', fault: { kind: 'hold' } },
  ])
  await uploader.chooseInMemory(files)
  await expect(uploader.headline(/^已完成 \d+ \/ \d+$/)).toBeVisible()
  // Copying rests two thirds of the time, which is long where the machine is slow.
  await expect
    .poll(async () => (await countStored(page, 'copies')) + (await uploader.doneSoFar()), { timeout: 120_000 })
    .toBeGreaterThanOrEqual(hostile.length)
  await page.reload()
  await expect(uploader.headline(/^已完成 \d+ \/ \d+$/)).toBeVisible()
  expect(await uploader.missingFiles()).toBe(0)
  await simulator.endFaults()
  await uploader.expectEnded(300_000)
  await expect(page.getByRole('heading', { name: '上传队列', includeHidden: true })).toBeAttached()

  const standing = (await simulator.media(uploader.tokenOf('empty'))).filter(({ bound }) => bound)
  await page.getByRole('radio', { name: /^失败/ }).check()
  const failed = Number(/\d+/.exec(await page.getByRole('radio', { name: /^失败/ }).locator('..').innerText())?.[0])
  expect(standing.length + failed).toBe(hostile.length)
  expect(failed).toBeLessThan(hostile.length / 10)
})
