import * as v from 'valibot'
import { readAnswer, type ApiRequest } from '../../../contract/feishu/api.ts'
import { newestRevision } from '../../../contract/feishu/docx/block.ts'
import { deleteByIdRequest, readDocumentUpdate } from '../../../contract/feishu/docx/delete-blocks.ts'
import type { DocumentId } from '../../../contract/feishu/ids.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import { given, type Doors } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { addParagraphs, childIds, isNotThere } from './blocks.ts'
import { codeText } from '../files/media.ts'

const notThere = { says: 'the call is not to be had', means: 'Empty blocks are taken out by index.' } as const

/** Deletes paragraphs by id, and counts what is left of them. */
async function deleteById(doors: Doors, count: number) {
  const { documentId } = given(doors.places.document)
  const { ids } = await addParagraphs(
    doors,
    Array.from({ length: count }, (_, at) => `verify: ${at + 1}`),
  )
  const answer = await doors.call(deleteByIdRequest({ documentId, blockIds: ids, revisionId: newestRevision }))
  const standing = await childIds(doors)
  const update = readDocumentUpdate(answer)
  const told = update.ok ? update.data.result : codeText(answer)
  return { ids, answer, left: ids.filter((id) => standing.includes(id)).length, told }
}

export const deletionById = defineExperiment({
  question: 'U32a',
  title: 'Is docs_ai there for this app, and does it delete a block by its id?',
  answers: {
    deleted: { says: 'it is, and it does', means: 'Empty blocks go by id, which edits of others cannot shift.' },
    refused: { says: 'it is there, and refuses', means: 'Empty blocks are taken out by index.' },
    'not-there': notThere,
  },
  expected: 'deleted',
  callsAtMost: 3,
  needs: ['document'],
  async run(doors) {
    const { answer, left, told } = await deleteById(doors, 1)
    if (isNotThere(answer)) return answered('not-there', codeText(answer))
    return answered(left === 0 ? 'deleted' : 'refused', told)
  },
})

export const severalById = defineExperiment({
  question: 'U34',
  title: 'Does one deletion by id take several ids, joined by commas?',
  answers: {
    all: { says: 'it does, and all of them are gone', means: 'Up to 200 empty blocks go by one call.' },
    some: {
      says: 'it takes them, and some are left',
      means: 'What stands afterwards decides; the rest goes by further calls.',
    },
    none: { says: 'it does not', means: 'One call for each block, or by index.' },
    'not-there': notThere,
  },
  expected: 'all',
  callsAtMost: 3,
  needs: ['document'],
  async run(doors) {
    const { ids, answer, left, told } = await deleteById(doors, 3)
    if (isNotThere(answer)) return answered('not-there', codeText(answer))
    if (left === 0) return answered('all', told)
    return answered(left < ids.length ? 'some' : 'none', `${left} of ${ids.length} left, ${told}`)
  },
})

/** What is put in has a marker each, in the form of larksuite/cli (shortcuts/doc/local_doc_resources.go, commit c3516bc). */
function appendRequest(documentId: DocumentId, content: string): ApiRequest {
  return {
    route: 'updateDocument',
    parameters: { document_id: documentId },
    query: {},
    body: { kind: 'json', value: { command: 'append', format: 'xml', content, revision_id: newestRevision } },
  }
}

const NewBlocks = v.object({
  document: v.object({
    new_blocks: v.optional(
      v.array(v.looseObject({ block_id: v.optional(v.string(), ''), block_token: v.optional(v.string(), '') })),
      [],
    ),
  }),
})

/** U32b: in a document of our own, since no answer need name what is made, and by place it cannot be told from blocks of others. */
export const placingById = defineExperiment({
  question: 'U32b',
  title: 'Does docs_ai make empty blocks that are known by markers, several at once?',
  answers: {
    told: {
      says: 'it does, and the answer names each by its marker',
      means: 'Places could be made by id, in one call, wherever others write.',
    },
    'not-told': { says: 'it makes blocks, without naming their markers', means: 'Places stay by index.' },
    refused: { says: 'it is refused', means: 'Places stay by index.' },
    'not-there': notThere,
  },
  expected: null,
  callsAtMost: 6,
  needs: ['own-document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const append = async (markers: readonly [string, string]) => {
      const before = (await childIds(doors)).length
      const content = `<img path="@${markers[0]}"/><source path="@${markers[1]}" name="verify.txt"/>`
      const answer = await doors.call(appendRequest(documentId, content))
      const after = await childIds(doors)
      const reading = readAnswer(answer, NewBlocks)
      const blocks = reading.ok ? reading.data.document.new_blocks : []
      const told = markers.filter((marker) => blocks.some(({ block_token: token }) => token.endsWith(marker))).length
      return { answer, told, made: after.length - before }
    }
    const hex = () => doors.uuid().replaceAll('-', '')
    const markers = [`lcli_img_${hex()}`, `lcli_file_${hex()}`] as const
    const first = await append(markers)
    if (isNotThere(first.answer)) return answered('not-there', codeText(first.answer))
    if (first.made === 0) return answered('refused', codeText(first.answer))
    const repeat = await append(markers)
    const details = `${first.made} blocks, ${first.told} of 2 markers told; the same once more makes ${repeat.made}, ${codeText(repeat.answer)}`
    return answered(first.told === 2 ? 'told' : 'not-told', details)
  },
})

/** More than three a second, as the product counts them. */
const burst = 6

export const rateById = defineExperiment({
  question: 'U32c',
  title: `How many calls of docs_ai go through at once, of ${burst}?`,
  answers: {
    limited: {
      says: 'some are refused for their rate',
      means: 'The product counts them with the other edits of docx.',
    },
    'not-limited': {
      says: 'all go through',
      means: 'Three a second, as the product counts, is less than Feishu allows.',
    },
    'not-there': notThere,
  },
  expected: 'limited',
  callsAtMost: burst + 2,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    // A window of its own: what was called before is over.
    await doors.wait(1500)
    const { ids } = await addParagraphs(doors, ['verify: rate'])
    await doors.wait(1500)
    const request = deleteByIdRequest({ documentId, blockIds: ids, revisionId: newestRevision })
    const calls = await Promise.all(Array.from({ length: burst }, () => doors.call(request, 'at-once')))
    await doors.wait(1500)
    const [first] = calls
    if (first && isNotThere(first)) return answered('not-there', codeText(first))
    const refused = calls.filter(({ code }) => code === feishuCodes.rateLimited)
    const details = `${burst - refused.length} of ${burst} at once went through${refused[0] ? `, the others ${codeText(refused[0])} with HTTP ${refused[0].status}` : ''}`
    return answered(refused.length > 0 ? 'limited' : 'not-limited', details)
  },
})
