import { expect, test } from 'vitest'
import type { Hold, Status } from '../../../engine/queue/uploads.ts'
import { failureOf, target } from '../../testing/jobs.ts'
import { chinese, english } from '../../testing/languages.ts'
import { headlineOf } from './headline.ts'
import { queueStateOf, type QueueState } from '../state/queue-state.ts'
import { titleOf } from '../signs/tab-title.ts'

const none = { waiting: 0, active: 0, paused: 0, 'needs-file': 0, done: 0, failed: 0, cancelled: 0 }
const offline: Hold = { ...failureOf('offline'), untilMs: null, calls: null }

function queue(counts: Partial<Record<Status, number>>, hold: Hold | null = null) {
  const all = { ...none, ...counts }
  const total = Object.values(all).reduce((sum, count) => sum + count, 0)
  return { counts: all, hold, targets: [target], takenOut: 0, ids: Array.from({ length: total }, String) }
}

test.each<[Partial<Record<Status, number>>, Hold | null, QueueState]>([
  [{ active: 1, waiting: 2 }, null, 'running'],
  [{ waiting: 2 }, null, 'running'],
  [{ waiting: 2, done: 1 }, offline, 'on-hold'],
  // Some go on although uploads stand, as those that Feishu has whole.
  [{ active: 1, waiting: 2 }, { ...offline, calls: ['whole'] }, 'running'],
  [{ paused: 2, 'needs-file': 1 }, null, 'resting'],
  [{ paused: 2 }, offline, 'resting'],
  [{ done: 1, failed: 1, cancelled: 1 }, offline, 'ended'],
])('the state of a queue with %j', (counts, hold, state) => {
  expect(queueStateOf(queue(counts, hold))).toBe(state)
})

test.each<[Partial<Record<Status, number>>, Hold | null, readonly [en: string, title: string, zh: string]]>([
  [{ done: 5, active: 7 }, null, ['5 of 12 done', '(5/12)', '已完成 5 / 12']],
  [{ done: 5, active: 4, failed: 3 }, null, ['5 of 12 done', '(5/12) 3 failed ·', '已完成 5 / 12']],
  [{ done: 5, waiting: 7 }, offline, ['Stopped, 5 of 12 done', 'Stopped, 5 of 12 ·', '已停住，完成 5 / 12']],
  [
    { done: 5, failed: 7 },
    null,
    ['5 in the document, 7 failed', '5 of 12 · 7 failed ·', '5 个已在文档中，7 个需要处理'],
  ],
  [{ failed: 1 }, null, ['1 file failed', '0 of 1 · 1 failed ·', '1 个文件上传失败']],
  [
    { done: 44, cancelled: 9956 },
    null,
    ['44 in the document, 9,956 cancelled', '44 of 10,000 · 9,956 cancelled ·', '44 个已在文档中，9,956 个已取消'],
  ],
  [{ cancelled: 1 }, null, ['1 upload cancelled', '0 of 1 · 1 cancelled ·', '1 个上传已取消']],
  [
    { done: 1, failed: 2, cancelled: 3 },
    null,
    ['1 in the document, 2 failed, 3 cancelled', '1 of 6 · 2 failed ·', '1 个已在文档中，2 个需要处理，3 个已取消'],
  ],
  [{ done: 2 }, null, ['2 files in the document', '✓ 2 done ·', '2 个文件都已在文档中']],
])('a queue with %j tells its progress and its end', (counts, hold, told) => {
  const so = queue(counts, hold)
  expect([headlineOf(so, english), titleOf(so, english), headlineOf(so, chinese)]).toEqual(told)
})

test.each<[Partial<Record<Status, number>>, readonly [takenOut: number, en: string, zh: string]]>([
  [{ cancelled: 12 }, [12, '12 files taken out', '12 个文件已取出']],
  [{ done: 3, cancelled: 2 }, [2, '3 in the document. 2 files taken out', '3 个已在文档中。2 个文件已取出']],
  [
    { failed: 1, done: 3, cancelled: 3 },
    [
      2,
      '3 in the document, 1 failed. 2 files taken out, 1 cancelled',
      '3 个已在文档中，1 个需要处理。2 个文件已取出，1 个已取消',
    ],
  ],
])('a queue with %j whose files were taken out says so', (counts, [takenOut, ...told]) => {
  const so = { ...queue(counts), takenOut }
  expect([headlineOf(so, english), headlineOf(so, chinese)]).toEqual(told)
})
