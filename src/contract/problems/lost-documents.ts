import { problems, type ProblemKey } from './catalogue.ts'
import { treatments } from './treatments.ts'

const gone = [treatments.documentGone.actions, treatments.documentOrBlockGone.actions]

/**
 * What a refused file says of its document as a whole: that somebody has to give the `right` to write there, or that the document is
 * `gone`. Null where it says nothing of the kind.
 */
export function lossOf(key: ProblemKey): 'right' | 'gone' | null {
  const { concerns, actor, actions } = problems[key]
  if (concerns !== 'document') return null
  if (actions.includes('ask-access')) return 'right'
  return actor === 'you' && gone.some((each) => each === actions) ? 'gone' : null
}
