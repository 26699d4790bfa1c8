import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import { World } from '../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

const html = '<html><title>Sign in to the guest network</title></html>'

/** Loses the next attempts of a route, one after the other. */
async function failing(route: RouteName, times: number, how: 'lose' | number = 'lose'): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    for (let round = 0; round < 20 && !world.openRoutes.includes(route); round += 1) {
      await world.doors.clock.pass(world.doors.clock.nextMs ?? 0)
    }
    const held = await world.wire.next(route)
    if (how === 'lose') held.lose()
    else held.answerText(how, html)
    await settled()
  }
}

const holdOf = () => world.uploads.getSnapshot().hold

test('A call that never comes through while the gateway answers holds its kind of calls, and names its path', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await failing('uploadAll', 2)
  expect(holdOf()).toBeNull()
  await failing('uploadAll', 1)
  expect(holdOf()).toMatchObject({
    problem: 'call-blocked',
    untilMs: null,
    calls: ['whole'],
    between: { path: '/open-apis/drive/v1/medias/upload_all', httpStatus: null, bodyBytes: 10 },
  })
  expect(world.uploads.getSnapshot().counts).toMatchObject({ waiting: 1, failed: 0 })
  await world.comeToRest()
  expect(holdOf()).toBeNull()
  expect(world.document).toEqual(['a.png'])
})

test('A blocked route is tried by one file at a time, each time another, at most once a minute, and no file fails', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'), fileOf('c.png'))
  await world.answerNext('createBlocks')
  const { clock } = world.doors
  for (let round = 0; holdOf() === null && round < 40; round += 1) {
    for (const held of world.wire.open) held.lose()
    await settled()
    if (holdOf() === null) await clock.pass(clock.nextMs ?? 0)
  }
  const [tried, times]: [string[], number[]] = [[], []]
  // Calls that were in flight when the hold began are lost as well, and wait.
  for (let time = 1; time <= 8; time += 1) {
    for (const held of world.wire.open) held.lose()
    await settled()
    for (let round = 0; round < 50 && world.openRoutes.length === 0; round += 1) await clock.pass(clock.nextMs ?? 0)
    expect(world.openRoutes).toEqual(['uploadAll'])
    expect(holdOf()).toMatchObject({ problem: 'call-blocked' })
    tried.push((await world.wire.next('uploadAll')).field('file_name'))
    times.push(clock.nowMs())
  }
  expect(new Set(tried).size).toBe(3)
  const pauses = times.slice(1).map((time, at) => time - (times[at] ?? 0))
  expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000)
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(15_000)
  expect(world.uploads.getSnapshot().counts.failed).toBe(0)
  for (const held of world.wire.open) held.lose()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png', 'c.png'])
})

test('When one file alone does not come through and others do, the queue is not held and only that file fails', async () => {
  await world.drop(fileOf('bad.png'), ...Array.from({ length: 8 }, (_, at) => fileOf(`${at}.png`)))
  await world.answerNext('createBlocks')
  const { clock } = world.doors
  for (let round = 0; round < 400; round += 1) {
    const [held] = world.wire.open
    if (held?.field('file_name') === 'bad.png') held.lose()
    else if (held) world.answer(held)
    else if (world.stageOf('bad.png').at === 'failed') break
    else await clock.pass(clock.nextMs ?? 0)
    await settled()
    // The last file that is left is on hold: nothing shows whether the file or the connection is the cause.
    if (world.uploads.getSnapshot().counts.done === 8) break
  }
  expect(world.uploads.getSnapshot().counts.done).toBe(8)
  await world.comeToRest()
})

