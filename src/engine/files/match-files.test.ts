import { expect, test } from 'vitest'
import { restoredJob } from '../queue/make-job.ts'
import { matchFiles } from './match-files.ts'
import type { SourceFile } from './source-file.ts'
import type { Job, Stage } from '../job/job.ts'
import { fileOf, HandHeldInspections } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'

const looks = new HandHeldInspections()
const target = targetOf('doc1')

function lacking(file: SourceFile, stage: Stage = { at: 'waiting' }): Job {
  const state = { id: file.path, name: file.name, target, stage, paused: false }
  return restoredJob({ id: file.path, file, target, lacksFile: true, state }, 0)
}

async function match(files: readonly SourceFile[], ...jobs: readonly Job[]) {
  const matches = matchFiles(files, jobs)
  await looks.see()
  const { byJob, rest } = await matches
  return { ids: [...byJob.keys()], rest: rest.map((file) => file.path) }
}

test('A file is the same again by path, size and date; others are given back in their order', async () => {
  const files = [fileOf('z.png'), fileOf('d/a.png'), fileOf('d/b.png', 11), fileOf('c.png')]
  const jobs = ['d/a.png', 'd/b.png'].map((path) => lacking(fileOf(path)))
  expect(await match(files, ...jobs)).toEqual({ ids: ['d/a.png'], rest: ['z.png', 'd/b.png', 'c.png'] })
})

test('Only files that could be one are inspected', async () => {
  const files = ['a.png', 'd/b.png', 'c.png'].map((path) => looks.list(fileOf(path)))
  expect(await match(files, lacking(fileOf('a.png')))).toEqual({ ids: ['a.png'], rest: ['d/b.png', 'c.png'] })
  expect(looks.asked).toEqual(['a.png'])
})

test('Where nobody knew size and date, the path is enough', async () => {
  const job = lacking(looks.list(fileOf('d/a.png')))
  expect(await match([fileOf('d/a.png', 99)], job)).toEqual({ ids: ['d/a.png'], rest: [] })
  expect(await match([fileOf('a.png')], job)).toEqual({ ids: [], rest: ['a.png'] })
})

test('A file chosen by itself is found by name, size and date, if only one lacks it', async () => {
  const jobs = ['d/a.png', 'e/a.png'].map((path) => lacking(fileOf(path)))
  expect(await match([fileOf('a.png')], jobs[0]!)).toEqual({ ids: ['d/a.png'], rest: [] })
  expect(await match([fileOf('a.png')], ...jobs)).toEqual({ ids: [], rest: ['a.png'] })
  expect(await match([fileOf('f/a.png')], jobs[0]!)).toEqual({ ids: [], rest: ['f/a.png'] })
})

test('A file that cannot be inspected is given back', async () => {
  const file = fileOf('a.png')
  file.becomes('unreadable')
  expect(await match([looks.list(file)], lacking(fileOf('a.png')))).toEqual({ ids: [], rest: ['a.png'] })
})

test('A cancelled job takes the bytes for a retry, and the file can still be added again', async () => {
  const job = lacking(fileOf('a.png'), { at: 'cancelled', leftover: null })
  expect(await match([fileOf('a.png')], job)).toEqual({ ids: ['a.png'], rest: ['a.png'] })
})
