import { newestRevision } from '../../../contract/feishu/docx/block.ts'
import { deleteByIdRequest, readDocumentUpdate } from '../../../contract/feishu/docx/delete-blocks.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { given, must } from '../../doors.ts'
import { addParagraphs, childIds, isNotThere } from './blocks.ts'

/** U33: one block of three is gone already when all three are to be deleted by id. */
export const goneBlock = defineExperiment({
  question: 'U33',
  title: 'What does a deletion by id make of a block that is gone?',
  answers: {
    refused: {
      says: 'the whole call is refused',
      means: 'Blocks are read right before; the rest goes by a second call.',
    },
    'passed-over': { says: 'it is passed over, the others are deleted', means: 'A repeat is harmless.' },
    'some-left': {
      says: 'some of the others are left',
      means: 'What stands afterwards decides, as the product looks.',
    },
    'not-there': { says: 'the call is not to be had', means: 'Empty blocks are taken out by index.' },
  },
  expected: 'refused',
  callsAtMost: 4,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const { ids } = await addParagraphs(doors, ['verify: one', 'verify: two', 'verify: three'])
    const remove = (blockIds: typeof ids) => deleteByIdRequest({ documentId, blockIds, revisionId: newestRevision })
    const first = await doors.call(remove(ids.slice(0, 1)))
    if (isNotThere(first)) return answered('not-there', `HTTP ${first.status}`)
    must(readDocumentUpdate(first))
    const update = readDocumentUpdate(await doors.call(remove(ids)))
    const standing = await childIds(doors)
    const left = ids.filter((id) => standing.includes(id)).length
    if (left === 0)
      return answered('passed-over', update.ok ? update.data.result : `code ${update.refusal.code ?? 'none'}`)
    if (!update.ok && left === 2) return answered('refused', `code ${update.refusal.code ?? 'none'}`)
    return answered('some-left', `${left} of 2, ${update.ok ? update.data.result : 'refused'}`)
  },
})
