import { expect, test } from 'vitest'
import type { Stage } from '../../engine/job.ts'
import type { Target } from '../../engine/target.ts'
import {
  baseTarget,
  block,
  failureOf,
  fileNamed,
  fileToken,
  importTarget,
  jobAt,
  sheetTarget,
  uploadId,
} from '../testing/jobs.ts'
import { chinese, english } from '../testing/speech.ts'
import { holdupText, rowStatus } from './row-status.ts'

const sending = (sentBytes: number): Stage => ({
  at: 'sending',
  block,
  sentBytes,
  acceptedBytes: 250,
  parts: null,
  holdup: null,
})

test.each<[Stage, string, string]>([
  [{ at: 'waiting' }, '等待中', 'Waiting'],
  [{ at: 'placing', holdup: null }, '正在建立位置', 'Making room in the document'],
  [sending(420), '上传中 42%', 'Uploading 42%'],
  [sending(1000), '飞书确认中', 'Feishu is confirming'],
  [{ at: 'binding', block, fileToken, holdup: null }, '写入文档中', 'Inserting into the document'],
  [{ at: 'done', block, fileToken }, '已在文档中', 'In the document'],
  [{ at: 'failed', failure: failureOf('file-empty'), leftover: null, kept: null }, '没有传成', 'Not uploaded'],
  [{ at: 'cancelled', leftover: null }, '已取消', 'Cancelled'],
])('$at is said as "%s" and "%s"', (stage, zh, en) => {
  const job = jobAt('a', stage)
  expect(rowStatus(job, chinese).text.replace(/\s/g, ' ')).toBe(zh)
  expect(rowStatus(job, english).text.replace(/\s/g, ' ')).toBe(en)
})

test.each<[Target, string, string]>([
  [sheetTarget, '已在表格中', 'In the spreadsheet'],
  [baseTarget, '已在多维表格中', 'In the base'],
  [importTarget, '已导入', 'Imported'],
])('a file of $is that is done says so as "%s" and "%s"', (target, zh, en) => {
  const job = jobAt('a', { at: 'done', block, fileToken }, fileNamed('a'), target)
  expect([chinese, english].map((speech) => rowStatus(job, speech).text)).toEqual([zh, en])
})

test('bytes that left and bytes that Feishu confirmed are two shares', () => {
  const parts = { uploadId, partBytes: 250, accepted: new Set([0]), expiresAtMs: 0 }
  const stage = { at: 'sending', block, sentBytes: 500, acceptedBytes: 250, parts, holdup: null } as const
  expect(rowStatus(jobAt('a', stage), english)).toMatchObject({ sent: 0.5, confirmed: 0.25 })
})

test('a whole file shows no share of its own for what Feishu confirmed', () => {
  expect(rowStatus(jobAt('a', sending(500)), english).confirmed).toBeNull()
})

test('an empty file never divides by nothing', () => {
  expect(rowStatus(jobAt('a', sending(0), fileNamed('a', 0)), english).sent).toBe(1)
})

test('a holdup counts down in whole seconds and then says that it goes on', () => {
  const holdup = { problem: '99991400', attempt: 2, untilMs: 10_000 } as const
  expect(holdupText(holdup, '飞书正忙', 7_100, chinese)).toBe('飞书正忙，3 秒后自动继续')
  expect(holdupText(holdup, '飞书正忙', 10_000, chinese)).toBe('飞书正忙，正在继续')
})
