import { getBaseRequest, readBase } from '../../../contract/feishu/base/base.ts'
import { readRecordPage, searchRecordsRequest } from '../../../contract/feishu/base/records.ts'
import type { ApiAnswer, ApiRequest, Reading } from '../../../contract/feishu/api.ts'
import { checkEditRequest, queryMetaRequest, readMayEdit, readMeta } from '../../../contract/feishu/drive/drive.ts'
import {
  getRootFolderRequest,
  listFilesRequest,
  readFilePage,
  readRootFolder,
} from '../../../contract/feishu/drive/folders.ts'
import { readFoundObjects, searchObjectsRequest } from '../../../contract/feishu/search/search.ts'
import {
  getWikiNodeRequest,
  listNodesRequest,
  listSpacesRequest,
  readNodePage,
  readSpacePage,
  readWikiNode,
} from '../../../contract/feishu/wiki/wiki.ts'
import type { Doors } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'

/** Calls that the product makes and no other experiment does; each must be answered, and read as documented. */
export const otherReads = defineExperiment({
  question: 'W7',
  title: 'Are all other calls that only read answered as documented?',
  answers: {
    all: { says: 'they are', means: 'Nothing to do.' },
    'some-not': { says: 'some are not', means: 'What they are for does not work: a scope is missing, or tell us.' },
  },
  expected: 'all',
  callsAtMost: 11,
  needs: [],
  async run(doors) {
    const refused: string[] = []
    const ask = async <T>(request: ApiRequest, read: (answer: ApiAnswer) => Reading<T>): Promise<T | undefined> => {
      const reading = read(await doors.call(request))
      if (reading.ok) return reading.data
      const { code, httpStatus } = reading.refusal
      refused.push(`${request.route}: ${code === null ? `HTTP ${httpStatus}, not as documented` : `code ${code}`}`)
      return undefined
    }
    await ask(getRootFolderRequest(), readRootFolder)
    await askPlaces(doors, ask)
    if (doors.site.identity === 'person') await ask(searchObjectsRequest('verify', 0), readFoundObjects)
    const spaces = await ask(listSpacesRequest(''), readSpacePage)
    const [space] = spaces?.items ?? []
    const nodes = space && (await ask(listNodesRequest(space.spaceId, null, ''), readNodePage))
    const [node] = nodes?.items ?? []
    if (node) await ask(getWikiNodeRequest(node.nodeToken), readWikiNode)
    return refused.length === 0 ? answered('all') : answered('some-not', refused.join('; '))
  },
})

type Ask = <T>(request: ApiRequest, read: (answer: ApiAnswer) => Reading<T>) => Promise<T | undefined>

async function askPlaces({ places }: Doors, ask: Ask): Promise<void> {
  const { document, folder, base } = places
  if (folder) await ask(listFilesRequest(folder.folderToken, ''), readFilePage)
  if (document) {
    await ask(queryMetaRequest(document.documentId, 'docx'), readMeta)
    await ask(checkEditRequest(document.documentId, 'docx'), readMayEdit)
  }
  if (!base) return
  await ask(getBaseRequest(base.appToken), readBase)
  await ask(searchRecordsRequest({ ...base, fieldNames: [base.textField], pageToken: '' }), readRecordPage)
}
