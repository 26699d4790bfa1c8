import { uploadAllRequest } from '../../../contract/feishu/drive/media.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import { answered, defineExperiment, notDecided } from '../../experiment.ts'
import { addUploadBlock, codeText } from './media.ts'
import { filler } from '../samples.ts'

/** Long enough on the way that they meet. */
const bytes = 512 * 1024
/** Up to the documented rate of five a second; two are tried twice, since one may miss the other by chance. */
const widths = [2, 2, 3, 4, 5] as const

export const uploadsAtOnce = defineExperiment({
  question: 'U13',
  title: 'How many uploads at once are tolerated?',
  answers: {
    one: { says: 'one', means: 'The window stays at one; speed comes from small files going one after another.' },
    several: { says: 'several', means: 'The window opens as far as Feishu lets it.' },
  },
  expected: null,
  callsAtMost: 2 + widths.reduce<number>((sum, width) => sum + width, 0),
  uploadsAtMost: widths.reduce<number>((sum, width) => sum + width, 0),
  needs: ['document'],
  async run(doors) {
    const { point } = await addUploadBlock(doors)
    let tolerated = 1
    for (const width of widths) {
      await doors.wait(1500)
      const answers = await Promise.all(
        Array.from({ length: width }, (_, at) => {
          const file = new Blob([filler(bytes)])
          return doors.call(uploadAllRequest({ fileName: `verify-${at}.bin`, point, bytes: file }), 'at-once')
        }),
      )
      const refused = answers.find(({ code }) => code !== 0)
      if (refused?.code === feishuCodes.uploadsAtOnce) {
        return answered(tolerated === 1 ? 'one' : 'several', `${width} are refused with ${codeText(refused)}`)
      }
      if (refused) return notDecided(`${width} at once: ${codeText(refused)}`)
      tolerated = width
    }
    return answered('several', `${tolerated} at once go through`)
  },
})
