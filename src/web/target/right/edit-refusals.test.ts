import { expect, test } from 'vitest'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import { baseTarget, importTarget, sheetTarget, target } from '../../testing/jobs.ts'
import { editRefusals, lossOf } from './edit-refusals.ts'

const body = { is: 'docx', documentId: target.documentId } as const
const cause = (problem: ProblemKey, into = target) => ({ problem, target: into, ids: ['1', '2'] })

const ids = ['1', '2']

test.each([
  ['1061004', 'right'],
  ['1770032', 'right'],
  ['document-gone', 'gone'],
  ['1770003', 'gone'],
] as const)('files refused with %s say that what is lost is: %s', (problem, loss) => {
  expect(editRefusals(body, [cause(problem)])).toEqual([{ problem, loss, ids }])
})

test.each(['1061043', 'connection-lost', '1770004'] as const)(
  '%s does not concern the document as a whole',
  (problem) => {
    expect(editRefusals(body, [cause(problem)])).toEqual([])
  },
)

test('a refusal of another document does not count for this one', () => {
  const others = [sheetTarget, baseTarget, importTarget].map((into) => ({ ...cause('1061004'), target: into }))
  const refusal = [{ problem: '1061004', loss: 'right', ids }]
  expect(editRefusals(body, others)).toEqual([])
  const { spreadsheetToken } = sheetTarget
  expect(editRefusals({ is: 'sheet', spreadsheetToken, sheetId: null }, others)).toEqual(refusal)
  const { appToken } = baseTarget
  expect(editRefusals({ is: 'base', appToken, tableId: null }, others)).toEqual(refusal)
})

test.each([
  ['1061004', 'right'],
  ['1770032', 'right'],
  ['1069908', 'right'],
  ['document-gone', 'gone'],
  ['1770002', 'gone'],
  ['1770003', 'gone'],
  ['1254003', 'gone'],
  ['1770004', null],
  ['document-not-listed', null],
  ['1061043', null],
  ['connection-lost', null],
] as const)('a file refused with %s says of its document: %s', (key, loss) => {
  expect(lossOf(key)).toBe(loss)
})
