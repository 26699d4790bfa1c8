import { problems, type ProblemKey } from '../../../contract/problems/catalogue.ts'
import { treatments } from '../../../contract/problems/treatments.ts'
import type { JobId } from '../../../engine/job/job.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import type { DocumentBody } from '../document-body.ts'
import { pageFamily } from '../families.ts'

/** Why files could not go into a document as a whole: the right to edit it is missing, or the document is. */
export interface EditRefusal {
  readonly problem: ProblemKey
  readonly loss: 'right' | 'gone'
  readonly ids: readonly JobId[]
}

export type EditRefusals = (body: DocumentBody, causes: QueueSnapshot['causes']) => readonly EditRefusal[]

export const editRefusals: EditRefusals = (body, causes) =>
  causes.flatMap(({ problem, target, ids }) => {
    const loss = leadsInto(target, body) ? lossOf(problem) : null
    return loss ? [{ problem, loss, ids }] : []
  })

function leadsInto(target: Target, body: DocumentBody): boolean {
  return target.is === body.is && pageFamily(body.is).leadsInto(target, body)
}

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
