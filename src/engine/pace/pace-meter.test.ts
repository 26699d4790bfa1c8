import { beforeEach, expect, test } from 'vitest'
import type { FileToken, SheetId, SpreadsheetToken } from '../../contract/feishu/ids.ts'
import type { Stage } from '../job/job.ts'
import { newJob } from '../queue/make-job.ts'
import { PaceMeter } from './pace-meter.ts'
import { nowhere } from '../job/spot.ts'
import { fileOf, HandHeldClock } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'
import type { Target } from '../targets/target.ts'
import type { CallKind } from '../calls/call-kind.ts'
import { WorkLeft } from '../queue/work-left.ts'

const clock = new HandHeldClock()
let meter: PaceMeter

beforeEach(() => {
  meter = new PaceMeter(clock, () => false)
})

const sheet = (as: 'cells' | 'floats'): Target => ({
  is: 'sheet',
  spreadsheetToken: 'sheet1' as SpreadsheetToken,
  sheetId: 'tab1' as SheetId,
  as,
  start: { row: 0, column: 0 },
  fill: 'down',
  rows: 200,
  columns: 20,
  title: '',
  url: '',
})
const folder: Target = { is: 'import', folderToken: null, tablesAs: 'sheet', title: '', url: '' }

function left(count: number, target: Target, stage: Stage = { at: 'waiting' }): WorkLeft {
  const work = new WorkLeft()
  for (let at = 0; at < count; at += 1) {
    work.count({ ...newJob(String(at), fileOf(`${at}.png`, 1000), target), stage }, 1)
  }
  return work
}

/** Feishu confirms this many bytes a second, for ten seconds. */
async function confirmed(bytesPerSecond: number, kind: CallKind = 'whole', still = plenty()): Promise<void> {
  meter.confirm(kind, 0, plenty())
  for (let second = 1; second <= 10; second += 1) {
    await clock.pass(1000)
    meter.confirm(kind, bytesPerSecond, second === 10 ? still : plenty())
  }
}

/** A mix of all kinds of calls. */
function plenty(): WorkLeft {
  return Object.assign(new WorkLeft(), { calls: { whole: 9, parts: 9, cells: 9, floats: 9 } })
}

test('Files of a document take five calls a second, however fast the line is', async () => {
  await confirmed(1_000_000)
  expect(meter.read(left(100, targetOf('doc1')))).toMatchObject({ timeLeftMs: 20_000, boundBy: 'quota' })
})

test('Small files that also go by parts take half of that time', async () => {
  meter = new PaceMeter(clock, () => true)
  await confirmed(1_000_000)
  expect(meter.read(left(100, targetOf('doc1')))).toMatchObject({ timeLeftMs: 10_000, boundBy: 'quota' })
})

const repeating: Stage = {
  at: 'sending',
  spot: nowhere,
  sentBytes: 0,
  acceptedBytes: 0,
  parts: null,
  holdup: { is: 'repeat', problem: '1061001', attempt: 2, untilMs: 0 },
}

test('While every file waits for its next attempt there is no forecast, and earlier measurements are dropped', async () => {
  await confirmed(1000)
  await clock.pass(4000)
  const nothing = { timeLeftMs: null, boundBy: null, confirmedBytesPerSecond: null }
  expect(meter.read(left(3, targetOf('doc1'), repeating))).toMatchObject(nothing)
  await clock.pass(60_000)
  await confirmed(1000)
  expect(meter.read(left(3, targetOf('doc1')))).toMatchObject({ confirmedBytesPerSecond: 1000 })
})

test('A slow line is known by its first part already, measured from when it began', async () => {
  meter.begin('parts')
  await clock.pass(4000)
  expect(meter.read(plenty()).confirmedBytesPerSecond).toBeNull()
  for (let part = 0; part < 3; part += 1) meter.confirm('parts', 4_000_000, plenty())
  expect(meter.read(plenty()).confirmedBytesPerSecond).toBe(3_000_000)
  await clock.pass(2000)
  expect(meter.read(plenty()).confirmedBytesPerSecond).toBe(2_000_000)
})

test('After a call whose begin is unknown, later ones are measured from its end', async () => {
  meter.confirm('whole', 5_000_000, plenty())
  await clock.pass(1000)
  expect(meter.read(plenty()).confirmedBytesPerSecond).toBeNull()
  meter.confirm('whole', 1000, plenty())
  expect(meter.read(plenty()).confirmedBytesPerSecond).toBe(1000)
})

test('The pace of a queue that ended long ago does not count for files dropped now', async () => {
  await confirmed(1000, 'whole', new WorkLeft())
  await clock.pass(300_000)
  expect(meter.read(left(30, targetOf('doc1')))).toMatchObject({ timeLeftMs: null, confirmedBytesPerSecond: null })
  meter.begin('whole')
  await clock.pass(1000)
  meter.confirm('whole', 1000, plenty())
  expect(meter.read(left(30, targetOf('doc1')))).toMatchObject({ timeLeftMs: 30_000, confirmedBytesPerSecond: 1000 })
})

