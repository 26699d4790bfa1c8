import { uploadAllRequest } from '../../../contract/feishu/drive/media.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addUploadBlock, codeText } from './media.ts'

export const emptyMedia = defineExperiment({
  question: 'U5',
  title: 'What is an empty media file answered?',
  answers: {
    refused: { says: 'it is refused', means: 'Empty files are refused before they leave, as built.' },
    taken: { says: 'it is taken', means: 'Empty files could be let through.' },
  },
  expected: 'refused',
  callsAtMost: 3,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const { point } = await addUploadBlock(doors)
    const answer = await doors.call(uploadAllRequest({ fileName: 'verify-empty.txt', point, bytes: new Blob([]) }))
    return answer.code === 0 ? answered('taken') : answered('refused', codeText(answer))
  },
})
