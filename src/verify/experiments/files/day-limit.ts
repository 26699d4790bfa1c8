import { uploadAllRequest } from '../../../contract/feishu/drive/media.ts'
import { given } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addEmptyBlocks } from '../edits/blocks.ts'
import { codeText, pointOf } from './media.ts'
import { png } from '../samples.ts'

/** Headers that tell of limits; their numbers are only read. */
const asked = [
  'x-ogw-ratelimit-limit',
  'x-ogw-ratelimit-reset',
  'x-ogw-ratelimit-remaining',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-quota-remaining',
]

/** U12: the day's limit is never used up to see it; only what an ordinary upload's answer tells is read. */
export const dayLimit = defineExperiment({
  question: 'U12',
  title: "Does an upload's answer tell how much of the day's calls is left?",
  answers: {
    'not-told': { says: 'it does not', means: 'The product counts by itself, by day in Beijing.' },
    told: { says: 'it tells something', means: 'The count could be Feishu’s own: tell us.' },
  },
  expected: 'not-told',
  callsAtMost: 2,
  uploadsAtMost: 1,
  needs: ['document'],
  async run(doors) {
    const [placed] = await addEmptyBlocks(doors, ['image'])
    const point = pointOf(doors, 'image', given(placed))
    const answer = await doors.call(uploadAllRequest({ fileName: 'verify.png', point, bytes: png }))
    const told = asked.filter((name) => answer.header(name) !== null)
    const details = told.map((name) => `${name} ${(answer.header(name) ?? '').slice(0, 20)}`).join(', ')
    return told.length > 0 ? answered('told', details) : answered('not-told', codeText(answer))
  },
})
