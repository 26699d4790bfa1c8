import { expect, test } from 'vitest'
import type { Made } from '../doors.ts'
import { answerOf, HandDrivenWire, success } from '../testing/hand-driven.ts'
import { preparePlaces } from './prepare-places.ts'

/** The clean-up's last step, in a folder in which these are. */
async function removingTheFolder(...tokens: readonly string[]) {
  const files = tokens.map((token) => ({ token, type: 'docx' }))
  const wire = new HandDrivenWire(({ route }) => {
    if (route === 'createFolder') return answerOf({ code: 0, data: { token: 'fld1', url: '' } })
    if (route === 'createDocument') return answerOf({ code: 0, data: { document: { document_id: 'doc1' } } })
    return route === 'listFiles' ? answerOf({ code: 0, data: { files, has_more: false } }) : success
  })
  const things: Made[] = []
  const chosen = { folder: 'root', document: null, sheet: null, base: null } as const
  const doors = { call: wire.send, wait: wire.wait }
  await preparePlaces({ chosen, doors, made: (thing) => void things.push(thing), title: 'verify' })
  const folder = things.find(({ what }) => what === 'folder')
  const gone = await folder?.remove(wire.send).catch((error: unknown) => String(error))
  return { gone, isDeleted: wire.sent.some(({ route }) => route === 'deleteFile') }
}

test('the folder goes with what was made in it', async () => {
  expect(await removingTheFolder()).toEqual({ gone: true, isDeleted: true })
  // Lists may lag behind, and what could not be deleted alone goes with the folder.
  expect(await removingTheFolder('doc1')).toEqual({ gone: true, isDeleted: true })
})

test('a folder into which somebody has put something is left, and said', async () => {
  const { gone, isDeleted } = await removingTheFolder('doc1', 'theirs')
  expect(gone).toContain('somebody has put something into it')
  expect(isDeleted).toBe(false)
})
