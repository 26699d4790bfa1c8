import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import type { Target } from '../target.ts'
import { World } from '../../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered('getDocument')).toEqual([]))

function kindsOf(create: HeldRequest): readonly number[] {
  return (create.json['children'] as { block_type: number }[]).map((child) => child.block_type)
}

function pictures(count: number) {
  return Array.from({ length: count }, (_, at) => fileOf(`${at}.png`))
}

test('Blocks are placed in the order of the drop, kinds mixed, twenty images a call at most', async () => {
  await world.drop(fileOf('first.pdf'), ...pictures(30))
  const create = await world.answerNext('createBlocks')
  expect(kindsOf(create)).toEqual([23, ...Array.from({ length: 20 }, () => 27)])
  await world.comeToRest()
  expect(world.document).toEqual(['first.pdf', ...pictures(30).map((file) => file.name)])
})

test('Only a bounded number of empty blocks is placed ahead of the uploads', async () => {
  await world.drop(...Array.from({ length: 60 }, (_, at) => fileOf(`${at}.pdf`)))
  let most = 0
  for (let round = 0; round < 400 && world.wire.open[0]; round += 1) {
    world.answer(world.wire.open[0])
    await settled()
    most = Math.max(most, world.document.filter((name) => name === '-').length)
  }
  expect(world.document).toEqual(Array.from({ length: 60 }, (_, at) => `${at}.pdf`))
  // 20 + the widest window ahead, the one read before its turn, and those that wait for the next bind.
  expect(most).toBeLessThanOrEqual(24 + 1 + 8)
})

test('A lost answer repeats the same edit under the same client_token, and no block is there twice', async () => {
  await world.drop(...pictures(3))
  const lost = await world.loseAfterEffect('createBlocks')
  await world.doors.clock.pass(500)
  const repeat = await world.answerNext('createBlocks')
  expect(repeat.request).toEqual(lost.request)
  expect(repeat.field('client_token')).not.toBe('')
  await world.comeToRest()
  expect(world.document).toEqual(['0.png', '1.png', '2.png'])
})

test('Each intended edit has a client_token of its own', async () => {
  await world.drop(...pictures(45))
  await world.comeToRest()
  const tokens = world.wire.sent.flatMap(({ query }) => query['client_token'] ?? [])
  expect(tokens.length).toBeGreaterThan(3)
  expect(new Set(tokens).size).toBe(tokens.length)
})

test('A batch refused for its size is placed in smaller ones', async () => {
  await world.drop(...pictures(8))
  await world.refuseNext('createBlocks', 1770035)
  expect(kindsOf(await world.answerNext('createBlocks'))).toHaveLength(4)
  await world.comeToRest()
  expect(world.document).toEqual(pictures(8).map((file) => file.name))
})

test('A late block goes before its nearest later neighbour, found by id where it is now', async () => {
  await world.drop(...pictures(4))
  await world.cancel('1.png', '2.png')
  await world.comeToRest()
  expect(world.document).toEqual(['0.png', '3.png'])
  // Somebody else writes at the top of the document meanwhile.
  world.model.write(0)
  await world.retry('1.png', '2.png')
  await world.comeToRest()
  expect(world.document).toEqual(['¶', '0.png', '1.png', '2.png', '3.png'])
})

test('Where all later neighbours were deleted by hand, a late block goes after the nearest earlier one', async () => {
  await world.drop(...pictures(3))
  await world.cancel('1.png')
  await world.comeToRest()
  world.model.write(1)
  world.model.remove(world.model.blocks[2]!.topId)
  await world.retry('1.png')
  await world.comeToRest()
  expect(world.document).toEqual(['0.png', '1.png', '¶'])
})

