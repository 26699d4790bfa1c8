import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import type { DocumentBody } from './target-document.ts'

/** Jobs that failed in a document because the person may not edit it. */
export type EditRefusals = (body: DocumentBody, causes: QueueSnapshot['causes']) => readonly JobId[]

export const editRefusals: EditRefusals = (body, causes) =>
  causes.filter(({ problem, target }) => isOfRight(problem) && goesInto(target, body)).flatMap(({ ids }) => ids)

/** Whether the problem is a missing right that somebody else must give. */
function isOfRight(problem: ProblemKey): boolean {
  const { concerns, actions } = problems[problem]
  return concerns === 'document' && actions.includes('ask-access')
}

function goesInto(target: Target, body: DocumentBody): boolean {
  switch (body.is) {
    case 'docx':
      return target.is === 'docx' && target.documentId === body.documentId
    case 'sheet':
      return target.is === 'sheet' && target.spreadsheetToken === body.spreadsheetToken
    case 'base':
      return target.is === 'base' && target.appToken === body.appToken
    case 'import':
      return target.is === 'import' && target.folderToken === body.folderToken
  }
}
