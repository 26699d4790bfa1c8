import { expect, test } from 'vitest'
import { failureOf } from '../testing/jobs.ts'
import { english } from '../testing/languages.ts'
import { detailsOf, detailsText } from './details-text.ts'

test('details carry what support asks for, and nothing empty', () => {
  const failure = failureOf('1061004', { code: 1061004, msg: 'forbidden.', logId: '2026LOG' })
  const details = detailsOf({ failure, fileName: 'a.png', documentTitle: null }, Date.UTC(2026, 10, 23, 12), english)
  expect(details.map((detail) => detail.label)).toEqual(['Code', 'Feishu’s message', 'Log ID', 'File', 'Time'])
  expect(detailsText('No edit right', details)).toMatch(/^No edit right\nCode: 1061004\n.*forbidden\.\nLog ID: 2026LOG/)
})

test('a condition of our own is named by its key', () => {
  const details = detailsOf({ failure: failureOf('file-empty'), fileName: null, documentTitle: null }, 0, english)
  expect(details[0]?.value).toBe('file-empty')
})
