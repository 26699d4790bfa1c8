import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Action } from '../../contract/problems/problem.ts'

/** Where guidance is shown, which determines the possible actions. */
export type Surface =
  /** At one row of the queue. */
  | 'file'
  /** At the heading of several files that failed for one cause. */
  | 'group'
  /** Above the queue, while all of it is on hold. */
  | 'queue'
  /** As `queue`, but it continues by itself at a known time. */
  | 'queue-for-a-while'
  /** As `queue`, but a probe is sent now and then and the queue continues by itself at an unknown time. */
  | 'queue-being-probed'
  /** Under the document field, before any file is uploaded. */
  | 'target'
  /** On the sign-in card, which has its own button. */
  | 'sign-in'

/** Where guidance is always shown. */
export type GuidanceSurface = Exclude<Surface, 'file' | 'group'>

/** Actions that apply to one file at a time. */
export const actionsOfOneFile: readonly Action[] = ['rename', 'choose-file-again', 'choose-smaller-file']

/** Actions on what is in the queue already. */
const needsJobs: readonly Action[] = ['remove-file', 'pick-document', 'import-files']

const sensible: Readonly<Record<Surface, (action: Action) => boolean>> = {
  file: () => true,
  group: (action) => !actionsOfOneFile.includes(action),
  queue: (action) => action === 'sign-in' || action === 'retry',
  'queue-for-a-while': (action) => action === 'retry',
  'queue-being-probed': (action) => action === 'retry',
  // The document field is right above.
  target: (action) => !actionsOfOneFile.includes(action) && !needsJobs.includes(action),
  'sign-in': () => false,
}

/** Actions to offer for a problem, in order of preference; copying details comes last. */
export function offeredActions(problem: ProblemKey, surface: Surface, hasDetails: boolean): readonly Action[] {
  const offered = problems[problem].actions.filter((action) => action !== 'copy-details' && sensible[surface](action))
  return [
    ...offered,
    ...(isMissingRetry(problem, surface) ? (['retry'] as const) : []),
    ...(hasDetails ? (['copy-details'] as const) : []),
  ]
}

/** Whether a retry can help: an empty file stays empty, but an owner can give access or make room. */
export function mayHelpToRetry(problem: ProblemKey): boolean {
  const { actions, concerns } = problems[problem]
  return actions.includes('retry') || concerns !== 'file'
}

function isMissingRetry(problem: ProblemKey, surface: Surface): boolean {
  const { actions } = problems[problem]
  if (surface === 'sign-in' || actions.includes('retry')) return false
  // A link of the wrong kind stays one; a retry helps only if somebody else can change something.
  return surface === 'target' ? actions.includes('ask-access') : mayHelpToRetry(problem)
}
