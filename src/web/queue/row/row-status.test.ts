import { expect, test } from 'vitest'
import type { QuotaWait } from '../../../engine/job/job.ts'
import type { Stage } from '../../../engine/job/job.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Hold } from '../../../engine/queue/uploads.ts'
import {
  baseTarget,
  failureOf,
  fileNamed,
  fileToken,
  importTarget,
  jobAt,
  sheetTarget,
  spot,
  uploadId,
} from '../../testing/jobs.ts'
import { chinese, english } from '../../testing/languages.ts'
import { repeatOf, repeatText, rowStatus } from './row-status.ts'

const offline: Hold = { ...failureOf('offline'), untilMs: null, calls: null }
const repeating = { is: 'repeat', problem: '99991400', attempt: 2, untilMs: 10_000 } as const

const sending = (sentBytes: number): Stage => ({
  at: 'sending',
  spot,
  sentBytes,
  acceptedBytes: 250,
  parts: null,
  holdup: null,
})

test.each<[Stage, string, string]>([
  [{ at: 'waiting' }, '等待中', 'Waiting'],
  [{ at: 'placing', holdup: null }, '等待中 | 准备中', 'Waiting | Preparing'],
  [{ at: 'placed', spot, parts: null }, '等待中 | 等待上传', 'Waiting | Ready to upload'],
  [sending(420), '上传中 42%', 'Uploading 42%'],
  [sending(1000), '上传中 100% | 飞书确认中', 'Uploading 100% | Feishu is confirming'],
  [{ at: 'sent', spot, fileToken }, '正在放入 | 等待放入', 'Placing | Waiting to be placed'],
  [{ at: 'binding', spot, fileToken, holdup: null }, '正在放入', 'Placing'],
  [{ at: 'done', spot, fileToken }, '已在文档中', 'In the document'],
  [{ at: 'failed', failure: failureOf('file-empty'), leftover: null, kept: null }, '上传失败', 'Not uploaded'],
  [{ at: 'cancelled', leftover: null }, '已取消', 'Cancelled'],
])('stage $at reads "%s" and "%s", the finer state on demand', (stage, zh, en) => {
  const said = [chinese, english].map((i18n) => {
    const { text, detail } = rowStatus(jobAt('a', stage), i18n)
    return [text, ...(detail === null ? [] : [detail])].join(' | ').replaceAll(/\s/g, ' ')
  })
  expect(said).toEqual([zh, en])
})

const heldUp = (stage: Stage, why: QuotaWait['why'], ahead: number) =>
  jobAt('a', { ...stage, holdup: { is: 'quota-wait', why, ahead } } as Stage)

test('a call that waits for the quota says so on demand, with the number of calls ahead, at every stage that makes calls', () => {
  const of = (job: ReturnType<typeof heldUp>) => [chinese, english].map((i18n) => rowStatus(job, i18n))
  expect(of(heldUp(sending(420), 'turn', 12))).toMatchObject([
    { text: '等待中', detail: '等公司的上传额度（前面还有 12 个）' },
    { text: 'Waiting', detail: 'Waiting for the company’s quota (12 ahead)' },
  ])
  expect(of(heldUp({ at: 'placing', holdup: null }, 'turn', 0))).toMatchObject([
    { text: '等待中', detail: '等公司的上传额度（下一个就是）' },
    { text: 'Waiting', detail: 'Waiting for the company’s quota (next in line)' },
  ])
  expect(of(heldUp({ at: 'binding', spot, fileToken, holdup: null }, 'closed', 3))).toMatchObject([
    { text: '正在放入', detail: '飞书让全公司稍等（前面还有 3 个）' },
    { text: 'Placing', detail: 'Feishu asked the company to slow down (3 ahead)' },
  ])
})

test('bytes of a call that waits for the quota do not count as sent: they are in buffers before the gateway', () => {
  expect(rowStatus(heldUp(sending(1000), 'turn', 1), english)).toMatchObject({ sent: 0, tone: 'quiet' })
  const parts = { uploadId, partBytes: 250, accepted: new Set([0]), expiresAtMs: 0 }
  const inParts = { at: 'sending', spot, sentBytes: 500, acceptedBytes: 250, parts, holdup: null } as const
  expect(rowStatus(heldUp(inParts, 'turn', 1), english)).toMatchObject({ sent: 0.25, confirmed: 0.25 })
})

test('a paused file whose call waits for the quota says that it is being paused', () => {
  expect(rowStatus({ ...heldUp(sending(0), 'turn', 1), paused: true }, chinese).text).toMatch(/^正在暂停/)
})

