import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PictureSize } from '../../../contract/picture-size.ts'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import { bytesOf, png } from '../../testing/pictures.ts'
import { withoutContents, World } from '../../testing/world.ts'

let world: World

beforeEach(() => {
  world = new World()
})

afterEach(async () => expect(await world.unanswered('getDocument')).toEqual([]))

function blocksOf(bind: HeldRequest): readonly string[] {
  return (bind.json['requests'] as { block_id: string }[]).map((request) => request.block_id)
}

/** Sends `count` files of a kind while the first bind is out, and gives that bind back. */
async function sendAll(count: number, extension: string): Promise<HeldRequest> {
  await world.drop(...Array.from({ length: count }, (_, at) => fileOf(`${at}.${extension}`)))
  await world.answerNext('createBlocks')
  for (let at = 0; at < count; at += 1) await world.answerNext('uploadAll')
  return world.wire.next('batchUpdateBlocks')
}

/** A PNG of so many pixels, read without leaving the thread. */
function pngOf(name: string, width: number, height: number) {
  const { buffer } = bytesOf(png(width, height))
  const blob: Blob = Object.assign(new Blob([buffer]), {
    slice: () => blob,
    arrayBuffer: () => Promise.resolve(buffer.slice(0)),
  })
  const file = fileOf(name, blob.size)
  return { ...file, open: () => file.open().then(() => blob) }
}

const wide = { kind: 'image', format: 'png', pixels: { width: 1920, height: 1080 } } as const

function picturesIn(bind: HeldRequest): readonly unknown[] {
  const requests = bind.json['requests'] as { replace_image: Partial<PictureSize> }[]
  return requests.map(({ replace_image: { width, height } }) => ({ width, height }))
}

test('A picture is bound with its real size, so that binding it twice never leaves it 100 pixels wide', async () => {
  world.doors.contents.set('宽.png', wide)
  const file = fileOf('宽.png')
  await world.drop(file)
  await world.answerNext('createBlocks')
  await world.answerNext('uploadAll')
  file.becomes('unreadable')
  const bind = await world.wire.next('batchUpdateBlocks')
  bind.answer({ blocks: [] })
  await world.answerNext('getBlock')
  const again = await world.answerNext('batchUpdateBlocks')
  expect([bind, again].map(picturesIn)).toEqual([[{ width: 1920, height: 1080 }], [{ width: 1920, height: 1080 }]])
  expect(world.stages).toEqual(['done'])
})

