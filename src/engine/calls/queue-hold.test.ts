import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { targetOf, World } from '../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

test('Offline, the queue waits and says so, and goes on by itself', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('a.png'))
  expect(world.openRoutes).toEqual([])
  expect(world.uploads.getSnapshot().hold).toMatchObject({ problem: 'offline' })
  world.doors.connectivity.goes('online')
  expect(world.uploads.getSnapshot().hold).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('A file dropped and cancelled while offline is gone at once', async () => {
  world.doors.connectivity.goes('offline')
  await world.drop(fileOf('a.png'))
  await world.cancel('a.png')
  expect(world.stages).toEqual(['cancelled'])
})

test('Calls lost while offline do not count as attempts', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  for (let time = 1; time <= 30; time += 1) {
    const upload = await world.wire.next('uploadAll')
    world.doors.connectivity.goes('offline')
    upload.lose()
    await settled()
    expect(world.stageOf('a.png')).toMatchObject({ at: 'sending', sentBytes: 0, holdup: null })
    world.doors.connectivity.goes('online')
  }
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('Without a session the queue is on hold, nothing fails, and it goes on after signing in', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.refuseNext('batchUpdateBlocks', 99991661)
  await world.refuseNext('uploadAll', 99991661)
  expect(world.uploads.getSnapshot()).toMatchObject({
    hold: { problem: 'not-signed-in' },
    counts: { failed: 0 },
  })
  await world.doors.clock.pass(60_000)
  expect(world.openRoutes).toEqual([])
  world.uploads.goOn()
  expect(world.uploads.getSnapshot().hold).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test.each([
  ['21000', 'a security check'],
  ['21001', 'a security check'],
  ['1061061', "a person's full storage"],
  ['1061101', "a company's full storage"],
  ['99991401', 'an address that is not on the list'],
  ['99991403', "a used-up month's quota"],
  ['99991662', 'an app that is switched off'],
])(
  'Refused with %s for %s the queue is held for the reason Feishu gave, and goes on when the person says so',
  async (code) => {
    await world.drop(fileOf('a.png'), fileOf('b.png'))
    world.uploads.add([fileOf('c.png')], targetOf('Other'))
    await settled()
    await world.answerNext('createBlocks')
    await world.answerNext('createBlocks')
    await world.refuseNext('uploadAll', Number(code))
    const { hold, counts } = world.uploads.getSnapshot()
    expect(hold).toMatchObject({ problem: code, code: Number(code), logId: expect.any(String) as string })
    expect(counts.failed).toBe(0)
    await world.doors.clock.pass(60_000)
    expect(world.openRoutes).toEqual([])
    world.uploads.goOn()
    expect(world.uploads.getSnapshot().hold).toBeNull()
    await world.comeToRest()
    expect(world.uploads.getSnapshot().counts.done).toBe(3)
  },
)

test('Continued too early, the queue is held again, and a file removed meanwhile does not delay the others', async () => {
  await world.drop(fileOf('large.bin'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 1061101)
  world.uploads.goOn()
  await settled()
  await world.refuseNext('uploadAll', 1061101)
  expect(world.uploads.getSnapshot().hold).toMatchObject({ problem: '1061101' })
  await world.cancel('large.bin')
  world.uploads.goOn()
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
})

test('An answer to a call from before the sign-in does not stop the queue again', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await world.answerNext('batchUpdateBlocks')
  const [first, second] = [await world.wire.next('uploadAll'), await world.wire.next('uploadAll')]
  first.refuse(99991661)
  await settled()
  world.uploads.goOn()
  second.refuse(99991661)
  await settled()
  expect(world.uploads.getSnapshot().hold).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})

const dayMs = 24 * 60 * 60 * 1000
const tomorrow = { 'x-ogw-ratelimit-reset': String(dayMs / 1000) }

test.each([
  [99991400, 'Feishu'],
  [-429, 'the gateway, which keeps calls from it'],
  [-429_001, 'the gateway, which has counted them'],
])('Refused with %s for a day by %s, uploads are held till then, with the day’s limit as the cause', async (code) => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  const untilMs = world.doors.clock.nowMs() + dayMs
  await world.refuseNext('uploadAll', code, tomorrow)
  const { hold, counts } = world.uploads.getSnapshot()
  expect(hold).toMatchObject({ problem: 'day-used-up', code, untilMs, calls: ['whole'] })
  expect(counts).toMatchObject({ active: 0, waiting: 3, failed: 0 })
  expect(world.uploads.getPace()).toMatchObject({ timeLeftMs: null, boundBy: null, confirmedBytesPerSecond: null })
  await world.doors.clock.pass(dayMs / 2)
  expect(world.openRoutes).toEqual([])
  await world.doors.clock.pass(dayMs / 2)
  expect(world.uploads.getSnapshot().hold).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})

test('Uploads that are held until tomorrow hold nothing else: files already sent are bound, and no more blocks are placed', async () => {
  await world.drop(...Array.from({ length: 60 }, (_, at) => fileOf(`${at}.png`)))
  await world.answerNext('createBlocks')
  const placed = world.document.length
  await world.answerNext('uploadAll')
  for (let on = 1; on <= 2; on += 1) await world.refuseNext('uploadAll', 99991400, tomorrow)
  await world.answerNext('batchUpdateBlocks')
  expect(world.stageOf('0.png').at).toBe('done')
  expect(world.openRoutes).toEqual([])
  expect(world.document).toHaveLength(placed)
  world.uploads.goOn()
  await world.comeToRest()
  expect(world.document).toHaveLength(60)
})

test('Each kind of uploads has a daily limit of its own', async () => {
  world.uploads.add([fileOf('small.png'), fileOf('large.bin', 30_000_000)], world.target)
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, tomorrow)
  await world.answerNext('uploadPrepare')
  expect(world.uploads.getSnapshot().counts).toMatchObject({ active: 1, waiting: 1 })
  await world.answerNext('uploadPart')
  world.uploads.goOn()
  await world.comeToRest()
  expect(world.document).toEqual(['small.png', 'large.bin'])
})

