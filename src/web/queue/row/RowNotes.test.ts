import { expect, test } from 'vitest'
import { newJob } from '../../../engine/queue/make-job.ts'
import { baseTarget, folderTarget } from '../../../engine/testing/lives/family-worlds.ts'
import { fileOf } from '../../../engine/testing/hand-held-doors.ts'
import { targetOf } from '../../../engine/testing/world.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Contents } from '../../../engine/files/contents.ts'
import { bytesNote } from './RowNotes.tsx'

function reason(name: string, contents: Contents | null, target: Target = targetOf('doc1')) {
  const job = newJob('job', fileOf(name), target)
  return bytesNote({ ...job, contents, kind: contents?.kind ?? job.kind })
}

const picture: Contents = { kind: 'image', format: 'jpeg', pixels: { width: 1, height: 1 } }
const cut: Contents = { kind: 'file', format: null, pixels: null, flaw: 'cut' }
const notShown = (format: string | null): Contents => ({ kind: 'file', format, pixels: null })

test.each([
  ['a.jpg', picture, null],
  ['a.dat', picture, null],
  ['a.jpg', null, null],
  ['a.jpg', notShown('heic'), { is: 'format', format: 'heic' }],
  ['a.svg', notShown('svg'), { is: 'format', format: 'svg' }],
  ['a.jpg', notShown('jpeg'), { is: 'broken' }],
  ['a.png', notShown(null), { is: 'no-picture' }],
  ['a.pdf', notShown(null), null],
  ['a.mp4', cut, { is: 'cut' }],
  ['a.heic', { ...cut, format: 'heic' }, { is: 'broken' }],
  ['a.docx', { ...cut, flaw: 'locked' }, null],
] as const)('of %s that is %j the row says %j', (name, contents, why) => {
  expect(reason(name, contents)).toEqual(why)
})

test('Where no pictures are shown, only what is cut is told', () => {
  expect(reason('a.jpg', notShown('heic'), baseTarget({ is: 'new', nameField: null }))).toBeNull()
  expect(reason('a.jpg', notShown('heic'), folderTarget)).toBeNull()
  expect(reason('a.docx', cut, folderTarget)).toEqual({ is: 'cut' })
})
