import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addUploadBlock, bind, codeText, upload } from './media.ts'

export const download = defineExperiment({
  question: 'W8',
  title: 'Is a bound file read back?',
  answers: {
    same: { says: 'it is, byte for byte', means: 'What the document holds is what was sent.' },
    otherwise: {
      says: 'other bytes come back',
      means: 'Feishu alters pictures; sizes and hashes differ from the file’s.',
    },
    refused: { says: 'it is refused', means: 'The product does not read files back unless FEATURES has downloads.' },
  },
  expected: null,
  callsAtMost: 5,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const { kind, placed, point } = await addUploadBlock(doors)
    const text = 'verify: read back'
    const fileToken = await upload(doors, point, 'verify.txt', new Blob([text]))
    await bind(doors, { kind, blockId: placed.mediaBlockId, fileToken })
    const request: ApiRequest = {
      route: 'downloadMedia',
      parameters: { file_token: fileToken },
      query: {},
      body: { kind: 'none' },
    }
    const answer = await doors.call(request)
    if (answer.status !== 200) return answered('refused', codeText(answer))
    return answered(answer.text === text ? 'same' : 'otherwise', `${answer.text.length} of ${text.length} characters`)
  },
})
