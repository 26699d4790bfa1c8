import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDrop, anyStep, takeStep, type Step } from './testing/lives/any-step.ts'
import { AttachmentLife, MatchedLife, RecordLife } from './testing/lives/base-life.ts'
import { ImportLife } from './testing/lives/import-life.ts'
import type { DropOf, Life } from './testing/lives/life.ts'
import { SheetLife } from './testing/lives/sheet-life.ts'
import { WanderingLife } from './testing/lives/wandering-life.ts'
import { propertyRuns, propertyTimeoutMs } from './testing/lives/property-runs.ts'

const runs = propertyRuns(30)

type FilesAndSteps = [files: readonly DropOf[], steps: readonly Step[]]

const step = (what: Step['do'], pick = 0, how = 0): Step => ({ do: what, pick, how })
const largeFiles = (count: number) =>
  Array.from({ length: count }, () => ({ picture: false, large: true, listed: false }))

/** Runs that once put a file into two records: another record got its name after the file was written. */
const renamedIntoItsName: readonly FilesAndSteps[] = [
  [
    largeFiles(2),
    [
      ...(['drop', 'calm', 'lose-before', 'answer', 'answer', 'others-edit', 'answer'] as const).map((what) =>
        step(what),
      ),
      step('pass', 0, 4),
      step('others-edit', 3962, 1137),
    ],
  ],
  [
    largeFiles(6),
    [
      ...(['others-edit', 'answer', 'others-edit', 'crash', 'answer'] as const).map((what) => step(what)),
      step('others-edit', 1769, 1925),
    ],
  ],
]

/** A run in which a job was removed twice: the next page restored it and uploaded its file. */
const removedTwice: readonly FilesAndSteps[] = [
  [
    largeFiles(1),
    [
      ...(['hold-journal', 'cancel-undoably', 'forget-undoably'] as const).map((what) => step(what)),
      step('crash', 0, 9),
      ...(['answer', 'answer', 'forget'] as const).map((what) => step(what)),
    ],
  ],
]

const families: readonly (readonly [what: string, begin: () => Life, examples: readonly FilesAndSteps[]])[] = [
  ['cell', () => new SheetLife('cells'), []],
  ['floating picture', () => new SheetLife('floats'), []],
  ['record', () => new RecordLife(), removedTwice],
  ['attachment', () => new AttachmentLife(), []],
  ['attachment of the record with its name', () => new MatchedLife(), renamedIntoItsName],
  ['document of a folder', () => new ImportLife(), []],
]

/** Steps of the world alone, without actions of a person. */
const mishaps: ReadonlySet<Step['do']> = new Set([
  ...(['answer', 'refuse', 'lose-before', 'lose-after', 'garble-after'] as const),
  ...(['others-edit', 'see', 'pass', 'offline', 'hold-journal', 'calm', 'late-effects'] as const),
])

// By default fast-check makes no list longer than ten.
const anySteps = fc.array(anyStep, { maxLength: 80, size: 'max' })
const anyMishaps = fc.array(
  anyStep.filter((step) => mishaps.has(step.do)),
  { maxLength: 80, size: 'max' },
)
/** Pages also crash, and the bytes of all files can be read again afterwards. */
const anyMishapsAndDeaths = fc.array(
  anyStep
    .filter((step) => mishaps.has(step.do) || step.do === 'crash')
    .map((step) => (step.do === 'crash' ? { ...step, how: step.how & 3 } : step)),
  { maxLength: 80, size: 'max' },
)

/** Jobs change their target as often as anything else happens to them. */
const anyWanderings = fc.array(
  fc
    .tuple(anyStep, fc.nat({ max: 3 }))
    .map(([step, chance]): Step => (chance === 0 ? { ...step, do: 'retarget' } : step)),
  { maxLength: 80, size: 'max' },
)

async function live<L extends Life>(life: L, files: readonly DropOf[], steps: readonly Step[]): Promise<L> {
  await life.drop(files)
  for (const step of steps) await takeStep(life, step)
  await life.end()
  return life
}

test.each(families)(
  'Whatever is lost, refused or cancelled, and whenever the page dies, each file is one %s, or is named',
  async (_, begin, examples) => {
    await fc.assert(
      fc.asyncProperty(anyDrop, anySteps, async (files, steps) => {
        const life = await live(begin(), files, steps)
        life.check()
        await life.open()
        life.check()
        expect(life.world.openRoutes).toEqual([])
      }),
      { ...runs, examples: [...examples] },
    )
  },
  propertyTimeoutMs,
)

test(
  'Wherever files move among documents, sheets, bases and folders, each is there once, where its row says, or is reported',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), anyDrop, anyWanderings, async (first, files, steps) => {
        const life = await live(new WanderingLife(first), files, steps)
        life.check()
        await life.open()
        life.check()
      }),
      runs,
    )
  },
  propertyTimeoutMs,
)

test.each(['cells', 'floats'] as const)(
  'Whatever is lost or refused, pictures (%s) go down the sheet as they stand in the queue',
  async (as) => {
    await fc.assert(
      fc.asyncProperty(anyDrop, anyMishaps, async (files, steps) => {
        const life = await live(new SheetLife(as), files, steps)
        life.check()
        life.checkOrder()
      }),
      runs,
    )
  },
  propertyTimeoutMs,
)

test.each([
  ['records', () => new RecordLife()],
  ['attachments of one record', () => new AttachmentLife()],
] as const)(
  'Whatever is lost or refused, and whenever the page dies, %s stand in the order of the queue',
  async (_, begin) => {
    await fc.assert(
      fc.asyncProperty(anyDrop, anyMishapsAndDeaths, async (files, steps) => {
        const life = await live<AttachmentLife | RecordLife>(begin(), files, steps)
        life.check()
        life.checkOrder()
      }),
      runs,
    )
  },
  propertyTimeoutMs,
)
