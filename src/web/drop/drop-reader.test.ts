import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { Target } from '../../engine/targets/target.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { jobAt, target } from '../testing/jobs.ts'
import { entryOfFile, type DroppedEntry } from './dropped-entry.ts'
import { DropReader, type FilesReport, type Report } from './drop-reader.ts'
import { Intake } from './intake/intake.ts'
import type { ArrivingFiles } from './page-drops.ts'
import { pathOf } from './walk.ts'

/** Everything that needs no more input has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

class KeepingUploads extends FakeUploads {
  readonly added: SourceFile[] = []

  override add = (files: readonly SourceFile[], _into: Target) => {
    this.added.push(...files)
    this.show(...files.map((file) => jobAt(file.path, { at: 'waiting' }, file)))
    return files.map(({ path }) => path)
  }
}

function open({ into = null }: { readonly into?: Target | null } = {}) {
  const uploads = new KeepingUploads()
  const intake = new Intake(uploads)
  intake.goInto(into)
  const reader = new DropReader(intake, () => import('./packages/zip-package.ts'))
  const files = () => reader.getSnapshot().filter((report): report is FilesReport => report.is === 'files')
  return { uploads, intake, reader, files, paths: () => uploads.added.map(({ path }) => path) }
}

const circumstances = { goal: null, language: 'zh-CN', screenshotWord: '截图' }

const file = (name: string, bytes = 'x') => entryOfFile(new File([bytes], name))
const folder = (name: string, ...children: readonly DroppedEntry[]): DroppedEntry => ({
  is: 'folder',
  name,
  handle: null,
  list: () => Promise.resolve(children),
})

function arriving(entries: readonly DroppedEntry[], more: Partial<ArrivingFiles> = {}): ArrivingFiles {
  const atMs = new Date(2026, 10, 23, 10, 2, 5).getTime()
  return { is: 'files', how: 'dropped', atMs, taken: Promise.resolve({ entries, lost: 0 }), text: null, ...more }
}

const named = (names: string) => names.split(' ').map((name) => file(name))

test('an ordinary drop is not commented on', async () => {
  const { reader, paths } = open({ into: target })
  reader.read(arriving(named('1 2 10')), circumstances)
  await settled()
  expect(paths()).toEqual(['1', '2', '10'])
  expect(reader.getSnapshot()).toEqual([])
})

test('a rotated selection is ordered by name, with a notice, and the original order is one click away', async () => {
  const { reader, uploads, intake, files, paths } = open()
  reader.read(arriving(named('4 5 6 1 2 3')), circumstances)
  await settled()
  const { id, order } = files()[0] ?? ({} as FilesReport)
  expect(order).toEqual({ taken: 'name', other: 'given' })
  expect(reader.isArrangeable(id)).toBe(true)
  reader.changeOrder(id)
  expect(files()[0]?.order).toEqual({ taken: 'given', other: 'name' })
  intake.goInto(target)
  await settled()
  expect(paths()).toEqual('4 5 6 1 2 3'.split(' '))
  reader.changeOrder(id)
  expect(uploads.asked).toEqual([['arrange', '1 2 3 4 5 6'.split(' ')]])
})

test('an order of the person’s own is kept, and one click sorts by name, each folder as one item', async () => {
  const { reader, uploads, files, paths } = open({ into: target })
  const dropped = [file('c'), folder('d', file('2'), file('1')), file('a'), file('z'), file('b')]
  reader.read(arriving(dropped), circumstances)
  await settled()
  expect(paths()).toEqual(['c', 'd/1', 'd/2', 'a', 'z', 'b'])
  const id = files()[0]?.id ?? 0
  expect(files()[0]?.order).toEqual({ taken: 'given', other: 'name' })
  reader.changeOrder(id)
  expect(uploads.asked).toEqual([['arrange', ['d/1', 'd/2', 'a', 'b', 'c', 'z']]])
})

test('the notice about an order disappears with the next drop', async () => {
  const { reader, files } = open({ into: target })
  reader.read(arriving(named('b a')), circumstances)
  await settled()
  reader.read(arriving(named('c')), circumstances)
  await settled()
  expect(files()).toEqual([])
})

test('files that are left out are named, and added if the person wants them', async () => {
  const { reader, files, paths } = open({ into: target })
  reader.read(arriving([file('a'), folder('f', file('b'), file('._b')), folder('__MACOSX', file('c'))]), circumstances)
  await settled()
  const report = files().at(-1)
  expect(report?.leftOut.map(pathOf)).toEqual(['__MACOSX', 'f/._b'])
  reader.addLeftOut(report?.id ?? 0)
  await settled()
  expect(paths()).toEqual(['f/b', 'a', '__MACOSX/c', 'f/._b'])
  expect(files().flatMap(({ leftOut }) => leftOut)).toEqual([])
})

const keynote = folder('演示.key', folder('Data', file('1.png', 'one')), file('Index.zip', 'index'))

test('a package waits for a decision, then becomes one zip or is left out', async () => {
  const { reader, uploads, files, paths } = open({ into: target })
  reader.read(arriving([folder('f', keynote, file('a'))]), circumstances)
  await settled()
  expect(paths()).toEqual(['f/a'])
  const report = files()[0]
  expect(report?.packages.map(pathOf)).toEqual(['f/演示.key'])
  await reader.addZips(report?.id ?? 0)
  await settled()
  expect(paths()).toEqual(['f/a', 'f/演示.key.zip'])
  const [, zip] = uploads.added
  const bytes = new Uint8Array((await (await zip?.open())?.arrayBuffer()) ?? [])
  expect(Object.keys(unzipSync(bytes))).toEqual(['演示.key/Data/1.png', '演示.key/Index.zip'])
  expect(files()).toEqual([])

  reader.read(arriving([keynote]), circumstances)
  await settled()
  reader.leavePackages(files()[0]?.id ?? 0)
  await settled()
  expect(paths()).toHaveLength(2)
})

test('the files of a package are added one by one if the person wants that', async () => {
  const { reader, files, paths } = open({ into: target })
  reader.read(arriving([keynote]), circumstances)
  await settled()
  reader.addPieces(files()[0]?.id ?? 0)
  await settled()
  expect(paths()).toEqual(['演示.key/Data/1.png', '演示.key/Index.zip'])
  expect(files()).toEqual([])
})

test('a package with an unreadable part is named, and still waits for the decision', async () => {
  const { reader, files, paths } = open({ into: target })
  const locked: DroppedEntry = { ...folder('Data'), is: 'folder', list: () => Promise.reject(new Error('denied')) }
  reader.read(arriving([folder('演示.key', locked)]), circumstances)
  await settled()
  await reader.addZips(files()[0]?.id ?? 0)
  expect(files()[0]).toMatchObject({ notZipped: ['演示.key'], isZipping: false })
  expect(paths()).toEqual([])
})

test('pictures of one paste have different names and keep their order', async () => {
  const { reader, paths } = open({ into: target })
  reader.read(arriving(named('image.png image.png'), { how: 'pasted' }), circumstances)
  reader.read(arriving(named('image.png'), { how: 'pasted' }), circumstances)
  await settled()
  const stem = '截图 2026-11-23 10.02.05'
  expect(paths()).toEqual([`${stem}.png`, `${stem} (2).png`, `${stem} (3).png`])
  expect(reader.getSnapshot()).toEqual([])
})

const kinds = (reports: readonly Report[]) => reports.map(({ is }) => is)

test('a picture that is dropped as an address only is reported, and so are items without content', async () => {
  const { reader } = open()
  const text = { is: 'text', text: 'https://example.com/a.png', isPicture: true } as const
  reader.read(arriving([], { taken: Promise.resolve({ entries: [], lost: 1 }), text }), circumstances)
  await settled()
  expect(kinds(reader.getSnapshot())).toEqual(['picture'])
  reader.read(arriving([], { taken: Promise.resolve({ entries: [file('a')], lost: 1 }) }), circumstances)
  await settled()
  expect(reader.getSnapshot().at(-1)).toMatchObject({ is: 'files', lost: 1, files: 1 })
})

test('a repeated notice is shown once, until it is dismissed', () => {
  const { reader } = open()
  reader.tell('text')
  reader.tell('text')
  reader.tell('picture')
  expect(kinds(reader.getSnapshot())).toEqual(['text', 'picture'])
  for (const { id } of reader.getSnapshot()) reader.dismiss(id)
  expect(reader.getSnapshot()).toEqual([])
})
