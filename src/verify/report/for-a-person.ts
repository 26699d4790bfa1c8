import type { Outcome } from '../run/run-experiments.ts'

/** What only a person can see, as a list for the terminal; empty where there is nothing. */
export function placesToLookAt(outcomes: readonly Outcome[], where: readonly string[]): string {
  const looks = outcomes.flatMap(({ experiment, finding }) =>
    finding.is === 'for-a-person' ? [`${experiment.question}  ${experiment.title}\n    ${finding.look}`] : [],
  )
  return looks.length === 0 ? '' : ['', `Please look, before it is removed: ${where.join(' ')}`, ...looks].join('\n')
}
