import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Action } from '../../contract/problems/problem.ts'

/** Where guidance stands: what one can do differs with it. */
export type Surface =
  /** Under one row of the queue. */
  | 'file'
  /** Above the queue, for several files at once. */
  | 'group'
  /** Above the queue, which stands still as a whole. */
  | 'queue'
  /** As `queue`, which goes on by itself when its time has come. */
  | 'queue-for-a-while'
  /** Under the field for the document's link, before any file is on its way. */
  | 'target'
  /** On the sign-in card, whose own button is the way on. */
  | 'sign-in'

const fileActions: readonly Action[] = ['rename', 'choose-file-again', 'choose-smaller-file']

const sensible: Readonly<Record<Surface, (action: Action) => boolean>> = {
  file: () => true,
  group: (action) => !fileActions.includes(action),
  queue: (action) => action === 'sign-in' || action === 'retry',
  'queue-for-a-while': (action) => action === 'retry',
  // The field to pick another document stands right above.
  target: (action) => !fileActions.includes(action) && action !== 'remove-file' && action !== 'pick-document',
  'sign-in': () => false,
}

/** What the page offers against a problem, first choice first; traces of a call can always be copied, last. */
export function offeredActions(problem: ProblemKey, surface: Surface, hasDetails: boolean): readonly Action[] {
  const offered = problems[problem].actions.filter((action) => action !== 'copy-details' && sensible[surface](action))
  return [
    ...offered,
    ...(isMissingRetry(problem, surface) ? (['retry'] as const) : []),
    ...(hasDetails ? (['copy-details'] as const) : []),
  ]
}

/** Whether another try can help: an empty file stays empty, but a document's owner can give access, or make room in it. */
export function mayHelpToRetry(problem: ProblemKey): boolean {
  const { actions, concerns } = problems[problem]
  return actions.includes('retry') || concerns !== 'file'
}

function isMissingRetry(problem: ProblemKey, surface: Surface): boolean {
  const { actions } = problems[problem]
  if (surface === 'sign-in' || actions.includes('retry')) return false
  // A link of the wrong kind stays one; looking again is for documents that somebody else can open up.
  return surface === 'target' ? actions.includes('ask-access') : mayHelpToRetry(problem)
}
