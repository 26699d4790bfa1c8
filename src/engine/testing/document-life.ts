import { expect } from 'vitest'
import type { ApiRequest } from '../../contract/api.ts'
import { uploadAllMaxBytes } from '../../contract/limits.ts'
import type { Job } from '../job.ts'
import { blockOf } from '../spot.ts'
import { spotOf } from '../spot-of.ts'
import { fileOf } from './hand-held-doors.ts'
import { Life, type DropOf } from './life.ts'
import { World } from './world.ts'

const codes = [
  1061001, 1061045, 99991400, 1061044, 1062009, 1770013, 1061002, 1061004, 1770032, 1770001, 1770002, 99991677,
  99991661, 1061101, 1061021, 1062010, 1770035, 1771001,
]

/** A queue into a document in which two empty blocks stand already. */
export class DocumentLife extends Life<World> {
  constructor() {
    super(new World())
    const children = [{ block_type: 27 }, { block_type: 23 }]
    const body = { kind: 'json', value: { index: -1, children } } as const
    this.world.model.apply({ route: 'createBlocks', parameters: {}, query: {}, body })
  }

  override codesFor() {
    return codes
  }

  override fileAt(at: number, { picture, large }: DropOf) {
    return fileOf(`${at}.${picture ? 'png' : 'pdf'}`, large ? uploadAllMaxBytes + 1 : 10 + (at % 3))
  }

  /** Where a deletion comes so late, it takes out whatever stands at its index by then: nobody could mend that. */
  override mayComeLate({ route }: ApiRequest): boolean {
    return route !== 'deleteBlocks'
  }

  override check(): void {
    const { jobs, model, document } = this.world
    const ends = jobs.map(({ stage }) => stage)
    expect(ends.map(({ at }) => at).filter((at) => !['done', 'failed', 'cancelled'].includes(at))).toEqual([])

    // What was there before stays at the top.
    expect(document.slice(0, 2)).toEqual(['-', '-'])
    const told = new Set(ends.flatMap(toldBlocks))
    const untold = document.filter((_, at) => at > 1 && !told.has(model.blocks[at]!.topId))
    const names = untold.filter((name) => name !== '-')
    const done = jobs.filter((job) => job.stage.at === 'done').map((job) => job.name)
    const forgotten = new Set(this.forgotten.filter(({ stage }) => stage.at === 'done').map((job) => job.name))
    expect(names.filter((name) => !forgotten.has(name) || done.includes(name))).toEqual(done)
    expect(new Set(names).size).toBe(names.length)
    // What could not be taken out for a file that left the list is tried again by the next page.
    const { creations, discards } = this.world.doors.journal.restored()
    const perhaps = creations.flatMap(({ ids }) => ids)
    expect(untold.length - names.length).toBeLessThanOrEqual(perhaps.length + discards.length)

    expect(this.wronglySpoilt).toEqual([])
  }
}

/** Empty blocks that the queue tells of: one that could not be taken out, or is kept for the retry. */
function toldBlocks(stage: Job['stage']): readonly string[] {
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return []
  const spot = spotOf(stage)
  const block = spot && blockOf(spot)
  return block ? [block.topBlockId] : []
}
