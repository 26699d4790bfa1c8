import { expect, test } from 'vitest'
import { answerOf, success } from '../../testing/hand-driven.ts'
import { doorsInDocumentOfOthers } from '../../testing/doors.ts'
import { clientTokenRepeat } from './client-token.ts'
import { editRate } from './rates.ts'

const made = (...ids: readonly string[]) =>
  answerOf({ code: 0, data: { children: ids.map((id) => ({ block_id: id, block_type: 2 })) } })
const standing = (...ids: readonly string[]) =>
  answerOf({ code: 0, data: { items: ids.map((id) => ({ block_id: id, block_type: 2 })), has_more: false } })
const nothing = answerOf('', 0)

test('a repeat that makes a second block is told by the ids of its answer, and both are taken out by id', async () => {
  const answers = [made('ours1'), made('ours2'), standing('theirs1', 'ours1', 'theirs2', 'ours2', 'theirs3')]
  const doors = doorsInDocumentOfOthers((_, number) => answers[number - 1] ?? success)
  expect(await clientTokenRepeat.run(doors)).toMatchObject({ answer: 'twice' })
  const gone: string[] = []
  const all = ['theirs1', 'ours1', 'theirs2', 'ours2', 'theirs3']
  for (const { remove } of doors.things)
    await remove(({ route, body }) => {
      if (route === 'updateDocument') gone.push((body as { value: { block_id: string } }).value.block_id)
      const left = all.filter((id) => !gone.includes(id))
      return Promise.resolve(
        route === 'listChildren' ? standing(...left) : answerOf({ code: 0, data: { result: 'success' } }),
      )
    })
  expect(gone).toEqual(['ours1', 'ours2'])
})

test('what an edit made whose answer was lost is left, and said', async () => {
  const doors = doorsInDocumentOfOthers((_, number) => (number === 1 ? made('ours1') : nothing))
  await expect(clientTokenRepeat.run(doors)).rejects.toThrow('no answer came')
  await editRate.run(doors)
  const [, unnamed] = doors.things
  await expect(unnamed?.remove(doors.call)).rejects.toThrow('look for lines that begin with "verify"')
})