test('A person may try before the time is over; if that was too early, the queue is held again', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, tomorrow)
  world.uploads.goOn()
  await settled()
  await world.refuseNext('uploadAll', 99991400, tomorrow)
  expect(world.uploads.getSnapshot().hold).toMatchObject({ problem: 'day-used-up' })
  world.uploads.goOn()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

const retriedIn5Minutes = { ...tomorrow, 'retry-after': '300' }
const minuteMs = 60_000

test('When a call may try before tomorrow, one tries then, each time another, and the page still names tomorrow', async () => {
  await world.drop(...['a', 'b', 'c'].map((name) => fileOf(`${name}.png`)))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, retriedIn5Minutes)
  const tried: string[] = []
  for (let time = 1; time <= 3; time += 1) {
    await world.doors.clock.pass(5 * minuteMs - 1)
    expect(world.openRoutes).toEqual([])
    await world.doors.clock.pass(1)
    expect(world.openRoutes).toEqual(['uploadAll'])
    expect(world.uploads.getSnapshot()).toMatchObject({ hold: { problem: 'day-used-up' }, counts: { failed: 0 } })
    const untilMs = world.doors.clock.nowMs() + dayMs / 2
    const held = await world.wire.next('uploadAll')
    tried.push(held.field('file_name'))
    held.refuse(99991400, { 'x-ogw-ratelimit-reset': String(dayMs / 2000), 'retry-after': '300' })
    await settled()
    expect(world.uploads.getSnapshot().hold).toMatchObject({ problem: 'day-used-up', untilMs })
  }
  expect(new Set(tried).size).toBe(2)
  await world.doors.clock.pass(5 * minuteMs)
  await world.answerNext('uploadAll')
  expect(world.uploads.getSnapshot().hold).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})

test('A file that is refused for a reason of its own also shows that the day’s limit is over', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, retriedIn5Minutes)
  await world.doors.clock.pass(5 * minuteMs)
  await world.refuseNext('uploadAll', 1061113)
  expect(world.uploads.getSnapshot().hold).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
})

test('A probe that is lost, or meets a queue held for another reason, is repeated a little later', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, retriedIn5Minutes)
  await world.doors.clock.pass(5 * minuteMs)
  ;(await world.wire.next('uploadAll')).lose()
  await settled()
  expect(world.uploads.getSnapshot().hold).toMatchObject({ problem: 'day-used-up' })
  world.doors.connectivity.goes('offline')
  await world.doors.clock.pass(10 * minuteMs)
  expect(world.openRoutes).toEqual([])
  world.doors.connectivity.goes('online')
  expect(world.uploads.getSnapshot().hold).toMatchObject({ problem: 'day-used-up' })
  await world.doors.clock.pass(minuteMs)
  await world.answerNext('uploadAll')
  expect(world.uploads.getSnapshot().hold).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('When the file that was refused is removed, the others try', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, retriedIn5Minutes)
  await world.cancel('a.png')
  await world.doors.clock.pass(5 * minuteMs)
  await world.comeToRest()
  expect(world.document).toEqual(['b.png'])
})

test('An edit that may come back only after an hour stops the queue, with its own cause', async () => {
  await world.drop(fileOf('a.png'))
  await world.refuseNext('createBlocks', 99991400, { 'x-ogw-ratelimit-reset': '3600' })
  expect(world.uploads.getSnapshot().hold).toMatchObject({ problem: '99991400', calls: null })
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('No answer closes the queue for more than a day', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await world.refuseNext('uploadAll', 99991400, { 'x-ogw-ratelimit-reset': '999999999' })
  expect(world.uploads.getSnapshot().hold?.untilMs).toBe(world.doors.clock.nowMs() + dayMs)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('While the queue is held no job counts as active, and afterwards they go on', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  expect(world.uploads.getSnapshot().counts).toMatchObject({ active: 2, waiting: 0 })
  world.doors.connectivity.goes('offline')
  expect(world.uploads.getSnapshot().counts).toMatchObject({ active: 0, waiting: 2 })
  world.doors.connectivity.goes('online')
  expect(world.uploads.getSnapshot().counts).toMatchObject({ active: 2, waiting: 0 })
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})