test('One part that is repeated while others arrive stops no forecast', async () => {
  await confirmed(1000)
  expect(meter.read(left(3, targetOf('doc1'), repeating))).toMatchObject({ confirmedBytesPerSecond: 1000 })
})

test('A file in flight while others wait for their next attempt has a forecast', async () => {
  await confirmed(1000)
  await clock.pass(4000)
  const work = left(3, targetOf('doc1'), repeating)
  work.count({ ...newJob('other', fileOf('b.png', 1000), targetOf('doc1')), stage: { ...repeating, holdup: null } }, 1)
  expect(meter.read(work).timeLeftMs).not.toBeNull()
})

test('On a slow line the line is the limit', async () => {
  await confirmed(1000)
  expect(meter.read(left(100, targetOf('doc1')))).toMatchObject({ timeLeftMs: 100_000, boundBy: 'bandwidth' })
})

test('At the quota’s pace the quota is the limit, however much larger the next files are', async () => {
  for (let call = 0; call < 50; call += 1) {
    await clock.pass(200)
    meter.confirm('whole', 10, plenty())
  }
  const pace = meter.read(left(100, targetOf('doc1')))
  expect(pace.boundBy).toBe('quota')
  expect(pace.timeLeftMs).toBeCloseTo(20_000, -3)
})

test('A quota that is shared lasts as long as the calls that were let through say', async () => {
  await confirmed(1000)
  const held: Stage = { ...repeating, holdup: { is: 'quota-wait', why: 'turn', ahead: 3 } }
  const pace = meter.read(left(100, targetOf('doc1'), held))
  expect(pace.boundBy).toBe('quota')
  expect(pace.timeLeftMs).toBeCloseTo(100_000, -4)
})

test('A large file on a slow line is limited by the line, while small ones beside it keep the quota’s pace', async () => {
  for (let call = 0; call < 50; call += 1) {
    await clock.pass(200)
    meter.confirm('whole', 1000, plenty())
    if (call % 25 === 0) meter.confirm('parts', 4_000_000, plenty())
  }
  const work = left(20, targetOf('doc1'))
  work.count(newJob('film', fileOf('film.mp4', 400_000_000), targetOf('doc1')), 1)
  const pace = meter.read(work)
  expect(pace.boundBy).toBe('bandwidth')
  expect(pace.timeLeftMs).toBeGreaterThan(300_000)
})

test.each([
  [200, 0, 20_000],
  [200, 64, 26_400],
  [100, 300, 60_000],
])(
  'With both ways, %i small files and %i parts of large ones take what both quotas give together',
  async (small, parts, timeLeftMs) => {
    meter = new PaceMeter(clock, () => true)
    await confirmed(1_000_000)
    const work = Object.assign(new WorkLeft(), { calls: { whole: small, parts, cells: 0, floats: 0 } })
    expect(meter.read(work)).toMatchObject({ timeLeftMs, boundBy: 'quota' })
  },
)

test('Pictures in cells are no uploads: they go one after the other, as fast as they went so far', async () => {
  await confirmed(10_000, 'cells')
  const pace = meter.read(left(200, sheet('cells')))
  expect(pace).toMatchObject({ timeLeftMs: 20_000, boundBy: 'turns' })
  expect(pace.callsLeft).toEqual({ whole: 0, parts: 0, cells: 200, floats: 0 })
})

test('Imports of a folder take turns too', async () => {
  await confirmed(500)
  expect(meter.read(left(10, folder))).toMatchObject({ timeLeftMs: 20_000, boundBy: 'turns' })
})

test('Floating pictures wait for their own quota of a hundred a minute, also once they have been sent', async () => {
  await confirmed(1_000_000)
  expect(meter.read(left(100, sheet('floats')))).toMatchObject({ timeLeftMs: 60_000, boundBy: 'floats' })
  const sent: Stage = { at: 'sent', spot: nowhere, fileToken: 'token1' as FileToken }
  const pace = new PaceMeter(clock, () => false)
  pace.confirm('whole', 0, plenty())
  await clock.pass(1000)
  pace.confirm('whole', 1000, plenty())
  expect(pace.read(left(50, sheet('floats'), sent))).toMatchObject({ timeLeftMs: 30_000, boundBy: 'floats' })
})

test('A pause before the first file arrived does not count as slowness', async () => {
  meter.begin('whole')
  await clock.pass(1000)
  meter.read(new WorkLeft())
  await clock.pass(300_000)
  meter.read(left(30, targetOf('doc1')))
  meter.begin('whole')
  await clock.pass(1000)
  meter.confirm('whole', 1000, plenty())
  expect(meter.read(left(30, targetOf('doc1')))).toMatchObject({ timeLeftMs: 30_000 })
})

test('There is no forecast when nothing is left, or before anything was confirmed', async () => {
  expect(meter.read(left(10, targetOf('doc1')))).toMatchObject({ timeLeftMs: null, boundBy: null })
  await confirmed(1000)
  expect(meter.read(new WorkLeft())).toMatchObject({ timeLeftMs: null, boundBy: null })
})