test('The size of a picture that an earlier version of the app had placed is read as it is bound', async () => {
  const file = pngOf('宽.png', 1920, 1080)
  await world.drop(file)
  await world.answerNext('createBlocks')
  await world.crash(undefined, withoutContents)
  await world.answerNext('uploadAll')
  const bind = await world.wire.next('batchUpdateBlocks')
  expect(picturesIn(bind)).toEqual([{ width: 1920, height: 1080 }])
  world.answer(bind)
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

test('If its file has gone away since it was sent, it is bound anyway, and Feishu measures it', async () => {
  const file = pngOf('走了.png', 1920, 1080)
  await world.drop(file)
  await world.answerNext('createBlocks')
  await world.crash(undefined, withoutContents)
  file.becomes('unreadable')
  const bind = await world.answerNext('uploadAll').then(() => world.wire.next('batchUpdateBlocks'))
  expect(picturesIn(bind)).toEqual([{}])
  world.answer(bind)
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

test('What was sent while an edit was out is bound by one call, twenty images at most', async () => {
  const first = await sendAll(16, 'png')
  expect(blocksOf(first)).toHaveLength(1)
  world.answer(first)
  await settled()
  expect(blocksOf(await world.answerNext('batchUpdateBlocks'))).toHaveLength(15)
  await world.comeToRest()
  expect(world.uploads.getSnapshot().counts.done).toBe(16)
})

test('A lost bind is repeated under the same client_token', async () => {
  await sendAll(1, 'png').then((bind) => bind.lose())
  await settled()
  await world.doors.clock.pass(500)
  await world.loseAfterEffect('batchUpdateBlocks')
  await world.doors.clock.pass(1000)
  const repeat = await world.answerNext('batchUpdateBlocks')
  expect(repeat.field('client_token')).toMatch(/^uuid-/)
  expect(world.stages).toEqual(['done'])
})

test('A batch refused for one member is halved until that member is alone, and the others are bound', async () => {
  const first = await sendAll(9, 'pdf')
  world.answer(first)
  await settled()
  // The fifth's media belongs elsewhere: Feishu refuses every batch that holds it.
  const culprit = world.model.blocks[4]!.mediaId
  for (const [token, media] of world.model.media) {
    if (media.parentNode === culprit) world.model.media.set(token, { ...media, parentNode: 'elsewhere' })
  }
  const batch = await world.answerNext('batchUpdateBlocks')
  expect(blocksOf(batch)).toHaveLength(8)
  const routes = await world.comeToRest()
  expect(world.document).toEqual(Array.from({ length: 9 }, (_, at) => `${at}.pdf`))
  // Only the one at fault was sent again.
  expect(routes.filter((route) => route === 'uploadAll')).toHaveLength(1)
})

test('An unclear bind that is refused in the end is judged by the block itself', async () => {
  const bind = await sendAll(1, 'png')
  world.model.apply(bind.request)
  bind.lose()
  await settled()
  await world.doors.clock.pass(500)
  await world.refuseNext('batchUpdateBlocks', 1770001)
  await world.answerNext('getBlock')
  expect(world.stages).toEqual(['done'])
  expect(world.document).toEqual(['0.png'])
})

test('After a successful answer without the token, the block is read, and bound once more', async () => {
  const bind = await sendAll(1, 'png')
  bind.answer({ blocks: [] })
  await world.answerNext('getBlock')
  const again = await world.answerNext('batchUpdateBlocks')
  expect(again.field('client_token')).not.toBe(bind.field('client_token'))
  expect(world.stages).toEqual(['done'])
})

test('A block that never shows its token ends as not confirmed, and is cleared', async () => {
  const bind = await sendAll(1, 'png')
  bind.answer({ blocks: [] })
  await world.answerNext('getBlock')
  await world.wire.next('batchUpdateBlocks').then((again) => again.answer({ blocks: [] }))
  await world.answerNext('getBlock')
  await world.comeToRest()
  expect(world.stageOf('0.png')).toMatchObject({ at: 'failed', failure: { problem: 'bind-unconfirmed' } })
  expect(world.document).toEqual([])
})

test('A block deleted by hand before its bind is placed again', async () => {
  const bind = await sendAll(2, 'png')
  world.model.remove(world.model.blocks[0]!.topId)
  world.answer(bind)
  await world.comeToRest()
  expect(world.document).toEqual(['0.png', '1.png'])
})

test('A document that cannot be written to any more is not asked member by member', async () => {
  const first = await sendAll(6, 'pdf')
  first.refuse(1770032)
  await settled()
  await world.refuseNext('batchUpdateBlocks', 1770032)
  const routes = await world.comeToRest()
  expect(routes).not.toContain('batchUpdateBlocks')
  expect(world.uploads.getSnapshot().counts.failed).toBe(6)
  expect(world.uploads.getSnapshot().causes).toHaveLength(1)
})

test('The row says why binding waits', async () => {
  const bind = await sendAll(1, 'png')
  bind.refuse(1771001)
  await settled()
  expect(world.stageOf('0.png')).toMatchObject({ at: 'binding', holdup: { problem: '1771001', attempt: 2 } })
  await world.comeToRest()
  expect(world.stages).toEqual(['done'])
})

/** A page dies while it binds; the next one has to upload the file once more for the same block. Returns the call of the first. */
async function bindOfDeadPage() {
  await world.drop(fileOf('a.png'))
  const { request } = await world.answerUntil('batchUpdateBlocks')
  await world.crash()
  await world.answerUntil('batchUpdateBlocks')
  await world.refuseNext('batchUpdateBlocks', 1770013)
  return request
}

test('A file that a call of a dead page put in late, by an earlier upload, is there: its row does not say that somebody removed it', async () => {
  const late = await bindOfDeadPage()
  await world.comeToRest()
  world.model.apply(late)
  await world.drop(fileOf('b.png'))
  await world.comeToRest()
  expect(world.document).toEqual(['a.png', 'b.png'])
  expect(world.stages).toEqual(['done', 'done'])
})

test('Such a file is taken out again, and its block is no longer somebody else’s', async () => {
  const late = await bindOfDeadPage()
  await world.comeToRest()
  world.model.apply(late)
  world.uploads.takeOut([world.job('a.png').id])
  await world.comeToRest()
  expect(world.document).toEqual([])
  expect(world.stageOf('a.png')).toEqual({
    at: 'cancelled',
    leftover: null,
    takenOut: { spot: expect.anything() as unknown },
  })
})

test('Such a file whose job fails for another reason has arrived', async () => {
  const late = await bindOfDeadPage()
  await world.wire.next('uploadAll')
  world.model.apply(late)
  world.wire.open[0]?.refuse(1061004)
  await world.comeToRest()
  expect(world.document).toEqual(['a.png'])
  expect(world.stages).toEqual(['done'])
})

test('Such a file that was cancelled is taken out with its block', async () => {
  const late = await bindOfDeadPage()
  await world.wire.next('uploadAll')
  world.model.apply(late)
  await world.cancel('a.png')
  await world.comeToRest()
  expect([world.document, world.stages]).toEqual([[], ['cancelled']])
})
