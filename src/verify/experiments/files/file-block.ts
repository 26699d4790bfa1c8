import { blockTypes, mediaTokenOf } from '../../../contract/feishu/docx/block.ts'
import { getBlockRequest, readBlock } from '../../../contract/feishu/docx/read-blocks.ts'
import { given, must } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addUploadBlock, bind, codeText, upload } from './media.ts'

export const fileBlock = defineExperiment({
  question: 'U58',
  title: 'Is a file block taken: made empty, uploaded for, bound?',
  answers: {
    'in-a-view': { says: 'it is, inside a view block', means: 'Attachments work as built.' },
    bare: { says: 'it is, without a view block around it', means: 'Attachments work; blocks are one level less deep.' },
    refused: {
      says: 'it is not made, and a picture block is',
      means: 'Documents take pictures only; FEISHU_FACTS spares the try, and rows offer a base or an import.',
    },
    'not-bound': {
      says: 'it is made, and no file can be bound to it',
      means: 'Documents take pictures only: FEISHU_FACTS says so; tell us.',
    },
  },
  expected: 'in-a-view',
  callsAtMost: 5,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const { kind, placed, point } = await addUploadBlock(doors)
    if (kind === 'image') return answered('refused')
    const fileToken = await upload(doors, point, 'verify.txt', new Blob(['verify']))
    const bound = await bind(doors, { kind: 'file', blockId: placed.mediaBlockId, fileToken })
    const media = must(readBlock(await doors.call(getBlockRequest(documentId, placed.mediaBlockId))))
    if (mediaTokenOf(media) !== fileToken) return answered('not-bound', codeText(bound))
    const top = must(readBlock(await doors.call(getBlockRequest(documentId, placed.topBlockId))))
    return answered(top.block_type === blockTypes.view ? 'in-a-view' : 'bare')
  },
})
