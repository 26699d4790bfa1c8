import { expect, test } from 'vitest'
import { isProven, proveAgainstSimulator } from './against-simulator/prove.ts'
import { asText } from './report/as-text.ts'
import { experiments } from './experiments/registry.ts'

test('each reading of each switch changes the answers to exactly the questions that it is about', async () => {
  const { documented, proofs } = await proveAgainstSimulator(experiments)
  if (process.env['PRINT_REPORT']) process.stdout.write(asText(documented.report))
  expect(documented.report.questions.filter(({ result }) => result === 'failed' || result === 'not-tried')).toEqual([])
  expect(documented.report.cleanUp.left).toEqual([])
  for (const proof of proofs) {
    const { name, changed, expected } = proof
    expect.soft({ name, changed: changed.toSorted() }).toEqual({ name, changed: expected.toSorted() })
    expect.soft(isProven(proof)).toBe(true)
  }
})
