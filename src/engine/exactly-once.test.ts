import * as fc from 'fast-check'
import { test } from 'vitest'
import { anyDrop, anyStep, takeStep } from './testing/any-step.ts'
import { Life } from './testing/life.ts'

const runs = Number(process.env['RUNS'] ?? 400)
const seed = process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }

test('Whatever is lost, refused, held, reordered or cancelled, and whenever the page dies, each file stands once and in order, or is named, and no placeholder is left untold', async () => {
  await fc.assert(
    fc.asyncProperty(anyDrop, fc.array(anyStep, { maxLength: 80, size: 'max' }), async (files, steps) => {
      const life = new Life()
      await life.drop(files)
      for (const step of steps) await takeStep(life, step)
      await life.end()
      life.check()
      await life.open()
      life.check()
    }),
    { numRuns: runs, ...seed },
  )
}, 6_000_000)
