import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Action } from '../../contract/problems/problem.ts'

/** Where guidance stands: what one can do differs with it. */
export type Place =
  /** Under one row of the queue. */
  | 'file'
  /** Above the queue, for several files at once. */
  | 'group'
  /** Under the field for the document's link, before any file is on its way. */
  | 'target'
  /** On the sign-in card, whose own button is the way on. */
  | 'sign-in'

const fileActions: readonly Action[] = ['rename', 'choose-file-again', 'choose-smaller-file']

const sensible: Readonly<Record<Place, (action: Action) => boolean>> = {
  file: () => true,
  group: (action) => !fileActions.includes(action),
  // The field to pick another document stands right above.
  target: (action) => !fileActions.includes(action) && action !== 'remove-file' && action !== 'pick-document',
  'sign-in': (action) => action === 'copy-details',
}

/** What the page offers against a problem, first choice first. The details can be copied everywhere but for plain advice. */
export function offeredActions(problem: ProblemKey, place: Place, hasDetails: boolean): readonly Action[] {
  const { actions } = problems[problem]
  const offered = actions.filter(sensible[place]).filter((action) => action !== 'copy-details' || hasDetails)
  // Looking again is the remedy once somebody else has acted: an owner has given access, a document is back.
  const needsSecondLook = place === 'target' && offered.includes('ask-access') && !offered.includes('retry')
  return needsSecondLook ? [...offered, 'retry'] : offered
}