test.each<[Target, string, string]>([
  [sheetTarget, '已在表格中', 'In the spreadsheet'],
  [baseTarget, '已在多维表格中', 'In the base'],
  [importTarget, '已导入', 'Imported'],
])('a file that has arrived in a target of family $is reads "%s" and "%s"', (target, zh, en) => {
  const job = jobAt('a', { at: 'done', spot, fileToken }, fileNamed('a'), target)
  expect([chinese, english].map((i18n) => rowStatus(job, i18n).text)).toEqual([zh, en])
})

test('a file that waits for earlier files says so only where binding decides the order', () => {
  const sent = (into: Target) => jobAt('a', { at: 'sent', spot, fileToken }, fileNamed('a'), into)
  expect(rowStatus(sent(baseTarget), chinese).detail).toBe('已传完，按先后顺序等着放入')
  expect(rowStatus(sent(baseTarget), english).detail).toBe('Sent, waiting its turn to go in')
  const matched: Target = { ...baseTarget, into: { is: 'matched', byField: '名称' } }
  expect(rowStatus(sent(matched), chinese).detail).toBe('等待放入')
  expect(rowStatus(sent(sheetTarget), english).detail).toBe('Waiting to be placed')
})

test('bytes that left the browser and bytes that Feishu confirmed are shown as two shares', () => {
  const parts = { uploadId, partBytes: 250, accepted: new Set([0]), expiresAtMs: 0 }
  const stage = { at: 'sending', spot, sentBytes: 500, acceptedBytes: 250, parts, holdup: null } as const
  expect(rowStatus(jobAt('a', stage), english)).toMatchObject({
    sent: 0.5,
    confirmed: 0.25,
    detail: '25% confirmed by Feishu',
  })
})

test('a file sent in one call shows no separate share for what Feishu confirmed', () => {
  expect(rowStatus(jobAt('a', sending(500)), english).confirmed).toBeNull()
})

test('an empty file causes no division by zero', () => {
  expect(rowStatus(jobAt('a', sending(0), fileNamed('a', 0)), english).sent).toBe(1)
})

test('a used-up daily quota shows the time of its reset, not a countdown', () => {
  const untilMs = new Date(2026, 10, 26).getTime()
  const repeat = { is: 'repeat', problem: 'day-used-up', attempt: 2, untilMs } as const
  const fiveHoursBefore = untilMs - 5 * 60 * 60 * 1000
  const said = [chinese, english].map((i18n) => {
    const { title } = i18n.problemMessages.now?.['day-used-up'] ?? { title: '' }
    return repeatText(repeat, title, fiveHoursBefore, i18n)
  })
  expect(said).toEqual([
    '今天全公司的上传次数已用完，明天 00:00 自动继续',
    'Your company’s daily uploads are used up. Continues tomorrow at 00:00',
  ])
})

test('a repeat counts down in whole seconds and then says that it goes on', () => {
  const repeat = { is: 'repeat', problem: '99991400', attempt: 2, untilMs: 10_000 } as const
  expect(repeatText(repeat, '飞书正忙', 7_100, chinese)).toBe('飞书正忙，3 秒后自动继续')
  expect(repeatText(repeat, '飞书正忙', 10_000, chinese)).toBe('飞书正忙，正在继续')
})

test.each<[Stage, number | null]>([
  [{ at: 'waiting' }, 0],
  [{ at: 'placing', holdup: null }, 0],
  [sending(420), 0],
  [{ at: 'sending', spot, sentBytes: 9, acceptedBytes: 0, parts: null, holdup: repeating }, 0],
  [{ at: 'binding', spot, fileToken, holdup: null }, 1],
  [{ at: 'clearing', spot, ending: { as: 'cancelled' } }, null],
])('while the queue is on hold, a file at %o shows no motion', (stage, sent) => {
  const status = rowStatus(jobAt('a', stage), chinese, offline)
  expect(status).toMatchObject({ tone: 'quiet', sent })
  expect(status.text).toMatch(/^已停住/)
  expect(repeatOf(jobAt('a', stage), offline)).toBeNull()
})

test('paused and ended files keep their own status while the queue is on hold', () => {
  expect(rowStatus({ ...jobAt('a', { at: 'waiting' }), paused: true }, english, offline).text).toBe('Paused')
  expect(rowStatus(jobAt('a', { at: 'done', spot, fileToken }), english, offline).text).toBe('In the document')
})

test('while uploads in one call are on hold, only the files that need such a call show as stopped', () => {
  const hold: Hold = { ...offline, calls: ['whole'] }
  expect(rowStatus(jobAt('a', sending(10)), english, hold).text).toBe('Stopped')
  expect(rowStatus(jobAt('a', { at: 'binding', spot, fileToken, holdup: null }), english, hold).tone).toBe('active')
  expect(rowStatus(jobAt('a', sending(10), fileNamed('a', 30_000_000)), english, hold).tone).toBe('active')
})
