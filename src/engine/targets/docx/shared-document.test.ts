import { expect, test } from 'vitest'
import type { DocumentReading } from '../../testing/feishu-model.ts'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { HeldRequest } from '../../testing/hand-held-wire.ts'
import { World } from '../../testing/world.ts'

/** A document of three paragraphs that a colleague is writing. */
function sharedWorld(reading: Partial<DocumentReading> = {}) {
  const world = new World()
  world.model.reads(reading)
  const paragraphs = [0, 1, 2].map((index) => world.model.write(index))
  return { world, paragraphs }
}

function topIds(world: World): readonly string[] {
  return world.model.blocks.map(({ topId }) => topId)
}

const readings: readonly Partial<DocumentReading>[] = [
  {},
  { byId: 'partial' },
  { byId: 'absent' },
  { byId: 'absent', revision: 'ignored' },
]

test.each(readings)(
  'A deletion refused three times while a colleague writes at the top deletes the empty block and nothing else: %j',
  async (reading) => {
    const { world, paragraphs } = sharedWorld(reading)
    await world.drop(fileOf('refused.png'))
    await world.answerNext('createBlocks')
    await world.refuseNext('uploadAll', 1061113)
    for (let refused = 0, round = 0; round < 200; round += 1) {
      const [held] = world.wire.open
      const { nextMs } = world.doors.clock
      if (held && isDeletion(held) && refused < 3) {
        refused += 1
        paragraphs.unshift(world.model.write(0))
        held.refuse(99991400, { 'x-ogw-ratelimit-reset': '1' })
      } else if (held) world.answer(held)
      else if (nextMs !== undefined) await world.doors.clock.pass(nextMs)
      else break
      await settled()
    }
    expect(topIds(world)).toEqual(paragraphs)
    expect(world.stageOf('refused.png')).toMatchObject({ at: 'failed', leftover: null })
  },
)

function isDeletion({ request }: HeldRequest): boolean {
  return request.route === 'deleteBlocks' || request.route === 'updateDocument'
}

test.each(readings.slice(0, 3))(
  'Sixty files, every fifth refused for good, a colleague writing a paragraph a second, and a reload on the way: %j',
  async (reading) => {
    const { world, paragraphs } = sharedWorld(reading)
    // With three to a page, the colleague writes nearly as fast as the document can be listed.
    world.model.blocksPerPage = 20
    const files = Array.from({ length: 60 }, (_, at) => fileOf(`${at}.png`))
    await world.drop(...files)
    let calls = 0
    for (let round = 0; round < 20_000; round += 1) {
      const [held] = world.wire.open
      const { nextMs } = world.doors.clock
      if (!held && nextMs === undefined) break
      // A call takes a tenth of a second or two, and the colleague goes by the clock.
      calls += 1
      if (calls % 7 === 0) {
        const index = (calls * 13) % (world.model.blocks.length + 1)
        paragraphs.push(world.model.write(index))
      }
      if (calls === 130) await world.crash()
      else if (held) meet(world, held)
      else await world.doors.clock.pass(nextMs ?? 0)
      await settled()
    }
    const arrived = files.map(({ name }) => name).filter((name) => !isRefused(name))
    expect(world.document.filter((name) => name !== '¶')).toEqual(arrived)
    expect([...topIds(world)].filter((id) => paragraphs.includes(id)).sort()).toEqual([...paragraphs].sort())
    expect(world.jobs.filter(({ stage }) => stage.at === 'done').map(({ name }) => name)).toEqual(arrived)
  },
)

function isRefused(name: string): boolean {
  return Number.parseInt(name, 10) % 5 === 4
}

function meet(world: World, held: HeldRequest): void {
  if (held.request.route === 'uploadAll' && isRefused(held.field('file_name'))) held.refuse(1061113)
  else world.answer(held)
}
