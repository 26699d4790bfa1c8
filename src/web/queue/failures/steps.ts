import { problems, type ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { Action } from '../../../contract/problems/problem.ts'
import { actionsOfOneFile, offeredActions } from '../../guidance/offered-actions.ts'

/** What is offered for failed files: an action of the catalogue, or what the page makes of one. */
export type Step =
  | Action
  /** Opens the document, where Feishu lets a person ask for the right to edit. */
  | 'open-to-ask'
  /** Goes through the files of a cause one after the other, where each needs a step of its own, such as a new name. */
  | 'one-by-one'

interface Failed {
  readonly problem: ProblemKey
  readonly files: number
  readonly hasDetails: boolean
  /** How many of them can be imported as online documents. */
  readonly importable: number
}

/** Steps for files with the same problem, in the order in which they should be tried; removing the files is never the first. */
export function stepsFor(failed: Failed): readonly Step[] {
  const { problem, files, hasDetails, importable } = failed
  const isPossible = (action: Step) => importable > 0 || action !== 'import-files'
  const offered = offeredActions(problem, files === 1 ? 'file' : 'group', hasDetails).filter(isPossible)
  const first = firstStep(failed, offered)
  const others = [...offered, 'remove-file' as const].filter(
    (step) => step !== first && !(first === 'open-to-ask' && step === 'open-document'),
  )
  return [...new Set([first, ...others])]
}

function firstStep({ problem, files, hasDetails, importable }: Failed, offered: readonly Step[]): Step {
  const [first] = problems[problem].actions
  const cannotBe = (first === 'copy-details' && !hasDetails) || (first === 'import-files' && importable === 0)
  if (first === undefined || cannotBe) return offered[0] ?? 'retry'
  if (files > 1 && actionsOfOneFile.includes(first)) return 'one-by-one'
  return first === 'ask-access' && offered.includes('open-document') ? 'open-to-ask' : first
}
