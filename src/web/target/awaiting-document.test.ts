import { expect, test } from 'vitest'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { fileNamed, otherTarget, target } from '../testing/jobs.ts'
import { createAwaitingDocument } from './awaiting-document.ts'

test('files dropped before a document is chosen go into it once, in their order', () => {
  const uploads = new FakeUploads()
  const awaiting = createAwaitingDocument()
  awaiting.keepFiles([fileNamed('a'), fileNamed('b')])
  awaiting.keepFiles([fileNamed('c')])
  awaiting.release(uploads, target)
  awaiting.release(uploads, target)
  expect(uploads.asked).toEqual([['add', ['a', 'b', 'c'], target.title]])
})

test('failed files go to the other document, before files that came later', () => {
  const uploads = new FakeUploads()
  const awaiting = createAwaitingDocument()
  awaiting.keepJobs(['1', '2'])
  awaiting.keepFiles([fileNamed('new')])
  awaiting.release(uploads, otherTarget)
  expect(uploads.asked).toEqual([
    ['retarget', ['1', '2'], otherTarget.title],
    ['add', ['new'], otherTarget.title],
  ])
})
