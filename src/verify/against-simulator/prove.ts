import type { WorldOptions } from '../../simulator/world/world.ts'
import type { AnyExperiment } from '../experiment.ts'
import type { Report } from '../report/report.ts'
import type { Leftover } from '../run/ledger.ts'
import { runInWorld } from './run-world.ts'
import { firstReading, otherReadings } from './switches.ts'
import { startWorld } from './world.ts'

/** What one switch changed, and what it should have. */
export interface Proof {
  readonly name: keyof WorldOptions
  readonly value: string | number
  readonly changed: readonly string[]
  readonly expected: readonly string[]
  readonly report: Report
}

export interface Proven {
  readonly documented: { readonly report: Report; readonly left: readonly Leftover[] }
  readonly proofs: readonly Proof[]
}

/** Runs everything in the documented world, and once for the other reading of each switch. */
export async function proveAgainstSimulator(
  experiments: readonly AnyExperiment[],
  onRun: (name: string) => void = () => undefined,
): Promise<Proven> {
  const asked = new Set(experiments.map(({ question }) => question))
  const simulator = await startWorld()
  const run = (name: string, options: Partial<WorldOptions>) => {
    onRun(name)
    return runInWorld({ url: simulator.url, options: { ...firstReading, ...options }, experiments })
  }
  try {
    const documented = await run('as documented', {})
    const proofs: Proof[] = []
    for (const name of Object.keys(otherReadings) as (keyof WorldOptions)[]) {
      const { value, changes } = otherReadings[name]
      const { report } = await run(`${name}: ${value}`, { [name]: value })
      const expected = changes.filter((question) => asked.has(question))
      proofs.push({ name, value, expected, changed: changedQuestions(documented.report, report), report })
    }
    return { documented, proofs }
  } finally {
    await simulator.close()
  }
}

/** Questions with another answer, or none any more. */
export function changedQuestions(one: Report, other: Report): readonly string[] {
  return one.questions.flatMap(({ question, result, answer }, at) => {
    const there = other.questions[at]
    return there?.result === result && there.answer === answer ? [] : [question]
  })
}

/** Whether a switch changed exactly what it says. */
export function isProven({ changed, expected }: Proof): boolean {
  return changed.toSorted().join() === expected.toSorted().join()
}
