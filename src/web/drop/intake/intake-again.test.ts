import { expect, test } from 'vitest'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { fileNamed, fileToken, jobAt, spot, target } from '../../testing/jobs.ts'
import { Intake } from './intake.ts'

/** Everything that needs no more input has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

function intakeWith(uploads = new FakeUploads()) {
  return { uploads, intake: new Intake(uploads) }
}

const files = (...names: readonly string[]) => names.map((name) => fileNamed(name))
const done = { at: 'done', spot, fileToken } as const
const arrived = (name: string) => jobAt(name, done, fileNamed(name))
const needsFile = (name: string) => ({ ...jobAt(name, { at: 'waiting' }, fileNamed(name)), lacksFile: true })

test('a folder added again for its missing files does not ask about files that are in the document', async () => {
  const { uploads, intake } = intakeWith()
  uploads.show(needsFile('b'))
  uploads.awaited.add('b')
  uploads.known.add('a').add('c')
  uploads.show(arrived('a'), jobAt('c', { at: 'sent', spot, fileToken }))
  intake.goInto(target)
  intake.take(['a', 'b', 'c', 'new'].map((name) => files(name)))
  await settled()
  expect(intake.getSnapshot().duplicates).toEqual([])
  expect(uploads.asked.filter(([call]) => call === 'add')).toEqual([['add', ['new'], target.title]])
})

test('of a folder added again for its missing files, a file that has changed since it arrived is asked about, not left out', async () => {
  const { uploads, intake } = intakeWith()
  uploads.show(needsFile('a'))
  uploads.awaited.add('a')
  uploads.known.add('b').add('c')
  uploads.show(arrived('b'), arrived('c'))
  uploads.replaceable.set('c', 'c')
  intake.goInto(target)
  intake.take([files('a', 'b', 'c')])
  await settled()
  expect(intake.getSnapshot().duplicates.map(({ file }) => file.path)).toEqual(['c'])
})

test.each([
  ['only the history knows', []],
  ['was taken out meanwhile', [jobAt('b', { at: 'cancelled', leftover: null })]],
  ['is being taken out', [jobAt('b', { at: 'clearing', spot, ending: { as: 'takenOut', from: done } })]],
])('of a folder added again for its missing files, one that %s is asked about, not left out', async (_, jobs) => {
  const { uploads, intake } = intakeWith()
  uploads.show(needsFile('a'), ...jobs)
  uploads.awaited.add('a')
  uploads.known.add('b')
  intake.goInto(target)
  intake.take([files('a', 'b')])
  await settled()
  expect(intake.getSnapshot().duplicates.map(({ file }) => file.path)).toEqual(['b'])
})

test('of a folder added again for its missing files, what the drop itself has twice is added once, without a question', async () => {
  const { uploads, intake } = intakeWith()
  uploads.show(needsFile('a'))
  uploads.awaited.add('a')
  const [a, b, twin] = files('a', 'b', 'b')
  uploads.findDuplicates = () => Promise.resolve([{ file: twin!, sizeBytes: 1, of: null, isDone: false }])
  intake.goInto(target)
  intake.take([[a!, b!, twin!]])
  await settled()
  expect(uploads.asked.slice(1)).toEqual([['add', ['b'], target.title]])
})
