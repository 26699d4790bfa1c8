import { own } from '../../contract/own.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { routes } from '../../contract/feishu/routes.ts'
import type { Allowance } from '../calls/budget.ts'
import type { Evidence } from '../calls/evidence.ts'
import type { CleanUp } from '../run/ledger.ts'
import type { Outcome } from '../run/run-experiments.ts'

/** One question with what was seen. */
export interface Row {
  readonly question: string
  readonly title: string
  /** What the product is built for; null: for each answer. */
  readonly expected: string | null
  readonly result: 'as-expected' | 'otherwise' | 'for-a-person' | 'not-decided' | 'not-tried' | 'failed'
  /** Key of the answer; null where there is none. */
  readonly answer: string | null
  readonly seen: string
  /** What it means for the product; empty where nothing was seen. */
  readonly means: string
  readonly evidence: readonly Evidence[]
}

/** How often a route was called, and how it answered. */
export interface RouteLine {
  readonly route: Evidence['route']
  readonly calls: number
  readonly codes: Readonly<Record<string, number>>
  readonly ms: { readonly least: number; readonly median: number; readonly most: number }
}

/** All that the command saw. Nothing in it names a person, a document or the app, or opens anything. */
export interface Report {
  readonly version: 1
  readonly against: 'feishu' | 'lark' | 'simulator'
  readonly identity: 'person' | 'app'
  readonly beganAt: string
  readonly seconds: number
  readonly node: string
  readonly stopped: boolean
  readonly budget: { readonly allowed: Allowance; readonly spent: Allowance }
  readonly questions: readonly Row[]
  readonly routes: readonly RouteLine[]
  /** Routes of the product that were not called. */
  readonly notCalled: readonly RouteName[]
  readonly preparation: { readonly missing: readonly string[]; readonly evidence: readonly Evidence[] }
  readonly cleanUp: {
    readonly removed: CleanUp['removed']
    readonly left: readonly { readonly what: string; readonly why: string }[]
  }
}

export interface ReportInput extends Omit<Report, 'version' | 'questions' | 'routes' | 'notCalled' | 'cleanUp'> {
  readonly outcomes: readonly Outcome[]
  readonly cleanUp: CleanUp
  /** Of cleaning up. */
  readonly otherEvidence: readonly Evidence[]
}

export function makeReport({ outcomes, cleanUp, otherEvidence, ...rest }: ReportInput): Report {
  const all = [...rest.preparation.evidence, ...outcomes.flatMap(({ evidence }) => evidence), ...otherEvidence]
  const lines = routeLines(all)
  const called = new Set(lines.map(({ route }) => route))
  return {
    version: 1,
    ...rest,
    questions: outcomes.map(rowOf),
    routes: lines,
    notCalled: (Object.keys(routes) as RouteName[]).filter((route) => !called.has(route)),
    cleanUp: { removed: cleanUp.removed, left: cleanUp.left.map(({ what, why }) => ({ what, why })) },
  }
}

function rowOf({ experiment, finding, evidence }: Outcome): Row {
  const { question, title, answers } = experiment
  const expectedKey = experiment.expected
  const expected = expectedKey === null ? null : (own(answers, expectedKey)?.says ?? null)
  const row = { question, title, expected, answer: null, means: '', evidence }
  switch (finding.is) {
    case 'answered': {
      const { says, means } = own(answers, finding.answer) ?? { says: finding.answer, means: '' }
      const result = expectedKey === null || expectedKey === finding.answer ? 'as-expected' : 'otherwise'
      const seen = finding.details === '' ? says : `${says} (${finding.details})`
      return { ...row, result, answer: finding.answer, seen, means }
    }
    case 'for-a-person':
      return { ...row, result: 'for-a-person', seen: finding.look }
    case 'not-decided':
    case 'not-tried':
    case 'failed':
      return { ...row, result: finding.is, seen: finding.why }
  }
}

function routeLines(evidence: readonly Evidence[]): readonly RouteLine[] {
  return [...new Set(evidence.map(({ route }) => route))].map((route) => {
    const calls = evidence.filter((each) => each.route === route)
    const times = calls.map(({ ms }) => ms).toSorted((a, b) => a - b)
    const at = (index: number) => times.at(index) ?? 0
    const codes = new Map<string, number>()
    for (const { code, status } of calls) {
      const name = code === null ? `HTTP ${status}` : String(code)
      codes.set(name, (codes.get(name) ?? 0) + 1)
    }
    const ms = { least: at(0), median: at(Math.floor(times.length / 2)), most: at(-1) }
    return { route, calls: calls.length, codes: Object.fromEntries(codes), ms }
  })
}
