import * as v from 'valibot'
import { mediaTokenOf } from '../../../contract/feishu/docx/block.ts'
import { getBlockRequest, readBlock } from '../../../contract/feishu/docx/read-blocks.ts'
import { given, must } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addEmptyBlocks } from '../edits/blocks.ts'
import { bind, codeText, pointOf, upload } from './media.ts'
import { samplePixels } from '../samples.ts'

/** Width and height of an image block. */
export const Sized = v.object({ image: v.object({ width: v.optional(v.number()), height: v.optional(v.number()) }) })

export const pictureBlock = defineExperiment({
  question: 'W2',
  title: 'Does Feishu measure a picture that is bound to an empty block without a size?',
  answers: {
    measured: { says: 'it does', means: 'A size that the browser cannot read is no harm.' },
    'not-measured': {
      says: 'it does not',
      means: 'The size has to be sent, as the product does wherever it can read it.',
    },
    'not-bound': { says: 'the picture is not bound at all', means: 'Pictures do not work: tell us.' },
  },
  expected: 'measured',
  callsAtMost: 4,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const [placed] = await addEmptyBlocks(doors, ['image'])
    if (!placed) return answered('not-bound', 'the answer names no block')
    const fileToken = await upload(doors, pointOf(doors, 'image', placed))
    const bound = await bind(doors, { kind: 'image', blockId: placed.mediaBlockId, fileToken })
    const block = must(readBlock(await doors.call(getBlockRequest(documentId, placed.mediaBlockId))))
    if (mediaTokenOf(block) !== fileToken) return answered('not-bound', codeText(bound))
    const sized = v.safeParse(Sized, block)
    const { width, height } = sized.success ? sized.output.image : {}
    const isRight = width === samplePixels.width && height === samplePixels.height
    return answered(isRight ? 'measured' : 'not-measured', `${width ?? 'no'} × ${height ?? 'no'} pixels`)
  },
})
