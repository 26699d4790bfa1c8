// @vitest-environment happy-dom
import * as v from 'valibot'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { DocumentId } from '../../contract/feishu/ids.ts'
import { li } from '../testing/fake-gateway.ts'
import { failureOf, jobAt, target } from '../testing/jobs.ts'
import { openWorkspace, choose } from './testing/workspace-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

test('a failure is explained in its row, with what to do, and renaming does it', async () => {
  const { user, uploads } = openWorkspace()
  act(() =>
    uploads.show(jobAt('a', { at: 'failed', failure: failureOf('file-name-too-long'), leftover: null, kept: null })),
  )
  const row = await screen.findByRole('listitem', { name: 'a.pdf' })
  await user.click(within(row).getByRole('button', { name: '重命名' }))
  const field = within(row).getByRole('textbox', { name: '新文件名' })
  await user.clear(field)
  await user.type(field, '短.pdf{Enter}')
  expect(uploads.asked[0]).toEqual(['rename', 'a', '短.pdf'])
})

test('many files with one cause are shown once, and act together', async () => {
  const { user, uploads } = openWorkspace()
  const failed = { at: 'failed', failure: failureOf('1061004', { code: 1061004 }), leftover: null, kept: null } as const
  act(() => uploads.show(jobAt('a', failed), jobAt('b', failed), jobAt('c', failed)))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('3 个文件')
  await user.click(within(alert).getByRole('button', { name: '只重试这一类' }))
  expect(uploads.asked).toEqual([['retry', ['a', 'b', 'c']]])
  expect(within(screen.getByRole('listitem', { name: 'a.pdf' })).getByRole('link').textContent).toContain('见上方')
})

test('files refused for a missing right to edit mark the document as not editable, until Feishu is asked again', async () => {
  const { user, uploads, wire } = openWorkspace()
  await choose(user)
  await screen.findByText('可以编辑')
  const failed = { at: 'failed', failure: failureOf('1770032', { code: 1770032 }), leftover: null, kept: null } as const
  const into = { ...target, documentId: v.parse(DocumentId, 'DocOne0001') }
  act(() => uploads.show(jobAt('a', failed, undefined, into)))
  expect(await screen.findByText('飞书拒绝写入：没有编辑权限')).toBeTruthy()
  expect(screen.queryByText('可以编辑')).toBeNull()
  Object.assign(wire.replies, {
    checkPermission: { code: 0, data: { auth_result: false } },
    searchDocuments: { code: 1 },
  })
  await user.click(screen.getByRole('button', { name: '重新检查' }))
  expect(await screen.findByText('只能阅读')).toBeTruthy()
})

test('another document for failed files: the field gets the focus, then they all go there', async () => {
  const { user, uploads } = openWorkspace()
  await choose(user)
  await screen.findByText('可以编辑')
  const failed = { at: 'failed', failure: failureOf('1061004', { code: 1061004 }), leftover: null, kept: null } as const
  act(() => uploads.show(jobAt('a', failed), jobAt('b', failed)))
  await user.click(await screen.findByRole('button', { name: '换一个文档' }))
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '文档链接或名称' }))
  await choose(user)
  await waitFor(() => expect(uploads.asked).toEqual([['retarget', ['a', 'b'], '产品需求评审']]))
})

test('files that lack a scope are granted it in a window beside the page, and then go on by themselves', async () => {
  const { user, uploads, gateway } = openWorkspace()
  const opened = vi.spyOn(window, 'open').mockReturnValue(window)
  const failure = failureOf('99991679', { code: 99991679, scopes: ['bitable:app', 'base:app:read'] })
  const failed = { at: 'failed', failure, leftover: null, kept: null } as const
  act(() => uploads.show(jobAt('a', failed), jobAt('b', failed)))
  await user.click(await screen.findByRole('button', { name: '去飞书授权' }))
  expect(opened.mock.calls[0]?.[0]).toContain(`scopes=${encodeURIComponent('base:app:read')}`)
  expect(opened.mock.calls[0]?.[0]).not.toContain('bitable')
  expect(uploads.asked).toEqual([])
  gateway.signedInAtMs = 2
  await waitFor(() => expect(uploads.asked).toEqual([['retry', ['a', 'b']]]))
  opened.mockRestore()
})

test('somebody else’s consent does not count', async () => {
  const { user, uploads, gateway } = openWorkspace()
  const opened = vi.spyOn(window, 'open').mockReturnValue(window)
  const failure = failureOf('99991679', { code: 99991679, scopes: ['docx:document'] })
  act(() => uploads.show(jobAt('a', { at: 'failed', failure, leftover: null, kept: null })))
  await user.click(await screen.findByRole('button', { name: '去飞书授权' }))
  gateway.person = li
  gateway.signedInAtMs = 2
  await waitFor(() => expect(gateway.asked).toBeGreaterThan(2))
  expect(uploads.asked).toEqual([])
  opened.mockRestore()
})

test('scopes the app itself lacks come with the way to the console, for its developer', async () => {
  const { uploads } = openWorkspace()
  const failure = failureOf('99991672', { code: 99991672, scopes: ['docx:document'] })
  act(() => uploads.show(jobAt('a', { at: 'failed', failure, leftover: null, kept: null })))
  const link = await screen.findByRole('link', { name: '打开开发者后台' })
  expect(link.getAttribute('href')).toBe(
    'https://open.feishu.cn/app/cli_test/auth?q=docx:document&op_from=openapi&token_type=user',
  )
})
