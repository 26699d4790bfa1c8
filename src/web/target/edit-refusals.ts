import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import type { DocumentBody } from './document-body.ts'
import { pageFamily } from './families.ts'

/** Jobs that failed in a document because the person may not edit it. */
export type EditRefusals = (body: DocumentBody, causes: QueueSnapshot['causes']) => readonly JobId[]

export const editRefusals: EditRefusals = (body, causes) =>
  causes.filter(({ problem, target }) => isOfRight(problem) && leadsInto(target, body)).flatMap(({ ids }) => ids)

/** Whether the problem is a missing right that somebody else must give. */
function isOfRight(problem: ProblemKey): boolean {
  const { concerns, actions } = problems[problem]
  return concerns === 'document' && actions.includes('ask-access')
}

function leadsInto(target: Target, body: DocumentBody): boolean {
  return target.is === body.is && pageFamily(body.is).leadsInto(target, body)
}
