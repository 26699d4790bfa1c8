import { given, must, Unexpected, type Doors } from '../../doors.ts'
import { answered, defineExperiment } from '../../experiment.ts'
import { childIds, noteMade, paragraphsRequest } from './blocks.ts'
import { codeText } from '../files/media.ts'

/** Makes the same edit twice, with time or another text between. @returns How many blocks came of it, as the answers name them. */
async function twice(doors: Doors, texts: readonly [string, string], waitMs: number) {
  const { documentId } = given(doors.places.document)
  const clientToken = doors.uuid()
  const edit = (text: string) =>
    doors.call(paragraphsRequest(documentId, [text], { index: -1, revisionId: -1, clientToken }))
  const first = must(noteMade(doors, await edit(texts[0])))
  if (waitMs > 0) await doors.wait(waitMs)
  const repeat = await edit(texts[1])
  const second = noteMade(doors, repeat)
  if (!second.ok && second.refusal.code === null) throw new Unexpected(second.refusal)
  const named = new Set([...first.ids, ...(second.ok ? second.data.ids : [])])
  return { made: (await childIds(doors)).filter((id) => named.has(id)).length, repeat }
}

const answers = {
  remembered: {
    says: 'nothing is made a second time',
    means: 'An edit whose answer was lost is repeated without harm.',
  },
  twice: { says: 'it is made a second time', means: 'A repeated edit leaves doubles: the product has to look first.' },
  refused: {
    says: 'the repeat is refused, and nothing is made',
    means: 'A repeat is harmless, and its refusal has to be read as done.',
  },
} as const

export const clientTokenRepeat = defineExperiment({
  question: 'U11a',
  title: 'What does an edit of a document do that is repeated with its client_token at once?',
  answers,
  expected: 'remembered',
  callsAtMost: 3,
  needs: ['document'],
  async run(doors) {
    const { made, repeat } = await twice(doors, ['verify: U11', 'verify: U11'], 0)
    if (made > 1) return answered('twice')
    return repeat.code === 0 ? answered('remembered') : answered('refused', codeText(repeat))
  },
})

export const clientTokenOtherBody = defineExperiment({
  question: 'U11b',
  title: 'What does the same client_token with another body do?',
  answers,
  expected: null,
  callsAtMost: 3,
  needs: ['document'],
  async run(doors) {
    const { made, repeat } = await twice(doors, ['verify: U11', 'verify: U11, other'], 0)
    if (made > 1) return answered('twice')
    return repeat.code === 0 ? answered('remembered') : answered('refused', codeText(repeat))
  },
})

/** Longer than the product waits between repeats of one edit while the page is open. */
const laterMs = 100_000

export const clientTokenLater = defineExperiment({
  question: 'U11c',
  title: 'Is a client_token still remembered after 100 seconds?',
  answers,
  expected: 'remembered',
  callsAtMost: 3,
  needs: ['document'],
  async run(doors) {
    const { made, repeat } = await twice(doors, ['verify: U11', 'verify: U11'], laterMs)
    if (made > 1) return answered('twice')
    return repeat.code === 0 ? answered('remembered') : answered('refused', codeText(repeat))
  },
})
