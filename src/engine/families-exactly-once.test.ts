import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDrop, anyStep, takeStep } from './testing/any-step.ts'
import { AttachmentLife, RecordLife } from './testing/base-life.ts'
import { ImportLife } from './testing/import-life.ts'
import type { Life } from './testing/life.ts'
import { SheetLife } from './testing/sheet-life.ts'

/** Enough to find what is easily found; `RUNS=20000` looks deeper. */
const numRuns = Number(process.env['RUNS'] ?? 150)

const families: readonly (readonly [what: string, begin: () => Life])[] = [
  ['cell', () => new SheetLife('cells')],
  ['floating picture', () => new SheetLife('floats')],
  ['record', () => new RecordLife()],
  ['attachment', () => new AttachmentLife()],
  ['document of a folder', () => new ImportLife()],
]

test.each(families)(
  'Whatever is lost, refused or cancelled, and whenever the page dies, each file is one %s, or is named',
  async (_, begin) => {
    await fc.assert(
      // Left to itself, fast-check would make no list longer than ten.
      fc.asyncProperty(anyDrop, fc.array(anyStep, { maxLength: 80, size: 'max' }), async (files, steps) => {
        const life = begin()
        await life.drop(files)
        for (const step of steps) await takeStep(life, step)
        await life.end()
        life.check()
        await life.open()
        life.check()
        expect(life.world.openRoutes).toEqual([])
      }),
      { numRuns },
    )
  },
  600_000,
)
