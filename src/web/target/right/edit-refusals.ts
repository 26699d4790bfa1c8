import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import { lossOf } from '../../../contract/problems/lost-documents.ts'
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