test('A creation without an answer is reported as a possible leftover, and settled before the file is retried', async () => {
  await world.drop(...pictures(2))
  const lost = await world.loseAfterEffect('createBlocks')
  await world.doors.clock.pass(500)
  await world.refuseNext('createBlocks', 1770032)
  expect(world.jobs.map((job) => job.stage)).toMatchObject([
    { at: 'failed', failure: { problem: '1770032' }, leftover: 'perhaps' },
    { at: 'failed', leftover: 'perhaps' },
  ])
  expect(world.document).toEqual(['-', '-'])
  await world.retry('0.png')
  const settling = await world.answerNext('createBlocks')
  expect(settling.request).toEqual(lost.request)
  await world.comeToRest()
  expect(world.stages).toEqual(['done', 'failed'])
  expect(world.stageOf('1.png')).toMatchObject({ leftover: null })
  expect(world.document).toEqual(['0.png'])
})

test('Blocks that may exist for a file removed from the list are found and cleared, by whichever page gets to it', async () => {
  await world.drop(...pictures(2))
  await world.loseAfterEffect('createBlocks')
  await world.doors.clock.pass(500)
  await world.refuseNext('createBlocks', 1770032)
  world.uploads.forget([world.job('0.png').id])
  await world.wire.next('createBlocks')
  await world.crash()
  expect(world.document).toEqual(['-', '-'])
  await world.comeToRest()
  expect(world.document).toEqual([])
  expect(world.stageOf('1.png')).toMatchObject({ at: 'failed', leftover: null })
})

test('The row says why placing waits', async () => {
  await world.drop(...pictures(2))
  await world.refuseNext('createBlocks', 99991400, { 'x-ogw-ratelimit-reset': '2' })
  const holdup = { is: 'repeat', problem: '99991400', attempt: 2, untilMs: world.doors.clock.nowMs() + 2000 }
  expect(world.jobs.map((job) => job.stage)).toEqual([
    { at: 'placing', holdup },
    { at: 'placing', holdup },
  ])
  await world.comeToRest()
})

test('A call whose answer is not Feishu’s is repeated', async () => {
  await world.drop(...pictures(1))
  const create = await world.wire.next('createBlocks')
  world.model.apply(create.request)
  create.answerText(502, '<html>Bad gateway</html>')
  await world.comeToRest()
  expect(world.document).toEqual(['0.png'])
})

test('Without any answer, calls are repeated for minutes, not seconds', async () => {
  await world.drop(...pictures(1))
  for (let time = 1; time <= 12; time += 1) {
    await world.loseNext('createBlocks')
    await world.doors.clock.pass(20_000)
  }
  await world.comeToRest()
  expect(world.document).toEqual(['0.png'])
})

/** Puts one late file before its neighbour, which takes an index. */
async function placeLate(): Promise<HeldRequest> {
  await world.drop(...pictures(3))
  await world.cancel('1.png')
  await world.comeToRest()
  world.model.write(0)
  await world.retry('1.png')
  return world.answerUntil('createBlocks')
}

test('An index is sent with the revision it was read in, and read again for a later attempt', async () => {
  const create = await placeLate()
  const first = create.request
  expect(first).toMatchObject({ body: { value: { index: 2 } } })
  expect(first.query['document_revision_id']).toBe(String(world.model.revisionId))
  world.model.write(0)
  create.refuse(99991400, { 'x-ogw-ratelimit-reset': '2' })
  const second = await world.answerUntil('createBlocks')
  expect(second.request).toMatchObject({ body: { value: { index: 3 } } })
  expect(second.request.query['document_revision_id']).toBe(String(world.model.revisionId))
  // The first surely had no effect: this is another edit, and the only one that is written down.
  expect(second.field('client_token')).not.toBe(first.query['client_token'])
  expect(world.doors.journal.restored().creations).toMatchObject([{ input: { index: 3 } }])
  world.answer(second)
  await world.comeToRest()
  expect(world.document).toEqual(['¶', '¶', '0.png', '1.png', '2.png'])
})

test('An attempt that may have taken effect is repeated unchanged, whoever edits meanwhile', async () => {
  const create = await placeLate()
  create.lose()
  await settled()
  world.model.write(0)
  await world.doors.clock.pass(1000)
  const repeat = await world.answerUntil('createBlocks')
  expect(repeat.request).toEqual(create.request)
  world.answer(repeat)
  await world.comeToRest()
  expect(world.document).toEqual(['¶', '¶', '0.png', '1.png', '2.png'])
})

