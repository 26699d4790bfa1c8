import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

const rules = { brand: 'feishu' } as const
const folder = 'https://example.feishu.cn/drive/folder/FolderToken0000000000000001'
const read = (...args: string[]) => readCommandLine(args, rules, ['U1', 'U31'])

test('links are read as people copy them, those of a wiki too', () => {
  const reading = read(
    '--folder',
    folder,
    '--base',
    'https://example.feishu.cn/wiki/WikiToken000000000000000001',
    '--only',
    'U31, U1',
  )
  expect(reading).toMatchObject({
    ok: true,
    commandLine: {
      against: 'feishu',
      folder: { token: 'FolderToken0000000000000001', isWikiPage: false },
      base: { token: 'WikiToken000000000000000001', isWikiPage: true },
      document: null,
      only: ['U31', 'U1'],
      yes: false,
      report: 'verify-report.json',
    },
  })
})

test('everything that is wrong is said at once', () => {
  const reading = read('--folder', 'https://example.com/a', '--sheet', folder, '--only', 'U31,U99', '--against', 'lark')
  expect(reading).toEqual({
    ok: false,
    errors: [
      '--only names U99, which is no question',
      '--against is feishu or simulator',
      "--folder is no link of a folder: copy it from the browser's address bar",
      "--sheet is no link of a sheet: copy it from the browser's address bar",
    ],
  })
})

test('without a place to write into it does not begin', () => {
  expect(read()).toMatchObject({ ok: false, errors: [expect.stringContaining('--folder')] })
  expect(read('--folder', 'root')).toMatchObject({ ok: true, commandLine: { folder: 'root' } })
  expect(read('--against', 'simulator')).toMatchObject({ ok: true })
  expect(read('--help')).toMatchObject({ ok: true, commandLine: { isHelp: true } })
})

test('an unknown option is named', () => {
  expect(read('--foldr', folder)).toMatchObject({ ok: false, errors: [expect.stringContaining('--foldr')] })
})
