import { expect, test } from 'vitest'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import { Intake } from '../../drop/intake/intake.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { failureOf, fileNamed, jobAt, matchedTarget, target } from '../../testing/jobs.ts'
import { AwaitingFiles } from './awaiting-files.ts'

/** Everything that needs no more input has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

async function waiting(...drops: readonly (readonly SourceFile[])[]) {
  const uploads = new FakeUploads()
  const intake = new Intake(uploads)
  const files = new AwaitingFiles(intake)
  for (const drop of drops) intake.take([drop])
  await settled()
  const names = () => files.getSnapshot().ids.map((id) => files.getJob(id)?.name)
  const id = (name: string) => files.getSnapshot().ids.find((each) => files.getJob(each)?.name === name) ?? ''
  const choose = async (into: typeof target | typeof matchedTarget = target) => {
    intake.goInto(into)
    await settled()
  }
  return { uploads, intake, files, names, id, choose, take: (drop: readonly SourceFile[]) => intake.take([drop]) }
}

const named = (...names: readonly string[]) => names.map((name) => fileNamed(name))
const added = ({ asked }: FakeUploads) => asked.filter(([what]) => what === 'add').flatMap(([, paths]) => paths)

/** A file of a dropped folder, of which only the name is known until it is inspected. */
function listed(name: string, sizeBytes: number): SourceFile {
  return { ...fileNamed(name, 0), inspect: () => Promise.resolve(fileNamed(name, sizeBytes)) }
}

test('files of several drops go in as they were put in order, moved one and several', async () => {
  const { uploads, files, names, id, choose } = await waiting(named('a', 'b'), named('c', 'd'))
  files.move([id('d')], { before: id('b') })
  files.move([id('a'), id('c')], 'bottom')
  expect(names()).toEqual(['d', 'b', 'a', 'c'])
  await choose()
  expect(added(uploads)).toEqual(['d', 'b', 'a', 'c'])
  expect(names()).toEqual([])
})

test('what is dropped later comes behind, and a move that moves nothing keeps the list as it is', async () => {
  const { files, names, id, take } = await waiting(named('a', 'b'))
  files.move([id('b')], 'top')
  const { ids } = files.getSnapshot()
  files.move([id('b')], 'up')
  expect(files.getSnapshot().ids).toBe(ids)
  take(named('c'))
  await settled()
  expect(names()).toEqual(['b', 'a', 'c'])
})

test('a removed file does not go in', async () => {
  const { uploads, files, id, choose } = await waiting(named('a', 'b', 'c'))
  files.remove([id('b')])
  await choose()
  expect(added(uploads)).toEqual(['a', 'c'])
})

test('removing is undone: the files are back behind those that they followed, in whatever order these are now', async () => {
  const { files, names, id } = await waiting(named('a', 'b', 'c', 'd'))
  files.remove([id('a'), id('c')])
  expect(names()).toEqual(['b', 'd'])
  expect(files.getSnapshot().undoable).toMatchObject({ is: 'removed' })
  files.move([id('d')], 'top')
  files.undo()
  expect(names()).toEqual(['a', 'd', 'b', 'c'])
  expect(files.getSnapshot().undoable).toBeNull()
  files.undo()
  expect(names()).toEqual(['a', 'd', 'b', 'c'])
})

test('all files can be removed and brought back; with a document chosen meanwhile they go into it, once', async () => {
  const { uploads, files, id, names, choose, intake } = await waiting(named('a', 'b'))
  files.remove([id('a'), id('b')])
  expect([names(), intake.getSnapshot().files]).toEqual([[], 0])
  files.undo()
  expect(names()).toEqual(['a', 'b'])
  files.remove([id('b')])
  await choose()
  files.undo()
  await settled()
  expect(added(uploads)).toEqual(['a', 'b'])
})

test('a renamed file goes in under its new name, also one whose own name is refused', async () => {
  const { uploads, files, names, id, choose } = await waiting(named('a.png', 'b.png'))
  uploads.show(jobAt('b.png', { at: 'failed', failure: failureOf('file-empty'), leftover: null, kept: null }))
  files.rename(
    new Map([
      [id('a.png'), '封面.png'],
      [id('b.png'), '封底.png'],
    ]),
  )
  files.move([id('封底.png')], 'top')
  expect(names()).toEqual(['封底.png', '封面.png'])
  await choose()
  expect(uploads.asked.slice(1)).toEqual([
    ['rename', 'b.png', '封底.png'],
    ['rename', 'a.png', '封面.png'],
    ['retry', ['b.png']],
  ])
})

test('the record of a renamed file is found by its new name', async () => {
  const { files, id, choose, intake, uploads } = await waiting(named('a.png'))
  files.rename(new Map([[id('a.png'), 'SKU-1.png']]))
  await choose(matchedTarget)
  const asked = intake.getSnapshot().matching?.files ?? []
  expect(asked.map(({ name }) => name)).toEqual(['SKU-1.png'])
  intake.decideMatching([{ files: asked, target: matchedTarget }])
  expect(uploads.asked).toContainEqual(['rename', 'a.png', 'SKU-1.png'])
})

test('files that were only listed are inspected while the list is shown, and sorted by size once all are', async () => {
  const { files, names, id, take } = await waiting([listed('a', 30), listed('b', 10)], [listed('c', 20)])
  files.remove([id('c')])
  const stop = files.subscribe(() => undefined)
  files.sort('size', 'ascending')
  files.undo()
  await settled()
  expect(names()).toEqual(['b', 'c', 'a'])
  expect(files.getSnapshot().ids.map((each) => files.getJob(each)?.file.sizeBytes)).toEqual([10, 20, 30])
  take([{ ...fileNamed('gone', 0), inspect: () => Promise.reject(new Error('gone')) }])
  await settled()
  expect(names()).toEqual(['b', 'c', 'a', 'gone'])
  stop()
})

test('a file keeps its row through each change but its own', async () => {
  const { files, id } = await waiting(named('a', 'b'))
  const [a, b] = ['a', 'b'].map((name) => files.getJob(id(name)))
  files.rename(new Map([[b?.id ?? '', 'c']]))
  files.move([b?.id ?? ''], 'top')
  expect(files.getJob(a?.id ?? '')).toBe(a)
  expect(files.getJob(b?.id ?? '')).toMatchObject({ name: 'c' })
})