test('Blocks that ended up elsewhere are placed again, and after some attempts that is reported', async () => {
  world.model.reads({ revision: 'ignored' })
  const create = await placeLate()
  world.model.write(0)
  world.model.write(0)
  world.answer(create)
  await world.comeToRest()
  expect(world.document).toEqual(['¶', '¶', '¶', '0.png', '1.png', '2.png'])

  world.model.remove(world.model.blocks[4]!.topId)
  world.uploads.add([fileOf('top.png')], { ...world.target, is: 'docx', at: { is: 'top' } } as Target)
  await world.comeToRest()
  await world.retry('1.png')
  for (let time = 1; time <= 5; time += 1) {
    const again = await world.answerUntil('createBlocks')
    for (let index = 0; index < 3; index += 1) world.model.write(0)
    world.answer(again)
    await settled()
  }
  await world.comeToRest()
  expect(world.stageOf('1.png')).toMatchObject({
    at: 'failed',
    failure: { problem: 'place-unsettled' },
    leftover: null,
  })
  expect(world.document.filter((name) => name !== '¶')).toEqual(['top.png', '0.png', '2.png'])
})

test('Files cancelled before their placing or binding left are neither placed nor bound', async () => {
  await world.drop(...pictures(2))
  const create = await world.wire.next('createBlocks')
  world.doors.connectivity.goes('offline')
  create.refuse(99991677)
  await settled()
  await world.cancel('0.png')
  world.doors.connectivity.goes('online')
  await world.doors.clock.pass(1000)
  expect(kindsOf(await world.answerNext('createBlocks'))).toHaveLength(1)
  expect(world.stages).toEqual(['cancelled', 'sending'])
  await world.answerNext('uploadAll')
  const bind = await world.wire.next('batchUpdateBlocks')
  world.doors.connectivity.goes('offline')
  bind.refuse(99991677)
  await world.cancel('1.png')
  world.doors.connectivity.goes('online')
  expect(await world.comeToRest()).not.toContain('batchUpdateBlocks')
  expect(world.document).toEqual([])
})

test('One batch that was too large does not make all later ones small', async () => {
  await world.drop(...Array.from({ length: 8 }, (_, at) => fileOf(`${at}.pdf`)))
  await world.refuseNext('createBlocks', 1770035)
  await world.comeToRest()
  world.uploads.add(
    Array.from({ length: 40 }, (_, at) => fileOf(`later-${at}.pdf`)),
    world.target,
  )
  const sizes: number[] = []
  for (let time = 1; time <= 3; time += 1) {
    const create = await world.answerUntil('createBlocks')
    sizes.push(kindsOf(create).length)
    world.answer(create)
    await settled()
  }
  expect(Math.max(...sizes)).toBeGreaterThan(8)
  await world.comeToRest()
})

test.each(['the same page', 'the next page'])(
  'Placed by %s, a file comes before a later one that turns out to be in the block it gave up',
  async (by) => {
    await world.drop(fileOf('a.png'), fileOf('b.png'))
    await world.refuseNext('createBlocks', 1061044)
    await world.retry('b.png')
    await world.answerNext('createBlocks')
    await world.answerNext('uploadAll')
    const bind = await world.wire.next('batchUpdateBlocks')
    await world.cancel('b.png')
    world.answer(bind)
    await settled()
    await world.refuseNext('getDocument', 1770032)
    expect(world.stageOf('b.png')).toMatchObject({ at: 'cancelled', leftover: { mayHold: 'token1' } })
    if (by === 'the next page') await world.crash()
    await world.retry('a.png', 'b.png')
    await world.comeToRest()
    expect(world.stages).toEqual(['done', 'done'])
    expect(world.document).toEqual(['a.png', 'b.png'])
  },
)
