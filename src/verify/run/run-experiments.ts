import { randomUUID } from 'node:crypto'
import { Budget, type Allowance } from '../calls/budget.ts'
import { Caller, type Wire } from '../calls/caller.ts'
import type { Evidence } from '../calls/evidence.ts'
import type { Pace } from '../calls/pace.ts'
import { BudgetSpent, Stopped, Unexpected, type Doors, type Need, type Places, type Site } from '../doors.ts'
import type { AnyExperiment, Finding } from '../experiment.ts'
import type { Ledger } from './ledger.ts'

/** How one experiment ended, with what it saw. */
export interface Outcome {
  readonly experiment: AnyExperiment
  readonly finding: Finding | { readonly is: 'not-tried' | 'failed'; readonly why: string }
  readonly evidence: readonly Evidence[]
}

export interface RunParts {
  readonly experiments: readonly AnyExperiment[]
  readonly wire: Wire
  readonly pace: Pace
  readonly repeats: Budget
  readonly isStopped: () => boolean
  readonly places: Places
  readonly site: Site
  readonly ledger: Ledger
  /** Called before each experiment. */
  readonly onBegin: (experiment: AnyExperiment) => void
}

/** What the experiments may spend together. */
export function allowanceOf(experiments: readonly AnyExperiment[]): Allowance {
  const sum = (of: (experiment: AnyExperiment) => number) => experiments.reduce((total, each) => total + of(each), 0)
  return { calls: sum((each) => each.callsAtMost), uploads: sum((each) => each.uploadsAtMost ?? 0) }
}

/** Runs the experiments one after another. One that fails does not keep the others; a stop keeps all that follow. */
export async function runExperiments(parts: RunParts): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const experiment of parts.experiments) outcomes.push(await runOne(experiment, parts))
  return outcomes
}

async function runOne(experiment: AnyExperiment, parts: RunParts): Promise<Outcome> {
  const notTried = (why: string): Outcome => ({ experiment, finding: { is: 'not-tried', why }, evidence: [] })
  if (parts.isStopped()) return notTried('the run was stopped')
  const missing = experiment.needs.find((need) => !isThere(need, parts))
  if (missing !== undefined) return notTried(missingText[missing])
  parts.onBegin(experiment)
  const budget = new Budget({ calls: experiment.callsAtMost, uploads: experiment.uploadsAtMost ?? 0 })
  const caller = new Caller({ ...parts, budget })
  const { evidence } = caller
  const doors: Doors = {
    call: caller.call,
    page: caller.page,
    wait: parts.wire.wait,
    nowMs: parts.wire.nowMs,
    uuid: randomUUID,
    places: parts.places,
    made: parts.ledger.made,
    site: parts.site,
  }
  try {
    return { experiment, finding: await experiment.run(doors), evidence }
  } catch (error) {
    if (error instanceof Stopped) return { ...notTried('the run was stopped'), evidence }
    return { experiment, finding: { is: 'failed', why: whyOf(error, evidence.at(-1)) }, evidence }
  }
}

function whyOf(error: unknown, last: Evidence | undefined): string {
  if (error instanceof BudgetSpent) return `it wanted ${error.message}`
  if (error instanceof Unexpected) return `${last?.route ?? 'a call'}: ${error.message}`
  return error instanceof Error ? error.message : 'unknown'
}

const missingText: Readonly<Record<Need, string>> = {
  document: 'there is no document (--folder or --document)',
  'own-document': 'it needs a document of its own (--folder)',
  folder: 'there is no folder (--folder)',
  sheet: 'there is no sheet (--folder or --sheet)',
  base: 'there is no base with a text and an attachment column (--base)',
  person: 'calls are made as the app itself',
}

function isThere(need: Need, { places, site }: RunParts): boolean {
  switch (need) {
    case 'own-document':
      return places.document?.isOurs === true
    case 'person':
      return site.identity === 'person'
    case 'document':
    case 'folder':
    case 'sheet':
    case 'base':
      return places[need] !== undefined
  }
}
