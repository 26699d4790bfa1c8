import * as fc from 'fast-check'
import { test } from 'vitest'
import { anyDrop, anyStep, takeStep } from './testing/any-step.ts'
import { DocumentLife } from './testing/document-life.ts'

/** Enough to find what is easily found; `RUNS=20000` looks deeper. */
const numRuns = Number(process.env['RUNS'] ?? 300)

test('Whatever is lost, refused, reordered or cancelled, and whenever the page dies, each file stands once and in order, or is named, and no placeholder is left untold', async () => {
  await fc.assert(
    // Left to itself, fast-check would make no list longer than ten.
    fc.asyncProperty(anyDrop, fc.array(anyStep, { maxLength: 80, size: 'max' }), async (files, steps) => {
      const life = new DocumentLife()
      await life.drop(files)
      for (const step of steps) await takeStep(life, step)
      await life.end()
      life.check()
      await life.open()
      life.check()
    }),
    { numRuns },
  )
}, 600_000)
