import { expect, test } from 'vitest'
import type { Job } from '../../engine/job/job.ts'
import { en } from '../i18n/problems/en.ts'
import { lineOf } from '../queue/toolbar/queue-report.ts'
import { failureOf, fileNamed, fileToken, jobAt, listedNamed, spot } from '../testing/jobs.ts'
import { chinese, english } from '../testing/languages.ts'
import { reportCsv, reportJson } from './report.ts'

function failedFile(name: string, path = name): Job {
  const failure = failureOf('1061004', { code: 1061004, msg: 'forbidden.', logId: '2026LOG' })
  return jobAt('a', { at: 'failed', failure, leftover: null, kept: null }, fileNamed(name, 1234, path))
}

const arrivedFile = () => jobAt('b', { at: 'done', spot, fileToken }, fileNamed('b.png', 5))
const csvOf = (jobs: readonly Job[], i18n = english) => reportCsv(jobs.map(lineOf), i18n)
const lines = (text: string) => text.replace('\uFEFF', '').split('\r\n')

test('the report opens as a table in Excel: marked as UTF-8, lines ended as spreadsheets do', async () => {
  const report = await csvOf([failedFile('合同.pdf', '一月/合同.pdf')], chinese)
  expect(report.startsWith('\uFEFF"文件","路径"')).toBe(true)
  expect(lines(report)).toHaveLength(3)
  expect(lines(report)[1]).toMatch(
    /^"合同\.pdf","一月\/合同\.pdf","1234","上传失败","","产品需求评审","https:.*"1061004","forbidden\.","2026LOG"$/,
  )
})

test('a row says what to do about a failure and who can do it', async () => {
  const [, row] = lines(await csvOf([failedFile('a.pdf')]))
  expect(row).toContain(en('Feishu')['1061004'].remedy.replaceAll('"', '""'))
  expect(row).toContain('Document owner')
})

test('a file that has arrived is reported with its place, its token, and its time where that is known', async () => {
  const line = { ...lineOf(arrivedFile()), arrivedAtMs: Date.UTC(2026, 10, 29, 12) }
  const [head, row] = lines(await reportCsv([line], chinese))
  const cells = (text = '') => text.slice(1, -1).split('","')
  const told = Object.fromEntries(cells(head).map((name, at) => [name, cells(row)[at]]))
  expect(told).toMatchObject({
    状态: '已放好',
    时间: '2026-11-29T12:00:00.000Z',
    文件位置: 'https://acme.feishu.cn/docx/DocOne#top',
    '文件 token': 'token',
    原因: '',
  })
})

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '＝1'])(
  'C19 a name that a spreadsheet would take for a formula stays a name: %j',
  async (name) => {
    const [, row] = (await csvOf([failedFile(name)])).split('\r\n"')
    expect(`"${row ?? ''}`.startsWith(`"'${name.replaceAll('"', '""')}",`)).toBe(true)
  },
)

test.each([
  ['\t=1', '⟨U+0009⟩=1'],
  ['invoice\u202Egnp.exe', 'invoice⟨U+202E⟩gnp.exe'],
  [' =1', "'␣=1"],
])('what is hidden in a name is shown in the table, where it can be no formula: %j', async (name, shown) => {
  expect(await csvOf([failedFile(name)])).toContain(`\r\n"${shown}",`)
})

test('quotes, commas and line ends inside a name do not break the table', async () => {
  expect(await csvOf([failedFile('a "b", c\n.pdf')])).toContain('"a ""b"", c⟨U+000A⟩.pdf","a ""b"", c⟨U+000A⟩.pdf",')
})

test('an unknown size stays empty', async () => {
  const [, row] = lines(await csvOf([{ ...failedFile('a.pdf'), file: listedNamed('a.pdf') }]))
  expect(row).toMatch(/^"a\.pdf","a\.pdf","",/)
})

test('each file has its state', async () => {
  const jobs = [
    jobAt('a', { at: 'waiting' }),
    jobAt('b', { at: 'placing', holdup: null }),
    jobAt('c', { at: 'cancelled', leftover: null }),
  ]
  const files = JSON.parse(await reportJson([...jobs, arrivedFile()].map(lineOf), english)) as { state: string }[]
  expect(files.map(({ state }) => state)).toEqual(['pending', 'pending', 'cancelled', 'arrived'])
})

test('the report for programs has the same fields in every language, and names as they are', async () => {
  const name = '=1\u202E.pdf'
  const [file] = JSON.parse(await reportJson([lineOf(failedFile(name))], chinese)) as unknown[]
  expect(file).toEqual({
    name,
    path: name,
    sizeBytes: 1234,
    state: 'failed',
    arrivedAt: null,
    documentTitle: '产品需求评审',
    documentUrl: 'https://acme.feishu.cn/docx/DocOne',
    url: null,
    fileToken: null,
    failure: {
      problem: '1061004',
      cause: (await chinese.problemMessages.load())['1061004'].title,
      code: 1061004,
      message: 'forbidden.',
      logId: '2026LOG',
    },
  })
})
