import { expect, test } from 'vitest'
import type { Job } from '../../../engine/job/job.ts'
import { failureOf, fileNamed, listedNamed, jobAt } from '../../testing/jobs.ts'
import { en } from '../../i18n/problems/en.ts'
import { chinese, english } from '../../testing/languages.ts'
import { failedReport } from './failed-report.ts'

function failedFile(name: string, path = name): Job {
  const failure = failureOf('1061004', { code: 1061004, msg: 'forbidden.', logId: '2026LOG' })
  return jobAt('a', { at: 'failed', failure, leftover: null, kept: null }, fileNamed(name, 1234, path))
}

const lines = (text: string) => text.replace('\uFEFF', '').split('\r\n')

test('the report opens as a table in Excel: marked as UTF-8, lines ended as spreadsheets do', async () => {
  const report = await failedReport([failedFile('合同.pdf', '一月/合同.pdf')], chinese)
  expect(report.startsWith('\uFEFF"文件","路径"')).toBe(true)
  expect(lines(report)).toHaveLength(3)
  expect(lines(report)[1]).toMatch(
    /^"合同\.pdf","一月\/合同\.pdf","1234","产品需求评审","https:.*"1061004","forbidden\.","2026LOG"$/,
  )
})

test('each row says what to do and who can do it', async () => {
  const [, row] = lines(await failedReport([failedFile('a.pdf')], english))
  expect(row).toContain(en('Feishu')['1061004'].remedy.replaceAll('"', '""'))
  expect(row).toContain('Document owner')
})

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '＝1'])(
  'C19 a name that a spreadsheet would take for a formula stays a name: %j',
  async (name) => {
    const [, row] = (await failedReport([failedFile(name)], english)).split('\r\n"')
    expect(`"${row ?? ''}`.startsWith(`"'${name.replaceAll('"', '""')}",`)).toBe(true)
  },
)

test.each([
  ['\t=1', '⟨U+0009⟩=1'],
  ['invoice\u202Egnp.exe', 'invoice⟨U+202E⟩gnp.exe'],
  [' =1', "'␣=1"],
])('what is hidden in a name is shown in the table, where it can be no formula: %j', async (name, shown) => {
  expect(await failedReport([failedFile(name)], english)).toContain(`\r\n"${shown}",`)
})

test('quotes, commas and line ends inside a name do not break the table', async () => {
  const report = await failedReport([failedFile('a "b", c\n.pdf')], english)
  expect(report).toContain('"a ""b"", c⟨U+000A⟩.pdf","a ""b"", c⟨U+000A⟩.pdf",')
})

test('what has not failed is left out, and a size nobody knows stays empty', async () => {
  const report = await failedReport(
    [jobAt('b', { at: 'waiting' }), { ...failedFile('a.pdf'), file: listedNamed('a.pdf') }],
    english,
  )
  expect(lines(report)).toHaveLength(3)
  expect(lines(report)[1]).toMatch(/^"a\.pdf","a\.pdf","",/)
})
