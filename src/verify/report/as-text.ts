import type { Outcome } from '../run/run-experiments.ts'
import type { Report, Row } from './report.ts'

const results: Readonly<Record<Row['result'], string>> = {
  'as-expected': 'as expected',
  otherwise: 'OTHERWISE',
  'for-a-person': 'LOOK',
  'not-decided': 'not decided',
  'not-tried': 'not tried',
  failed: 'FAILED',
}

/** The report as people read it: a block of lines for each question, and what the calls cost. */
export function asText(report: Report): string {
  const { questions, budget, cleanUp } = report
  const count = (result: Row['result']) => questions.filter((row) => row.result === result).length
  const tally = (Object.keys(results) as Row['result'][])
    .filter((result) => count(result) > 0)
    .map((result) => `${count(result)} ${results[result].toLowerCase()}`)
  return [
    `${questions.length} questions at ${report.against} as ${report.identity === 'app' ? 'the app' : 'a person'}: ${tally.join(', ')}`,
    '',
    ...questions.flatMap(rowLines),
    `Calls: ${budget.spent.calls} of at most ${budget.allowed.calls}, of them ${budget.spent.uploads} of at most ${budget.allowed.uploads} uploads; ${report.seconds} s`,
    ...report.routes.map(
      ({ route, calls, codes, ms }) =>
        `  ${route.padEnd(20)} ${String(calls).padStart(3)} calls, ${ms.least}–${ms.most} ms, ${Object.entries(codes)
          .map(([code, times]) => `${code} × ${times}`)
          .join(', ')}`,
    ),
    ...(report.notCalled.length > 0 ? [`Not called: ${report.notCalled.join(', ')}`] : []),
    ...report.preparation.missing.map((missing) => `Not there: ${missing}`),
    `Removed again: ${
      Object.entries(cleanUp.removed)
        .map(([what, times]) => `${what} × ${times}`)
        .join(', ') || 'nothing was made'
    }`,
    ...cleanUp.left.map(({ what, why }) => `LEFT BEHIND: ${what}, ${why}`),
    ...(report.against === 'simulator' ? [] : ['', useIt]),
    '',
  ].join('\n')
}

const useIt = 'To use it: set FEISHU_FACTS to the path of this report, and start the gateway again (docs/operating.md).'

function rowLines({ question, title, result, expected, seen, means, evidence }: Row): readonly string[] {
  const isAnswered = result === 'as-expected' || result === 'otherwise'
  return [
    `${question.padEnd(5)} ${title}`,
    ...(isAnswered ? [`      expected  ${expected ?? 'each answer will do'}`] : []),
    `      seen      ${results[result]}: ${seen}`,
    ...(means === '' ? [] : [`      means     ${means}`]),
    ...(evidence.length === 0 ? [] : [`      evidence  ${evidenceText(evidence)}`]),
    '',
  ]
}

/** The last call, by which Feishu's support finds it, and how many there were. */
function evidenceText(evidence: Row['evidence']): string {
  const { route, code, status, logId, ms } = evidence.at(-1) ?? { route: '', code: null, status: 0, logId: null, ms: 0 }
  const count = evidence.length === 1 ? 'one call' : `${evidence.length} calls, the last`
  return `${count}: ${route}, ${code === null ? `HTTP ${status}` : `code ${code}`}, ${ms} ms, log id ${logId ?? 'none'}`
}

/** What only a person can see, as a list for the terminal; empty where there is nothing. */
export function placesToLookAt(outcomes: readonly Outcome[], where: readonly string[]): string {
  const looks = outcomes.flatMap(({ experiment, finding }) =>
    finding.is === 'for-a-person' ? [`${experiment.question}  ${experiment.title}\n    ${finding.look}`] : [],
  )
  return looks.length === 0 ? '' : ['', `Please look, before it is removed: ${where.join(' ')}`, ...looks].join('\n')
}
