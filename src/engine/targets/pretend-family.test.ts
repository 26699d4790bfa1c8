import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import type { AppToken, TableId } from '../../contract/feishu/ids.ts'
import { batchUpdateRecordsRequest, readRecords } from '../../contract/feishu/base/records.ts'
import type { EngineContext } from '../engine-context.ts'
import type { JobId } from '../job/job.ts'
import { fileOf, filesOf } from '../testing/hand-held-doors.ts'
import { MediaModel } from '../testing/media-model.ts'
import { answering, valuesOf, type Model } from '../testing/model.ts'
import { QueueWorld } from '../testing/world.ts'
import { admitUpTo } from './admission.ts'
import { bindCall, bindingJobs, restartOrFail } from './bind-call.ts'
import { families } from './families.ts'
import type { TargetFamily } from './family.ts'
import { anySpot, LocalLane, type Bind } from './local-lane.ts'
import { neverTakingOut } from './local-clear.ts'
import { SentJobs } from './sent-jobs.ts'
import type { Target } from './target.ts'

// docs/adding-a-family.md, section 2, followed for a family that Feishu does not have: files stand side by side on a shelf. The engine
// knows nothing of it but the one object.
interface ShelfTarget {
  readonly is: 'shelf'
  readonly shelf: string
  readonly title: string
  readonly url: string
}

const table = { appToken: 'app' as AppToken, tableId: 'table' as TableId }

class ShelfEdits implements Bind {
  readonly #context: EngineContext
  readonly #sent: SentJobs

  constructor(context: EngineContext, orderKey: string) {
    this.#context = context
    this.#sent = new SentJobs(context, orderKey)
  }

  add(id: JobId): void {
    this.#sent.add(id)
  }

  hasWork(): boolean {
    return this.#sent.first() !== undefined
  }

  async work(): Promise<void> {
    const id = this.#sent.first()
    if (id === undefined) return
    this.#context.store.dispatch(id, { type: 'binding' })
    for (const job of bindingJobs(this.#context, [id])) {
      // Borrowed from bases: an edit that replaces what it wrote before, so that a repeat is harmless.
      const request = batchUpdateRecordsRequest(table, [
        { recordId: job.id as never, values: { file: [job.stage.fileToken] } },
      ])
      const outcome = await bindCall(this.#context, [id], {
        request: () => Promise.resolve(request),
        read: readRecords,
      })
      if (outcome?.ok) this.#context.store.dispatch(id, { type: 'bound' })
      else if (outcome) restartOrFail(this.#context, id, outcome)
    }
  }
}

const shelfFamily: TargetFamily = {
  targetKeyOf: shelfOf,
  orderKeyOf: shelfOf,
  takesBytes: () => false,
  isSerial: () => false,
  countsBinds: () => false,
  replaceableAt: () => null,
  showsPictures: false,
  admit: ({ sizeBytes }) => admitUpTo(1000, sizeBytes),
  uploadPointOf: (_, target) => ({ parentType: 'bitable_file', parentNode: shelfOf(target) as AppToken }),
  shownAt: () => null,
  openLane: (context, hold, target) => {
    const key = shelfOf(target)
    const takeOut = neverTakingOut(context, 'not-taken-out')
    return new LocalLane(context, hold, key, { ...anySpot, bind: new ShelfEdits(context, key), takeOut })
  },
  restoredKeyOf: () => null,
}

function shelfOf(target: Target): string {
  return `shelf ${(target as unknown as ShelfTarget).shelf}`
}

/** Feishu's side: what stands on the shelf, in the order it came there. */
class ShelfModel implements Model {
  readonly #uploads = new MediaModel(() => undefined)
  readonly #standing = new Map<string, string>()

  get names(): readonly string[] {
    return [...this.#standing.values()].map((token) => this.#uploads.nameOf(token) ?? '?')
  }

  apply(request: ApiRequest): ApiAnswer {
    return answering(() => {
      const uploaded = this.#uploads.take(request)
      if (uploaded) return uploaded
      const records = valuesOf(request)['records'] as readonly Written[]
      for (const { record_id, fields } of records) this.#standing.set(record_id, fields.file[0]?.file_token ?? '')
      return { records }
    })
  }
}

interface Written {
  readonly record_id: string
  readonly fields: { readonly file: readonly { readonly file_token: string }[] }
}

const registry = families as unknown as Record<'shelf', TargetFamily>
beforeAll(() => void (registry.shelf = shelfFamily))
afterAll(() => void Reflect.deleteProperty(registry, 'shelf'))

function shelfWorld() {
  const target: ShelfTarget = { is: 'shelf', shelf: 'one', title: 'Shelf', url: 'https://x.feishu.cn/shelf' }
  return new QueueWorld(target as unknown as Target, () => new ShelfModel())
}

const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt']

test('Files of a family unknown to the engine are in order, each once, whatever is lost', async () => {
  const world = shelfWorld()
  await world.drop(...filesOf(...names))
  await world.answerNext('uploadAll')
  await world.loseNext('uploadAll')
  await world.loseAfterEffect('batchUpdateRecords')
  await world.crash()
  await world.comeToRest()
  expect(world.model.names).toEqual(names)
  expect(world.stages).toEqual(names.map(() => 'done'))
})

test('It says what it takes', async () => {
  const world = shelfWorld()
  await world.drop(fileOf('large.bin', 1001))
  expect(world.stageOf('large.bin')).toMatchObject({ at: 'failed', failure: { problem: 'file-too-large' } })
})
