import { deleteBlocksRequest } from '../../../contract/feishu/docx/delete-blocks.ts'
import { given } from '../../doors.ts'
import { answered, defineExperiment, notDecided } from '../../experiment.ts'
import { addParagraphs, childIds } from './blocks.ts'
import { codeText } from '../files/media.ts'

/** U31: a deletion by index at an older revision, in a document of our own, since it may delete the wrong block. */
export const deleteAtOlderRevision = defineExperiment({
  question: 'U31b',
  title: 'Which block does a deletion by index at an older revision take?',
  answers: {
    'carried-forward': { says: 'the block that stood there at that revision', means: 'Clearing by index is safe.' },
    ignored: {
      says: 'the block that stands there now',
      means:
        'Clearing by index can take a block of somebody else; blocks are taken out by id, and by index only after a look.',
    },
    refused: { says: 'none: it is refused', means: 'Clearing by index asks for the newest revision and tries again.' },
  },
  expected: null,
  callsAtMost: 6,
  needs: ['own-document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const index = (await childIds(doors)).length
    const { ids, revisionId } = await addParagraphs(doors, ['verify: meant', 'verify: behind'])
    if (revisionId === null) return notDecided('the answer names no revision')
    const { ids: others } = await addParagraphs(doors, ['verify: meanwhile'], { index })
    const request = deleteBlocksRequest({ documentId, index, count: 1, revisionId, clientToken: doors.uuid() })
    const deleted = await doors.call(request)
    const standing = new Set<string>(await childIds(doors))
    const isGone = (id: string | undefined) => id !== undefined && !standing.has(id)
    if (isGone(ids[0])) return answered('carried-forward')
    if (isGone(others[0])) return answered('ignored')
    return answered('refused', codeText(deleted))
  },
})
