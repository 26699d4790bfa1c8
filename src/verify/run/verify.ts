import { Budget, type Allowance } from '../calls/budget.ts'
import { Caller, type Wire } from '../calls/caller.ts'
import { Pace } from '../calls/pace.ts'
import { Stopped, type Site } from '../doors.ts'
import type { AnyExperiment } from '../experiment.ts'
import { preparePlaces, type Chosen, type Prepared } from '../places/prepare-places.ts'
import { makeReport, type Report } from '../report/report.ts'
import { Ledger, type Leftover } from './ledger.ts'
import { allowanceOf, runExperiments, type Outcome } from './run-experiments.ts'

/** Calls besides those of the experiments. */
const preparing: Allowance = { calls: 60, uploads: 1 }
const cleaningUp: Allowance = { calls: 120, uploads: 0 }
/** Calls that met a rate limit because others use the app at the same time. */
const repeating: Allowance = { calls: 30, uploads: 10 }

export interface VerifyParts {
  readonly experiments: readonly AnyExperiment[]
  readonly wire: Wire
  readonly site: Site
  readonly against: Report['against']
  readonly chosen: Chosen
  readonly title: string
  readonly isStopped: () => boolean
  readonly onBegin: (experiment: AnyExperiment) => void
  /** Called before what was made is removed: `where` it is, a person may look at it. */
  readonly beforeCleanUp: (outcomes: readonly Outcome[], where: readonly string[]) => Promise<void>
  /** True once the operator does not want to wait for the clean-up either. */
  readonly isLeaving: () => boolean
}

export interface Verified {
  readonly report: Report
  /** With where it is, which the report does not tell. */
  readonly left: readonly Leftover[]
}

/** What the whole run may spend; stated before its first call. */
export function wholeAllowance(experiments: readonly AnyExperiment[]): Allowance {
  const parts = [allowanceOf(experiments), preparing, repeating, cleaningUp]
  return {
    calls: parts.reduce((sum, { calls }) => sum + calls, 0),
    uploads: parts.reduce((sum, { uploads }) => sum + uploads, 0),
  }
}

/** Makes what is needed, runs the experiments, removes what was made, and reports. */
export async function verify(parts: VerifyParts): Promise<Verified> {
  const { wire, experiments, isStopped } = parts
  const beganAtMs = Date.now()
  const [pace, ledger, repeats] = [new Pace(), new Ledger(), new Budget(repeating)]
  const caller = (budget: Allowance, stopped: () => boolean) =>
    new Caller({ wire, pace, repeats, budget: new Budget(budget), isStopped: stopped })
  const preparer = caller(preparing, isStopped)
  const prepared = await prepare(parts, preparer, ledger)
  const outcomes = await runExperiments({ ...parts, ...prepared, pace, repeats, ledger })
  if (!isStopped()) await parts.beforeCleanUp(outcomes, ledger.addresses())
  const cleaner = caller(cleaningUp, parts.isLeaving)
  const cleanUp = await ledger.cleanUp(cleaner.call)
  const evidence = [preparer, cleaner]
    .flatMap((each) => each.evidence)
    .concat(outcomes.flatMap((each) => each.evidence))
  const uploads = new Set(['uploadAll', 'uploadPrepare', 'uploadPart', 'uploadFinish'])
  const report = makeReport({
    against: parts.against,
    identity: parts.site.identity,
    beganAt: new Date(beganAtMs).toISOString(),
    seconds: Math.round((Date.now() - beganAtMs) / 1000),
    node: process.versions.node,
    stopped: isStopped(),
    budget: {
      allowed: wholeAllowance(experiments),
      spent: { calls: evidence.length, uploads: evidence.filter(({ route }) => uploads.has(route)).length },
    },
    outcomes,
    preparation: { missing: prepared.missing, evidence: preparer.evidence },
    otherEvidence: cleaner.evidence,
    cleanUp,
  })
  return { report, left: cleanUp.left }
}

async function prepare({ wire, chosen, title }: VerifyParts, { call }: Caller, ledger: Ledger): Promise<Prepared> {
  try {
    return await preparePlaces({ chosen, doors: { call, wait: wire.wait }, made: ledger.made, title })
  } catch (error) {
    if (error instanceof Stopped) return { places: {}, missing: ['the run was stopped'] }
    throw error
  }
}
