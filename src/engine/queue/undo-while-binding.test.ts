import { describe, expect, test } from 'vitest'
import type { RecordId } from '../../contract/feishu/ids.ts'
import { BaseModel } from '../testing/base-model.ts'
import { baseWorld, importWorld, sheetTarget, sheetWorld } from '../testing/lives/family-worlds.ts'
import { FeishuModel } from '../testing/feishu-model.ts'
import { fileOf, settled } from '../testing/hand-held-doors.ts'
import type { HeldRequest } from '../testing/hand-held-wire.ts'
import { ImportModel } from '../testing/import-model.ts'
import { SheetModel } from '../testing/sheet-model.ts'
import { World, type QueueWorld } from '../testing/world.ts'

function attachments(): QueueWorld {
  const world = baseWorld({ is: 'record', recordId: 'rec1' as RecordId, name: 'a' })
  world.model.add('a')
  return world
}

const families: readonly (readonly [what: string, open: () => QueueWorld, file: string])[] = [
  ['a picture in a document', () => new World(), 'a.png'],
  ['a file in a document', () => new World(), 'a.pdf'],
  ['a picture in a cell', () => sheetWorld(sheetTarget('cells')), 'a.png'],
  ['a floating picture', () => sheetWorld(sheetTarget('floats')), 'a.png'],
  ['a record', () => baseWorld({ is: 'new', nameField: 'name' }), 'a.pdf'],
  ['an attachment', attachments, 'a.pdf'],
  ['an import', importWorld, 'a.md'],
]

const binds = new Set([
  'batchUpdateBlocks',
  'writeCellImage',
  'createFloatImage',
  'batchCreateRecords',
  'batchUpdateRecords',
  'createImportTask',
])

/** How the call that puts the file in ends. */
const ends: Readonly<Record<string, (held: HeldRequest, world: QueueWorld) => void>> = {
  'is answered': (held, world) => world.answer(held),
  'is lost after it took effect': (held, world) => {
    world.model.apply(held.request)
    held.lose()
  },
  'is lost before': (held) => held.lose(),
  'gets another’s answer after it took effect': (held, world) => {
    world.model.apply(held.request)
    held.answerText(502, '<html></html>')
  },
  'is one too many': (held) => held.refuse(99991400, { 'x-ogw-ratelimit-reset': '1' }),
  'is refused for good': (held) => held.refuse(9499),
}

/** When a person undoes the cancelling of a file that is being put in. */
const moments: readonly (readonly [when: string, live: (world: QueueWorld, end: () => void) => Promise<void>])[] = [
  ['at once', (world, end) => inTurn(() => world.uploads.undo(), end)],
  ['after that', (world, end) => inTurn(end, () => world.uploads.undo())],
  [
    'in the same moment',
    (world, end) =>
      inTurn(() => {
        end()
        world.uploads.undo()
      }),
  ],
  [
    'once nothing goes on',
    async (world, end) => {
      await inTurn(end)
      await world.comeToRest()
      await inTurn(() => world.uploads.undo())
    },
  ],
  [
    'twice',
    async (world, end) => {
      await inTurn(() => world.uploads.undo())
      await inTurn(() => world.uploads.cancelUndoably(world.uploads.getSnapshot().ids))
      await inTurn(end, () => world.uploads.undo())
    },
  ],
]

async function inTurn(...deeds: readonly (() => void)[]): Promise<void> {
  for (const deed of deeds) {
    deed()
    await settled()
  }
}

/** How many times the one file is in its target. */
function standing({ model }: QueueWorld): number {
  if (model instanceof FeishuModel) return model.blocks.filter(({ token }) => token !== '').length
  if (model instanceof SheetModel) return model.shown.length
  if (model instanceof ImportModel) return model.folder.length
  if (model instanceof BaseModel) return model.shown.flatMap(([, ...files]) => files.flat()).length
  throw new Error('An unknown model')
}

/** Answers every call before the one that puts the file in, and returns that one. */
async function untilBound(world: QueueWorld): Promise<HeldRequest> {
  for (let round = 0; round < 50; round += 1) {
    const [held] = world.wire.open
    if (held && binds.has(held.request.route)) return held
    if (held) world.answer(held)
    else await world.doors.clock.pass(world.doors.clock.nextMs ?? 0)
    await settled()
  }
  throw new Error('Nothing is put in')
}

describe.each(families)('%s', (_what, open, file) => {
  describe.each(Object.entries(ends))('whose call %s', (_how, end) => {
    test.each(moments)(
      'stands once and says so, or tells why not, when its cancelling is undone %s',
      async (_when, live) => {
        const world = open()
        await world.drop(fileOf(file))
        const held = await untilBound(world)
        await inTurn(() => world.uploads.cancelUndoably(world.uploads.getSnapshot().ids))
        await live(world, () => end(held, world))
        await world.comeToRest()
        const { stage } = world.job(file)
        const failure = stage.at === 'failed' ? stage.failure.problem : null
        if (failure === 'import-unclear') expect(standing(world)).toBeLessThanOrEqual(1)
        else if (stage.at === 'failed' && stage.leftover !== null) expect(standing(world)).toBeLessThanOrEqual(1)
        else expect([stage.at, standing(world)]).toEqual(failure === null ? ['done', 1] : ['failed', 0])
        // After a retry, a file that failed is there once.
        if (failure === null || failure === 'import-unclear') return
        await world.retry(file)
        await world.comeToRest()
        expect([world.stageOf(file).at, standing(world)]).toEqual(['done', 1])
      },
    )
  })
})