test('An edit that never comes through holds the whole queue, and its own look-ups still get through', async () => {
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  await failing('batchUpdateBlocks', 3)
  expect(holdOf()).toMatchObject({ problem: 'call-blocked', calls: null })
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('When the gateway does not answer either, only the gateway itself is asked again', async () => {
  world.doors.connectivity.answering = { is: 'nobody' }
  await world.drop(fileOf('a.png'), fileOf('b.png'))
  await world.answerNext('createBlocks')
  await failing('uploadAll', 2)
  expect(holdOf()).toMatchObject({ problem: 'nothing-answers', untilMs: null, calls: null })
  for (const held of world.wire.open) held.lose()
  await settled()
  for (let time = 1; time <= 30; time += 1) await world.doors.clock.pass(30_000)
  expect(world.openRoutes).toEqual([])
  expect(world.uploads.getSnapshot().counts).toMatchObject({ waiting: 2, failed: 0 })
  world.doors.connectivity.answering = { is: 'gateway' }
  await world.doors.clock.pass(30_000)
  expect(holdOf()).toBeNull()
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
})

test('A network that answers everything with its own page is distinguished from one that is silent', async () => {
  world.doors.connectivity.answering = { is: 'other', httpStatus: null }
  await world.drop(fileOf('a.png'))
  await failing('createBlocks', 2)
  expect(holdOf()).toMatchObject({ problem: 'not-feishus-answer', calls: null, between: { httpStatus: null } })
  world.doors.connectivity.answering = { is: 'nobody' }
  await world.doors.clock.pass(60_000)
  expect(holdOf()).toMatchObject({ problem: 'nothing-answers' })
  world.doors.connectivity.answering = { is: 'gateway' }
  await world.doors.clock.pass(60_000)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test.each([
  [403, 'not-feishus-answer'],
  [200, 'not-feishus-answer'],
  [502, 'uploader-away'],
  [413, 'too-large-on-the-way'],
])('A page of HTML with HTTP %s in the place of an answer holds the queue as %s', async (httpStatus, problem) => {
  await world.drop(fileOf('a.png', 3_000_000))
  await world.answerNext('createBlocks')
  await failing('uploadAll', 3, httpStatus)
  expect(holdOf()).toMatchObject({
    problem,
    msg: `HTTP ${httpStatus}: Sign in to the guest network`,
    between: { path: '/open-apis/drive/v1/medias/upload_all', httpStatus, bodyBytes: 3_000_000 },
  })
  expect(world.uploads.getSnapshot().counts.failed).toBe(0)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('A success that did not come through the gateway is nobody’s: the file has not arrived, and the queue waits', async () => {
  await world.drop(fileOf('a.png', 3_000_000))
  await world.answerNext('createBlocks')
  for (let time = 1; time <= 3; time += 1) {
    const held = await world.answerUntil('uploadAll')
    held.answerText(200, '{"code":0,"msg":"success","data":{"file_token":"boxFromNobody"}}')
  }
  await settled()
  expect(holdOf()).toMatchObject({ problem: 'not-feishus-answer', msg: 'HTTP 200: success' })
  expect(world.stageOf('a.png').at).not.toBe('done')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('HTML that the gateway passed on comes from Feishu, and the file fails with that', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  for (let time = 1; time <= 6; time += 1) {
    const held = await world.answerUntil('uploadAll')
    held.answerText(502, html, { 'x-feishu-uploader': '1' })
  }
  await settled()
  expect(holdOf()).toBeNull()
  await world.comeToRest()
  expect(world.stageOf('a.png')).toMatchObject({ at: 'failed', failure: { problem: 'unreadable-answer' } })
})

test('A person may try at once; one more miss holds the calls again', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await failing('uploadAll', 3)
  for (let time = 1; time <= 10; time += 1) {
    await world.doors.clock.pass(8000)
    if (world.openRoutes.length > 0) await world.loseNext('uploadAll')
    world.uploads.goOn()
    await settled()
    expect(holdOf()).toBeNull()
    await failing('uploadAll', 1)
    expect(holdOf()).toMatchObject({ problem: 'call-blocked' })
  }
  expect(world.stageOf('a.png').at).toBe('sending')
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
})

test('A file cancelled while its call is blocked is gone, and the others go on', async () => {
  await world.drop(fileOf('a.png'))
  await world.answerNext('createBlocks')
  await failing('uploadAll', 3)
  await world.cancel('a.png')
  await world.drop(fileOf('b.png'))
  await world.comeToRest()
  expect(holdOf()).toBeNull()
  expect(world.document).toEqual(['b.png'])
})
