import { expect, test } from 'vitest'
import { isProven, proveAgainstSimulator } from './against-simulator/prove.ts'
import { experiments } from './experiments/registry.ts'

/** All experiments once for each switch: half a minute on a machine that does nothing else. */
const timeoutMs = 900_000

test(
  'the other reading of each switch changes the answers to exactly the questions that it is about',
  async () => {
    const { first, proofs } = await proveAgainstSimulator(experiments)
    const { questions, cleanUp, notCalled } = first.report
    expect(questions.filter(({ result }) => result === 'failed' || result === 'not-tried')).toEqual([])
    expect(cleanUp.left).toEqual([])
    // The sign-in makes three of them; a new page of a wiki could not be removed again.
    expect(notCalled).toEqual(['createNode', 'exchangeToken', 'getUserInfo', 'getTenantToken'])
    expect(proofs.map(({ name, changed }) => ({ name, changed }))).toEqual(
      proofs.map(({ name, expected }) => ({ name, changed: expected })),
    )
    expect(proofs.every(isProven)).toBe(true)
  },
  timeoutMs,
)
