import type { WorldOptions } from '../../simulator/world/world.ts'
import type { AnyExperiment } from '../experiment.ts'
import type { Report } from '../report/report.ts'
import type { Verified } from '../run/verify.ts'
import { runInWorld } from './run-world.ts'
import { firstReading, otherReadings } from './switches.ts'
import { startWorld } from './world.ts'

/** What the other reading of a switch changed, and what it should have. */
export interface Proof {
  readonly name: string
  readonly changed: readonly string[]
  readonly expected: readonly string[]
}

export interface Proven {
  /** With the first reading of every switch. */
  readonly first: Verified
  readonly proofs: readonly Proof[]
}

type SwitchName = keyof WorldOptions

const names = Object.keys(otherReadings) as SwitchName[]
/** Each switch that changes something alone, the others together. */
const isInert = (name: SwitchName) => otherReadings[name].changes.length === 0
const groups = [names.filter(isInert), ...names.filter((name) => !isInert(name)).map((name) => [name])]

function pick(options: readonly SwitchName[]): Partial<WorldOptions> {
  return Object.fromEntries(options.map((name) => [name, otherReadings[name].value]))
}

/**
 * Runs all experiments with the first reading of every switch. Then, for each switch alone, those that any switch is about: exactly
 * its own must be answered otherwise. All the others run once more with all switches turned at once, and must not be.
 */
export async function proveAgainstSimulator(
  experiments: readonly AnyExperiment[],
  onRun: (name: string) => void = () => undefined,
): Promise<Proven> {
  const simulator = await startWorld()
  const run = (name: string, options: Partial<WorldOptions>, asked: readonly AnyExperiment[]) => {
    onRun(name)
    return runInWorld({ url: simulator.url, options: { ...firstReading, ...options }, experiments: asked })
  }
  const switched = new Set(names.flatMap((name) => otherReadings[name].changes))
  const ofSwitches = experiments.filter(({ question }) => switched.has(question))
  const ofNone = experiments.filter(({ question }) => !switched.has(question))
  try {
    const first = await run('the first reading of each switch', {}, experiments)
    const proofs: Proof[] = []
    for (const options of groups) {
      const name = options.map((option) => `${option}: ${otherReadings[option].value}`).join(', ')
      const changes = options.flatMap((option) => otherReadings[option].changes)
      const { report } = await run(name, pick(options), ofSwitches)
      const expected = ofSwitches.map(({ question }) => question).filter((question) => changes.includes(question))
      proofs.push({ name, expected, changed: changedQuestions(first.report, report) })
    }
    const together = await run('all of these at once', pick(names), ofNone)
    const changed = changedQuestions(first.report, together.report)
    proofs.push({ name: 'all of these at once, for the other questions', expected: [], changed })
    return { first, proofs }
  } finally {
    await simulator.close()
  }
}

/** Questions of the second report that the first one answers otherwise, in the order of the first. */
export function changedQuestions(one: Report, other: Report): readonly string[] {
  const there = new Map(other.questions.map((row) => [row.question, row]))
  return one.questions.flatMap(({ question, result, answer }) => {
    const row = there.get(question)
    return !row || (row.result === result && row.answer === answer) ? [] : [question]
  })
}

/** Whether exactly those changed that should have. */
export function isProven({ changed, expected }: Proof): boolean {
  return changed.join() === expected.join()
}
