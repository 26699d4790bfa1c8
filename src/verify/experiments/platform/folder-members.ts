import { listMembersRequest, readMembers } from '../../../contract/feishu/drive/folders.ts'
import { given } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { codeText } from '../files/media.ts'

export const folderMembers = defineExperiment({
  question: 'U30',
  title: "Can a folder's members be asked for?",
  answers: {
    told: { says: 'they can', means: 'A person who may only read a folder is told before the first byte.' },
    refused: { says: 'they cannot', means: 'Whether a folder may be written to shows at the first import.' },
  },
  expected: null,
  callsAtMost: 1,
  needs: ['folder'],
  async run(doors) {
    const { folderToken } = given(doors.places.folder)
    const answer = await doors.call(listMembersRequest(folderToken))
    const members = readMembers(answer)
    return members.ok
      ? answered('told', `${members.data.length} besides the owner`)
      : answered('refused', codeText(answer))
  },
})
