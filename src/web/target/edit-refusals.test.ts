import { expect, test } from 'vitest'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { baseTarget, importTarget, sheetTarget, target } from '../testing/jobs.ts'
import { editRefusals } from './edit-refusals.ts'

const body = { is: 'docx', documentId: target.documentId } as const
const cause = (problem: ProblemKey, into = target) => ({ problem, target: into, ids: ['1', '2'] })

test.each(['1061004', '1770032'] as const)('files refused with %s say that the right to edit is lost', (problem) => {
  expect(editRefusals(body, [cause(problem)])).toEqual(['1', '2'])
})

test.each(['1061043', 'connection-lost', 'document-gone'] as const)(
  '%s says nothing of the right to edit',
  (problem) => {
    expect(editRefusals(body, [cause(problem)])).toEqual([])
  },
)

test('what other documents refuse says nothing of this one', () => {
  const others = [sheetTarget, baseTarget, importTarget].map((into) => ({ ...cause('1061004'), target: into }))
  expect(editRefusals(body, others)).toEqual([])
  const { spreadsheetToken } = sheetTarget
  expect(editRefusals({ is: 'sheet', spreadsheetToken, sheetId: null }, others)).toEqual(['1', '2'])
  const { appToken } = baseTarget
  expect(editRefusals({ is: 'base', appToken, tableId: null }, others)).toEqual(['1', '2'])
})
