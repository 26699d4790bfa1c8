import * as fc from 'fast-check'
import { test } from 'vitest'
import { anyDrop, anyStep, liveThrough, type Step } from './testing/lives/any-step.ts'
import { DocumentLife } from './testing/lives/document-life.ts'
import { propertyRuns, propertyTimeoutMs } from './testing/lives/property-runs.ts'

const runs = propertyRuns(80)
const takingOut = propertyRuns(40)

/** Every way in which Feishu may mean what its sources leave open (docs/feishu.md, U31, U32 and U58). */
const anyReading = fc.record({
  revision: fc.constantFrom('carried', 'ignored'),
  byId: fc.constantFrom('offered', 'absent', 'partial'),
  goneBlock: fc.constantFrom('success', 'refused'),
  fileBlocks: fc.constantFrom('taken', 'refused'),
} as const)

test(
  'Whatever is lost, refused, reordered or cancelled, whoever else edits the document, and whenever the page crashes, each file is there once and in order, or is reported, with every placeholder left and every loss of others',
  async () => {
    await fc.assert(
      // By default fast-check makes no list longer than ten.
      fc.asyncProperty(
        anyReading,
        fc.boolean(),
        anyDrop,
        fc.array(anyStep, { maxLength: 80, size: 'max' }),
        async (reading, goesBothWays, files, steps) => {
          const life = new DocumentLife(reading, goesBothWays)
          await life.drop(files)
          await liveThrough(life, steps)
        },
      ),
      runs,
    )
  },
  propertyTimeoutMs,
)

const mishaps: ReadonlySet<Step['do']> = new Set([
  ...(['answer', 'refuse', 'lose-before', 'lose-after', 'garble-after', 'others-edit'] as const),
  ...(['pass', 'crash', 'calm', 'late-effects', 'take-out'] as const),
])

/** What happens to calls and pages, most of it an answer: a deletion leaves only after the reading of every block. */
const anyMishap = anyStep
  .filter((step) => mishaps.has(step.do))
  .map((step): Step => (step.do !== 'answer' && step.pick % 2 === 0 ? { ...step, do: 'answer' } : step))

test(
  'Whatever others put into blocks whose files are taken out stays, or the row says that it is gone',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        anyReading,
        anyDrop,
        fc.array(anyMishap, { maxLength: 80, size: 'max' }),
        async (reading, files, steps) => {
          const life = new DocumentLife(reading)
          await life.drop(files.slice(0, 3))
          await life.world.looks.see()
          await life.world.comeToRest()
          life.takeOutDrop(0)
          await liveThrough(life, steps)
        },
      ),
      takingOut,
    )
  },
  propertyTimeoutMs,
)
