import * as fc from 'fast-check'
import { test } from 'vitest'
import { anyDrop, anyStep, liveThrough, type Step } from './testing/lives/any-step.ts'
import { propertyRuns, propertyTimeoutMs } from './testing/lives/property-runs.ts'
import { ReplacingAttachmentLife, ReplacingLife } from './testing/lives/replacing-life.ts'

const runs = propertyRuns(50)

/** Files are dropped again as often as anything else happens. */
const anyReplacing = fc.array(
  fc.tuple(anyStep, fc.nat({ max: 5 })).map(([step, chance]): Step => (chance === 0 ? { ...step, do: 'drop' } : step)),
  { maxLength: 80, size: 'max' },
)

const places = [
  [
    'in their blocks',
    () => new ReplacingLife({ revision: 'carried', byId: 'offered', goneBlock: 'success', fileBlocks: 'taken' }),
  ],
  ['in the cell of a record', () => new ReplacingAttachmentLife()],
] as const

test.each(places)(
  'Whatever is lost, refused or cancelled, whoever else edits the target, and whenever the page dies, files that replace others %s stand once, and what somebody else put there stays',
  async (_, begin) => {
    await fc.assert(
      fc.asyncProperty(anyDrop, anyReplacing, async (files, steps) => {
        const life = begin()
        await life.drop(files)
        // What is to be replaced has arrived.
        await life.world.looks.see()
        await life.world.comeToRest()
        await liveThrough(life, steps)
      }),
      runs,
    )
  },
  propertyTimeoutMs,
)
