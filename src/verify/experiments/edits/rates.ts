import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { getDocumentRequest } from '../../../contract/feishu/docx/read-blocks.ts'
import { documentEditsPerSecond } from '../../../contract/feishu/limits.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import { rates } from '../../../contract/feishu/route.ts'
import { given, type Called, type Doors } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { noteMade, paragraphsRequest } from './blocks.ts'

/** Makes calls at once, in a window of their own, and tells how many were refused for it, with what. */
async function atOnce(doors: Doors, requests: readonly ApiRequest[]) {
  await doors.wait(1500)
  const calls = await Promise.all(requests.map((request) => doors.call(request, 'at-once')))
  await doors.wait(1500)
  const refused = calls.filter(({ code }) => code === feishuCodes.rateLimited)
  const [one] = refused
  return {
    calls,
    isLimited: refused.length > 0,
    details: `${calls.length - refused.length} of ${calls.length} at once went through${one ? `; the others: ${headersOf(one)}` : ''}`,
  }
}

function headersOf(answer: Called): string {
  const shown = ['x-ogw-ratelimit-limit', 'x-ogw-ratelimit-reset', 'retry-after'].flatMap((name) => {
    const value = answer.header(name)
    return value === null ? [] : [`${name} ${value.slice(0, 20)}`]
  })
  return [`HTTP ${answer.status}`, ...(shown.length > 0 ? shown : ['no header about it'])].join(', ')
}

const answers = {
  limited: {
    says: 'some are refused for their rate',
    means: 'The pace is the documented one, as the product keeps it.',
  },
  'not-limited': { says: 'all go through', means: 'The product keeps a slower pace than it would have to.' },
} as const

const reads = rates.docxRead.calls + 4

export const readRate = defineExperiment({
  question: 'W3',
  title: `How many reads of a document go through at once, of ${reads} where ${rates.docxRead.calls} a second are documented?`,
  answers,
  expected: 'limited',
  callsAtMost: reads,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const { isLimited, details } = await atOnce(
      doors,
      Array.from({ length: reads }, () => getDocumentRequest(documentId)),
    )
    return answered(isLimited ? 'limited' : 'not-limited', details)
  },
})

const edits = documentEditsPerSecond + 3

export const editRate = defineExperiment({
  question: 'W4',
  title: `How many edits of one document go through at once, of ${edits} where ${documentEditsPerSecond} a second are documented?`,
  answers,
  expected: 'limited',
  callsAtMost: edits,
  needs: ['document'],
  async run(doors) {
    const { documentId } = given(doors.places.document)
    const requests = Array.from({ length: edits }, (_, at) =>
      paragraphsRequest(documentId, [`verify: rate ${at}`], { index: -1, revisionId: -1, clientToken: doors.uuid() }),
    )
    const { calls, isLimited, details } = await atOnce(doors, requests)
    for (const answer of calls) noteMade(doors, answer)
    return answered(isLimited ? 'limited' : 'not-limited', details)
  },
})
