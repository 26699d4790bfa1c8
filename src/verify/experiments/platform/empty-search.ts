import { searchDocumentsRequest, readFoundDocuments } from '../../../contract/feishu/search/search.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { must } from '../../doors.ts'

export const emptySearch = defineExperiment({
  question: 'U24',
  title: 'Does search take an empty query?',
  answers: {
    answered: { says: 'it is answered', means: 'The page shows the documents that were opened last.' },
    refused: { says: 'it is refused', means: 'The page does without the list of last documents, as it is built to.' },
  },
  expected: 'answered',
  callsAtMost: 2,
  needs: ['person'],
  async run(doors) {
    // With words first: a refusal of the empty one then is about the query, not about a scope.
    must(readFoundDocuments(await doors.call(searchDocumentsRequest('verify', ''))))
    const empty = await doors.call(searchDocumentsRequest('', ''))
    return empty.code === 0 ? answered('answered') : answered('refused', `code ${empty.code ?? 'none'}`)
  },
})
