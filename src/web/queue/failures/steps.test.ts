import { expect, test } from 'vitest'
import { isProblemKey, problems, type ProblemKey } from '../../../contract/problems/catalogue.ts'
import { offeredActions } from '../../guidance/offered-actions.ts'
import { stepsFor } from './steps.ts'

const keys = Object.keys(problems).filter(isProblemKey)
const stepsOf = (problem: ProblemKey, files: number, importable = files) =>
  stepsFor({ problem, files, hasDetails: true, importable })

test.each<[ProblemKey, string, string]>([
  ['1061004', 'open-to-ask', 'open-to-ask'],
  ['folder-read-only', 'ask-access', 'ask-access'],
  ['1061005', 'sign-in', 'sign-in'],
  ['99991679', 'grant-scopes', 'grant-scopes'],
  ['1061045', 'retry', 'retry'],
  ['1770004', 'pick-document', 'pick-document'],
  ['1061113', 'choose-file-again', 'one-by-one'],
  ['1061109', 'rename', 'one-by-one'],
  ['1061043', 'choose-smaller-file', 'one-by-one'],
  // A document takes what a cell, a base or an import does not.
  ['file-too-large', 'pick-document', 'pick-document'],
  ['file-blocks-refused', 'import-files', 'import-files'],
  ['progress-lost', 'open-document', 'open-document'],
])('%s begins with %s for one file, with %s for several', (problem, one, several) => {
  expect(stepsOf(problem, 1)[0]).toBe(one)
  expect(stepsOf(problem, 3)[0]).toBe(several)
})

test('all actions of the catalogue are offered once, and removing is always offered but never first', () => {
  for (const problem of keys) {
    for (const files of [1, 2]) {
      const steps = stepsOf(problem, files)
      expect(new Set(steps).size, problem).toBe(steps.length)
      expect(steps[0], problem).not.toBe('remove-file')
      expect(steps, problem).toContain('remove-file')
      const offered = offeredActions(problem, files === 1 ? 'file' : 'group', true)
      const missing = offered.filter((action) => !steps.includes(action))
      expect(missing, problem).toEqual(steps[0] === 'open-to-ask' ? ['open-document'] : [])
    }
  }
})

test('nothing is offered to be imported where no file can be', () => {
  expect(stepsOf('file-blocks-refused', 3, 0)).toEqual(stepsOf('file-blocks-refused', 3, 2).slice(1))
  expect(stepsOf('file-blocks-refused', 3, 0)[0]).toBe('pick-document')
})
