import * as v from 'valibot'
import { mediaTokenOf, newestRevision } from '../../../contract/feishu/docx/block.ts'
import { listBlocksRequest, readBlockPage } from '../../../contract/feishu/docx/read-blocks.ts'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { readUploaded, uploadAllRequest } from '../../../contract/feishu/drive/media.ts'
import { given, must } from '../../doors.ts'
import { defineExperiment, forAPerson } from '../../experiment.ts'
import { addEmptyBlocks, addParagraphs } from '../edits/blocks.ts'
import { codeText, pointOf } from './media.ts'
import { Sized } from './picture-block.ts'
import { pictures } from '../samples.ts'

/** U7: one picture of each format, and what Feishu measures of it; whether it is shown, eyes decide. */
export const whichPicturesShow = defineExperiment({
  question: 'U7',
  title: 'Which pictures does a document show?',
  answers: {},
  expected: null,
  callsAtMost: 4 + 2 * pictures.length,
  uploadsAtMost: pictures.length,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    await addParagraphs(doors, [`verify, U7, from the first picture on: ${pictures.map(([name]) => name).join(', ')}`])
    const blocks = await addEmptyBlocks(
      doors,
      pictures.map(() => 'image' as const),
    )
    const refused = new Map<string, string>()
    for (const [at, [suffix, bytes]] of pictures.entries()) {
      const placed = blocks[at]
      if (!placed) continue
      const request = { fileName: `verify.${suffix}`, point: pointOf(doors, 'image', placed), bytes }
      const uploaded = readUploaded(await doors.call(uploadAllRequest(request)))
      if (!uploaded.ok) {
        refused.set(suffix, `its upload is refused with code ${uploaded.refusal.code ?? 'none'}`)
        continue
      }
      const bound = await doors.call(replaceImage(documentId, placed.mediaBlockId, uploaded.data, doors.uuid()))
      if (bound.code !== 0) refused.set(suffix, `it is not bound, ${codeText(bound)}`)
    }
    const page = must(readBlockPage(await doors.call(listBlocksRequest(documentId, '', newestRevision))))
    const told = pictures.map(([suffix], at) => {
      const block = page.items.find((each) => each.block_id === blocks[at]?.mediaBlockId)
      const sized = v.safeParse(Sized, block)
      const { width, height } = sized.success ? sized.output.image : {}
      const holds = block && mediaTokenOf(block) !== '' ? `measured ${width ?? '?'} × ${height ?? '?'}` : 'empty'
      return `${suffix}: ${refused.get(suffix) ?? holds}`
    })
    return forAPerson(
      `Look at the green pictures in the document behind "verify, U7": which of ${pictures.length} are shown? (24 × 16 means that Feishu could read it; ${told.join('; ')})`,
    )
  },
})

/** PATCH …/blocks/:block_id, the single form of the edit that batch_update makes. */
function replaceImage(documentId: string, blockId: string, token: string, clientToken: string): ApiRequest {
  return {
    route: 'updateBlock',
    parameters: { document_id: documentId, block_id: blockId },
    query: { document_revision_id: String(newestRevision), client_token: clientToken },
    body: { kind: 'json', value: { replace_image: { token } } },
  }
}
