import {
  createFloatImageRequest,
  deleteFloatImageRequest,
  floatImageIdOf,
  queryFloatImagesRequest,
  readFloatImages,
} from '../../../contract/feishu/sheet/sheets.ts'
import { given, must, type Doors } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { codeText, upload } from '../files/media.ts'

/** Makes a floating picture of the given id; noted for the clean-up by the first. */
async function floating(doors: Doors) {
  const { spreadsheetToken, sheetId, firstRow } = given(doors.places.sheet)
  const floatImageId = floatImageIdOf(doors.uuid())
  const fileToken = await upload(doors, { parentType: 'sheet_image', parentNode: spreadsheetToken })
  const cell = { row: firstRow + 6, column: 0 }
  const create = () => doors.call(createFloatImageRequest({ spreadsheetToken, sheetId, floatImageId, fileToken, cell }))
  const remove = (call: Doors['call']) => call(deleteFloatImageRequest(spreadsheetToken, sheetId, floatImageId))
  const standing = async () => {
    const all = must(readFloatImages(await doors.call(queryFloatImagesRequest(spreadsheetToken, sheetId))))
    return all.has(floatImageId)
  }
  const first = await create()
  if (first.code === 0) {
    const gone = async (call: Doors['call']) => {
      const all = readFloatImages(await call(queryFloatImagesRequest(spreadsheetToken, sheetId)))
      return (all.ok && !all.data.has(floatImageId)) || (await remove(call)).code === 0
    }
    doors.made({ what: 'floating pictures', remove: gone })
  }
  return { first, create, remove, standing }
}

export const floatingRepeated = defineExperiment({
  question: 'W6',
  title: 'Is a floating picture made once where its id is sent twice?',
  answers: {
    once: { says: 'it is: the second call is refused', means: 'A lost answer is repeated without harm.' },
    again: {
      says: 'the second call is answered as if it were made',
      means: 'A repeat is harmless only if it stands once; look at it.',
    },
    'not-made': { says: 'it is not made at all', means: 'Floating pictures do not work: tell us.' },
  },
  expected: 'once',
  callsAtMost: 3,
  uploadsAtMost: 1,
  needs: ['sheet'],
  async run(doors) {
    const { first, create } = await floating(doors)
    if (first.code !== 0) return answered('not-made', codeText(first))
    const second = await create()
    return answered(second.code === 0 ? 'again' : 'once', codeText(second))
  },
})

export const floatingGone = defineExperiment({
  question: 'U41',
  title: 'Are floating pictures listed and deleted, and what answers an id that is gone?',
  answers: {
    refused: {
      says: 'they are, and a gone id is refused',
      means: 'Taking out looks at the list after a refusal, as built.',
    },
    passed: { says: 'they are, and a gone id is passed over', means: 'A repeat is harmless.' },
    'not-deleted': { says: 'they are not', means: 'Floating pictures cannot be taken out again; the row says so.' },
  },
  expected: 'refused',
  callsAtMost: 6,
  uploadsAtMost: 1,
  needs: ['sheet'],
  async run(doors) {
    const { first, remove, standing } = await floating(doors)
    if (first.code !== 0 || !(await standing()))
      return answered('not-deleted', `made with ${codeText(first)}, not listed`)
    const deleted = await remove(doors.call)
    if (deleted.code !== 0 || (await standing())) return answered('not-deleted', codeText(deleted))
    const again = await remove(doors.call)
    return again.code === 0 ? answered('passed') : answered('refused', codeText(again))
  },
})
