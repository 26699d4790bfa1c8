import * as v from 'valibot'
import { readUploaded, uploadAllRequest } from '../../../contract/feishu/drive/media.ts'
import { BlockId } from '../../../contract/feishu/ids.ts'
import { given } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addEmptyBlocks } from '../edits/blocks.ts'
import { bind, codeText, pointOf, upload } from './media.ts'
import { png } from '../samples.ts'

export const tokenOfOtherBlock = defineExperiment({
  question: 'U48a',
  title: 'Is a file that was uploaded for one block taken by another block of the same document?',
  answers: {
    refused: { says: 'it is refused', means: 'Each file is uploaded for its own block, as the product does.' },
    taken: {
      says: 'it is taken',
      means: 'Files could be sent before their blocks are made: no empty blocks, no clearing.',
    },
  },
  expected: 'refused',
  callsAtMost: 3,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const [one, other] = await addEmptyBlocks(doors, ['image', 'image'])
    const fileToken = await upload(doors, pointOf(doors, 'image', given(one)))
    const bound = await bind(doors, { kind: 'image', blockId: given(other).mediaBlockId, fileToken })
    return bound.code === 0 ? answered('taken') : answered('refused', codeText(bound))
  },
})

export const tokenOfDocument = defineExperiment({
  question: 'U48b',
  title: 'Is a file that was uploaded for the document itself taken by a block?',
  answers: {
    refused: {
      says: 'it is refused when it is bound',
      means: 'Each file is uploaded for its own block, as the product does.',
    },
    'not-uploaded': {
      says: 'its upload is refused',
      means: 'Each file is uploaded for its own block, as the product does.',
    },
    taken: {
      says: 'it is taken',
      means: 'Files could be sent before their blocks are made: no empty blocks, no clearing.',
    },
  },
  expected: 'refused',
  callsAtMost: 3,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const [placed] = await addEmptyBlocks(doors, ['image'])
    const whole = pointOf(doors, 'image', { mediaBlockId: v.parse(BlockId, documentId) })
    const sent = await doors.call(uploadAllRequest({ fileName: 'verify.png', point: whole, bytes: png }))
    const fileToken = readUploaded(sent)
    if (!fileToken.ok) return answered('not-uploaded', codeText(sent))
    const blockId = given(placed).mediaBlockId
    const bound = await bind(doors, { kind: 'image', blockId, fileToken: fileToken.data })
    return bound.code === 0 ? answered('taken') : answered('refused', codeText(bound))
  },
})

export const uploadWithoutExtra = defineExperiment({
  question: 'U53',
  title: 'Is an upload into the document itself taken that names the document nowhere else?',
  answers: {
    refused: { says: 'it is refused', means: 'Uploads name their document, as the product does.' },
    taken: { says: 'it is taken', means: 'Nothing for the product; programs that upload so work.' },
  },
  expected: 'refused',
  callsAtMost: 1,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const point = pointOf(doors, 'image', { mediaBlockId: v.parse(BlockId, documentId) })
    const request = uploadAllRequest({ fileName: 'verify.png', point, bytes: png })
    const { body } = request
    if (body.kind !== 'multipart') return answered('refused')
    const fields = body.fields.filter(([name]) => name !== 'extra')
    const sent = await doors.call({ ...request, body: { ...body, fields } })
    return readUploaded(sent).ok ? answered('taken') : answered('refused', codeText(sent))
  },
})
