import { expect, test } from 'vitest'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { fileNamed, jobAt, matchedTarget as matched, otherTarget, target } from '../../testing/jobs.ts'
import { Intake } from './intake.ts'

/** Everything that needs no more input has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

function intakeWith(uploads = new FakeUploads()) {
  return { uploads, intake: new Intake(uploads) }
}

const files = (...names: readonly string[]) => names.map((name) => fileNamed(name))
const needsFile = (name: string) => ({ ...jobAt(name, { at: 'waiting' }, fileNamed(name)), lacksFile: true })

/** A drop whose pieces come when the test says so. */
function dropInPieces() {
  let arrive: (() => void) | null = null
  const pieces: (ReturnType<typeof files> | null)[] = []
  const push = async (piece: ReturnType<typeof files> | null) => {
    pieces.push(piece)
    arrive?.()
    await settled()
  }
  const drop = async function* () {
    for (;;) {
      const piece = pieces.shift()
      if (piece === null) return
      if (piece) yield piece
      else await new Promise<void>((resolve) => (arrive = resolve))
    }
  }
  return { drop: drop(), push }
}

test('files dropped before a document is chosen go into it once, in their order', async () => {
  const { uploads, intake } = intakeWith()
  intake.take([files('a', 'b')])
  intake.take([files('c')])
  await settled()
  expect(uploads.asked).toEqual([])
  expect(intake.getSnapshot().files).toBe(3)
  intake.goInto(target)
  intake.goInto(target)
  await settled()
  expect(uploads.asked).toEqual([
    ['add', ['a', 'b'], target.title],
    ['add', ['c'], target.title],
  ])
  expect(intake.getSnapshot().files).toBe(0)
})

test('all files of a drop are added with its id, however many batches it is read in', async () => {
  const { uploads, intake } = intakeWith()
  intake.goInto(target)
  const { drop, push } = dropInPieces()
  intake.take(drop)
  await push(files('a'))
  await push(files('b'))
  await push(null)
  intake.take([files('c')])
  await settled()
  const [first, second, third] = uploads.dropIds
  expect(first).toMatch(/^[0-9a-f-]{36}$/)
  expect([second === first, third === first]).toEqual([true, false])
})

