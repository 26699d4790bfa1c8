import { expect, it } from 'vitest'
import * as v from 'valibot'
import { FileToken, FolderToken, Ticket } from '../ids.ts'
import { createImportTaskRequest, getImportTaskRequest, importFormatsOf, readImportTask, readTicket } from './import.ts'
import { answerOf } from '../../testing/answer-of.ts'

it('finds out by its name what a file can become', () => {
  expect(importFormatsOf('预算.XLSX').map(({ type }) => type)).toEqual(['sheet', 'bitable'])
  expect(importFormatsOf('a.markdown')).toEqual([{ extension: 'markdown', type: 'docx', maxBytes: 20_971_520 }])
  for (const name of ['a.pptx', 'md', 'a.', '']) expect(importFormatsOf(name)).toEqual([])
})

it('asks for an import into a folder, or into the root', () => {
  const [format] = importFormatsOf('a.md')
  if (!format) throw new Error('md is importable')
  const input = { fileToken: v.parse(FileToken, 'box1'), format, title: '' }
  expect(createImportTaskRequest({ ...input, folderToken: null }).body).toEqual({
    kind: 'json',
    value: { file_extension: 'md', file_token: 'box1', type: 'docx', point: { mount_type: 1, mount_key: '' } },
  })
  const folderToken = v.parse(FolderToken, 'fld1')
  expect(createImportTaskRequest({ ...input, title: '周报', folderToken }).body).toMatchObject({
    value: { file_name: '周报', point: { mount_key: 'fld1' } },
  })
  expect(readTicket(answerOf({ ticket: '736' }))).toEqual({ ok: true, data: '736' })
  expect(getImportTaskRequest(v.parse(Ticket, '736')).parameters).toEqual({ ticket: '736' })
})

const taskOf = (result: unknown) => readImportTask(answerOf({ result }))

it.each([1, 2])('takes job_status %i for running', (status) => {
  expect(taskOf({ job_status: status })).toEqual({ ok: true, data: { state: 'running' } })
})

it.each([{}, { token: '', url: '' }])('takes job_status 0 for running as long as it names no document: %j', (rest) => {
  expect(taskOf({ job_status: 0, job_error_msg: 'success', ...rest })).toEqual({ ok: true, data: { state: 'running' } })
})

it('reads what was made and, once each, what was lost', () => {
  const result = { job_status: 0, token: 'doc1', url: 'https://x', extra: ['1000', '2004', '1001', '2003'] }
  expect(taskOf(result)).toEqual({
    ok: true,
    data: { state: 'done', token: 'doc1', url: 'https://x', losses: ['content', 'pictures', 'storage'] },
  })
})

it.each([
  [100, 'import-100'],
  [7002, 'import-7002'],
  [424242, 'unknown-code'],
])('finds the row of the failure %i', (status, problem) => {
  expect(taskOf({ job_status: status, job_error_msg: 'why' })).toEqual({
    ok: true,
    data: { state: 'failed', problem, jobStatus: status, message: 'why' },
  })
})

// As larksuite/cli's own test has it (drive_import_common_test.go, 2026): a success may come with an empty message.
it('reads a finished import whose message is empty', () => {
  const made = { token: 'sheet_1', url: 'https://example.com/sheets/sheet_1' }
  const result = { type: 'sheet', job_status: 0, job_error_msg: '', ...made, extra: ['2000'] }
  expect(taskOf(result)).toEqual({ ok: true, data: { state: 'done', ...made, losses: ['content'] } })
})
