import { uploadPrepareRequest } from '../../../contract/feishu/drive/media.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addUploadBlock, codeText } from './media.ts'

const gigabyte = 1024 ** 3
/** What the plans are reported to allow; an upload that was only begun is forgotten after a day. */
const steps = [2, 5, 10, 20, 50, 100].map((gigabytes) => ({ gigabytes, sizeBytes: gigabytes * gigabyte }))

export const largestMedia = defineExperiment({
  question: 'U6',
  title: 'How large may a file be in this company?',
  answers: {
    'up-to-2': { says: 'less than 2 GB', means: 'Larger files are refused by Feishu; the row says so.' },
    'up-to-10': { says: 'from 2 GB to less than 10 GB', means: 'Larger files are refused by Feishu; the row says so.' },
    'up-to-50': {
      says: 'from 10 GB to less than 50 GB',
      means: 'Larger files are refused by Feishu; the row says so.',
    },
    more: { says: '50 GB or more', means: 'No file that people drop is too large.' },
    otherwise: {
      says: 'a size is refused with another code than 1061043',
      means: 'The row would not say that the file is too large: tell us.',
    },
  },
  expected: null,
  callsAtMost: 2 + steps.length,
  uploadsAtMost: steps.length,
  needs: ['document'],
  async run(doors) {
    const { point } = await addUploadBlock(doors)
    let taken = 0
    for (const { gigabytes, sizeBytes } of steps) {
      const answer = await doors.call(uploadPrepareRequest({ fileName: 'verify-large.bin', point, sizeBytes }))
      if (answer.code === feishuCodes.fileTooLarge)
        return answered(answerFor(taken), `${taken} GB begin, ${gigabytes} GB are refused`)
      if (answer.code !== 0) return answered('otherwise', `${gigabytes} GB: ${codeText(answer)}`)
      taken = gigabytes
    }
    return answered('more', `${taken} GB begin`)
  },
})

function answerFor(takenGigabytes: number) {
  if (takenGigabytes < 2) return 'up-to-2'
  if (takenGigabytes < 10) return 'up-to-10'
  return takenGigabytes < 50 ? 'up-to-50' : 'more'
}