test('files for records found by name wait for one decision about the whole drop', async () => {
  const { uploads, intake } = intakeWith()
  intake.goInto(matched)
  const { drop, push } = dropInPieces()
  intake.take(drop)
  await push(files('a', 'b'))
  expect(intake.getSnapshot().matching).toBeNull()
  await push(files('c'))
  await push(null)
  expect(intake.getSnapshot().matching?.files.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(uploads.asked).toEqual([])
  const [first, , third] = intake.getSnapshot().matching?.files ?? []
  const one = { ...matched, title: 'one' }
  intake.decideMatching([{ files: first && third ? [third, first] : [], target: one }])
  expect(uploads.asked).toEqual([['add', ['c', 'a'], 'one']])
  expect(intake.getSnapshot()).toMatchObject({ files: 0, matching: null })
})

test('files added while the records of earlier ones are asked about are asked about next', async () => {
  const { uploads, intake } = intakeWith()
  intake.goInto(matched)
  intake.take([files('a')])
  await settled()
  const earlier = intake.getSnapshot().matching
  intake.take([files('b')])
  await settled()
  expect(intake.getSnapshot().matching).toBe(earlier)
  intake.decideMatching([{ files: earlier?.files ?? [], target: matched }])
  await settled()
  expect(uploads.asked).toEqual([['add', ['a'], '商品']])
  expect(intake.getSnapshot().matching?.files.map(({ name }) => name)).toEqual(['b'])
  expect(intake.getSnapshot().matching?.id).not.toBe(earlier?.id)
})

test('failed files go to the other document, before files that came later', async () => {
  const { uploads, intake } = intakeWith()
  intake.goInto(target)
  intake.keepJobs(['1', '2'])
  intake.take([files('new')])
  await settled()
  intake.goInto(otherTarget)
  await settled()
  expect(uploads.asked).toEqual([
    ['retarget', ['1', '2'], otherTarget.title],
    ['add', ['new'], otherTarget.title],
  ])
})

test('failed files are said to be imported until a folder is chosen for them, or another document for others', async () => {
  const { intake } = intakeWith()
  intake.keepJobs(['1'], true)
  expect(intake.getSnapshot().areImported).toBe(true)
  intake.goInto(otherTarget)
  await settled()
  expect(intake.getSnapshot().areImported).toBe(false)
  intake.keepJobs(['1'], true)
  intake.keepJobs(['2'])
  expect(intake.getSnapshot().areImported).toBe(false)
})

test('the first files of a folder go on before the folder is read', async () => {
  const { uploads, intake } = intakeWith()
  intake.goInto(target)
  const { drop, push } = dropInPieces()
  intake.take(drop)
  await push(files('a'))
  expect(uploads.asked).toEqual([['add', ['a'], target.title]])
})

test('a second drop waits until the first is read', async () => {
  const { uploads, intake } = intakeWith()
  intake.goInto(target)
  const { drop, push } = dropInPieces()
  intake.take(drop)
  intake.take([files('z')])
  await push(files('a'))
  await push(files('b'))
  await push(null)
  expect(uploads.asked.map(([, paths]) => paths)).toEqual([['a'], ['b'], ['z']])
})

test('duplicates of a drop are asked about once, when it is read, and what follows them waits', async () => {
  const { uploads, intake } = intakeWith()
  uploads.known.add('b').add('d')
  intake.goInto(target)
  const { drop, push } = dropInPieces()
  intake.take(drop)
  await push(files('a'))
  await push(files('b', 'c'))
  await push(files('d', 'e'))
  expect(intake.getSnapshot().duplicates).toEqual([])
  await push(null)
  const { duplicates } = intake.getSnapshot()
  expect(duplicates.map(({ file }) => file.path)).toEqual(['b', 'd'])
  expect(uploads.asked).toEqual([['add', ['a'], target.title]])

  intake.keepDuplicates(duplicates.slice(1).map(({ file }) => file))
  await settled()
  expect(uploads.asked.slice(1)).toEqual([['add', ['c', 'd', 'e'], target.title]])
  expect(intake.getSnapshot().duplicates).toEqual([])
})

test('files that are to replace others go into the queue with the jobs of those, in the order of the drop', async () => {
  const { uploads, intake } = intakeWith()
  uploads.known.add('b').add('c')
  uploads.replaceable.set('b', 'job of b').set('c', 'job of c')
  intake.goInto(target)
  intake.take([files('a', 'b', 'c')])
  await settled()
  const [b, c] = intake.getSnapshot().duplicates.map(({ file }) => file)
  intake.keepDuplicates([c!], [b!])
  await settled()
  expect(uploads.asked).toEqual([
    ['add', ['a', 'b', 'c'], target.title],
    ['replace', 'b', 'job of b'],
  ])
})

test('files added while a person decides about duplicates follow after the decision', async () => {
  const { uploads, intake } = intakeWith()
  uploads.known.add('a')
  intake.goInto(target)
  intake.take([files('a')])
  await settled()
  intake.take([files('b')])
  await settled()
  expect(uploads.asked).toEqual([])
  intake.keepDuplicates([])
  await settled()
  expect(uploads.asked.filter(([, paths]) => (paths as string[]).length > 0)).toEqual([['add', ['b'], target.title]])
})

test('missing files are reattached to their jobs, also while no document is chosen', async () => {
  const { uploads, intake } = intakeWith()
  uploads.show(needsFile('a'))
  uploads.awaited.add('a')
  intake.take([files('a', 'b')])
  await settled()
  expect(uploads.asked).toEqual([['reattach', ['a', 'b']]])
  expect(intake.getSnapshot().files).toBe(1)
})

test.each(['instead', 'beside'] as const)(
  'a changed file with the path of a missing one is asked about, and added %s it',
  async (how) => {
    const { uploads, intake } = intakeWith()
    uploads.show(needsFile('a'))
    intake.goInto(target)
    intake.take([files('a', 'b')])
    await settled()
    expect(intake.getSnapshot().changed.map(({ path }) => path)).toEqual(['a'])
    intake.addChanged(how)
    await settled()
    expect(uploads.asked.slice(1)).toEqual([
      ['add', ['b'], target.title],
      ...(how === 'instead' ? [['cancel', ['a']]] : []),
      ['add', ['a'], target.title],
    ])
    expect(intake.getSnapshot().changed).toEqual([])
  },
)

const awaited = { is: 'awaited', link: 'https://acme.feishu.cn/docx/DocOne', title: '产品需求评审' } as const

test('a folder goes to the document shown at the drop, even if another is chosen while it is read', async () => {
  const { uploads, intake } = intakeWith()
  intake.goInto(target)
  const { drop, push } = dropInPieces()
  intake.take(drop, target)
  await push(files('a'))
  intake.goInto(otherTarget)
  await push(files('b'))
  await push(null)
  intake.take([files('c')], otherTarget)
  await settled()
  expect(uploads.asked).toEqual([
    ['add', ['a'], target.title],
    ['add', ['b'], target.title],
    ['add', ['c'], otherTarget.title],
  ])
})

test('files that were dropped for a document wait for that one, whatever is chosen, and are shown', async () => {
  const { uploads, intake } = intakeWith()
  intake.take([files('a', 'b')], awaited)
  expect(intake.getSnapshot().awaited).toEqual([{ ...awaited, files: 0 }])
  intake.goInto(otherTarget)
  intake.take([files('c')], otherTarget)
  await settled()
  expect(uploads.asked).toEqual([['add', ['c'], otherTarget.title]])
  expect(intake.getSnapshot()).toMatchObject({ files: 2, awaited: [{ ...awaited, files: 2 }] })
  intake.resolve(awaited.link, target)
  await settled()
  expect(uploads.asked.at(-1)).toEqual(['add', ['a', 'b'], target.title])
  expect(intake.getSnapshot()).toMatchObject({ files: 0, awaited: [] })
})

test('files dropped for a document that takes none wait for the next document', async () => {
  const { uploads, intake } = intakeWith()
  const { drop, push } = dropInPieces()
  intake.take(drop, awaited)
  await push(files('a'))
  intake.resolve(awaited.link, null)
  await push(files('b'))
  await push(null)
  expect(uploads.asked).toEqual([])
  intake.goInto(otherTarget)
  await settled()
  expect(uploads.asked).toEqual([['add', ['a', 'b'], otherTarget.title]])
})

test('the order of a drop can be changed while its files wait for a document', async () => {
  const { uploads, intake } = intakeWith()
  const drop = [files('b', 'c'), files('a')]
  intake.take(drop)
  intake.take([files('x')])
  await settled()
  expect(intake.isArrangeable(drop)).toBe(true)
  intake.arrange(drop, (path) => path.charCodeAt(0))
  intake.goInto(target)
  await settled()
  expect(uploads.asked).toEqual([
    ['add', ['a', 'b', 'c'], target.title],
    ['add', ['x'], target.title],
  ])
})

test('and while a person decides about duplicates, and in the queue', async () => {
  const { uploads, intake } = intakeWith()
  uploads.known.add('c')
  intake.goInto(target)
  const drop = [files('c', 'b', 'a')]
  intake.take(drop)
  await settled()
  expect(intake.isArrangeable(drop)).toBe(true)
  intake.arrange(drop, (path) => path.charCodeAt(0))
  intake.keepDuplicates([])
  await settled()
  uploads.show(jobAt('a', { at: 'waiting' }), jobAt('b', { at: 'waiting' }))
  expect(intake.isArrangeable(drop)).toBe(true)
  intake.arrange(drop, (path) => -path.charCodeAt(0))
  expect(uploads.asked).toEqual([
    ['add', ['a', 'b'], target.title],
    ['arrange', ['b', 'a']],
  ])
  uploads.show(jobAt('b', { at: 'placing', holdup: null }))
  expect(intake.isArrangeable(drop)).toBe(false)
})
