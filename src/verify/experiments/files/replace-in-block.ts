import * as v from 'valibot'
import { mediaTokenOf } from '../../../contract/feishu/docx/block.ts'
import { getBlockRequest, readBlock } from '../../../contract/feishu/docx/read-blocks.ts'
import { given, must } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addEmptyBlocks } from '../edits/blocks.ts'
import { bind, codeText, pointOf, upload } from './media.ts'
import { Sized } from './picture-block.ts'

export const replaceInBlock = defineExperiment({
  question: 'U44',
  title: 'Can a picture take the place of another in its block?',
  answers: {
    taken: { says: 'it can', means: 'A file that replaces another stands where the first one stood.' },
    refused: { says: 'it cannot', means: 'Replacing is refused; the earlier file stands, and the row says why.' },
  },
  expected: 'taken',
  callsAtMost: 6,
  uploadsAtMost: 2,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const [placed] = await addEmptyBlocks(doors, ['image'])
    const { mediaBlockId: blockId } = given(placed)
    const point = pointOf(doors, 'image', { mediaBlockId: blockId })
    const pixels = { width: 240, height: 160 }
    await bind(doors, { kind: 'image', blockId, fileToken: await upload(doors, point), pixels })
    const second = await upload(doors, point, 'verify-2.png')
    const bound = await bind(doors, { kind: 'image', blockId, fileToken: second })
    const block = must(readBlock(await doors.call(getBlockRequest(documentId, blockId))))
    if (mediaTokenOf(block) !== second) return answered('refused', codeText(bound))
    const sized = v.safeParse(Sized, block)
    const { width, height } = sized.success ? sized.output.image : {}
    return answered('taken', `without a size it has then ${width ?? '?'} × ${height ?? '?'} pixels; 240 × 160 before`)
  },
})
