// @vitest-environment happy-dom
import * as v from 'valibot'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { DocumentId } from '../../contract/feishu/ids.ts'
import { li } from '../testing/fake-gateway.ts'
import { failureOf, fileNamed, fileToken, jobAt, spot, target } from '../testing/jobs.ts'
import { openWorkspace, choose } from './testing/workspace-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

test('many files with one cause are shown once, and act together', async () => {
  const { user, uploads } = openWorkspace()
  const failed = { at: 'failed', failure: failureOf('1061004', { code: 1061004 }), leftover: null, kept: null } as const
  act(() => uploads.show(jobAt('a', failed), jobAt('b', failed), jobAt('c', failed)))
  await user.click(await screen.findByRole('button', { name: '去处理' }))
  const heading = await screen.findByRole('heading', { name: /^没有编辑权限 3 个文件/ })
  const group = within(heading.closest<HTMLElement>('[role=group]') ?? document.body)
  await user.click(group.getByRole('button', { name: '其他办法' }))
  await user.click(await group.findByRole('menuitem', { name: '全部重试' }))
  expect(uploads.asked).toEqual([['retry', ['a', 'b', 'c']]])
})

const into = { ...target, documentId: v.parse(DocumentId, 'DocOne0001') }
const failedWith = (problem: '1770032' | '1770003') =>
  ({ at: 'failed', failure: failureOf(problem, { code: Number(problem) }), leftover: null, kept: null }) as const

test('files refused for want of the right to edit change what the document is said to be, until Feishu is asked again', async () => {
  const { user, uploads, wire } = openWorkspace()
  await choose(user)
  await screen.findByText('可以编辑')
  act(() => uploads.show(jobAt('a', failedWith('1770032'), undefined, into)))
  await waitFor(() => expect(screen.queryByText('可以编辑')).toBeNull())
  const card = within(screen.getByRole('heading', { name: '产品需求评审' }).closest('section') ?? document.body)
  expect(card.getByText('没有编辑权限')).toBeTruthy()
  expect(await card.findByText('请向文档所有者申请编辑权限，或换一篇你能编辑的文档。')).toBeTruthy()
  Object.assign(wire.replies, {
    checkPermission: { code: 0, data: { auth_result: false } },
    searchDocuments: { code: 1 },
  })
  await user.click(screen.getByRole('button', { name: '重新检查' }))
  expect(await screen.findByText('只能阅读')).toBeTruthy()
})

test('a document that is gone is said to be, with what to do', async () => {
  const { user, uploads } = openWorkspace()
  await choose(user)
  await screen.findByText('可以编辑')
  act(() => uploads.show(jobAt('a', failedWith('1770003'), undefined, into)))
  expect(await screen.findByText('文档可能已被删除')).toBeTruthy()
  expect(screen.getAllByText('请打开文档确认，或换一篇文档。')).toHaveLength(1)
})

test('the document is looked at again as soon as one of the refused files is retried', async () => {
  const { user, uploads } = openWorkspace()
  await choose(user)
  await screen.findByText('可以编辑')
  act(() => uploads.show(...['a', 'b'].map((id) => jobAt(id, failedWith('1770032'), undefined, into))))
  await waitFor(() => expect(screen.queryByText('可以编辑')).toBeNull())
  act(() => uploads.show(jobAt('a', { at: 'done', spot, fileToken }, undefined, into)))
  expect(await screen.findByText('可以编辑')).toBeTruthy()
})

test('another document for failed files: the field gets the focus, then they all go there', async () => {
  const { user, uploads } = openWorkspace()
  await choose(user)
  await screen.findByText('可以编辑')
  const failed = { at: 'failed', failure: failureOf('1061004', { code: 1061004 }), leftover: null, kept: null } as const
  act(() => uploads.show(jobAt('a', failed), jobAt('b', failed)))
  await user.click(await screen.findByRole('button', { name: '去处理' }))
  await user.click(await screen.findByRole('button', { name: '其他办法' }))
  await user.click(await screen.findByRole('menuitem', { name: '换一个文档' }))
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '文档链接或名称' }))
  await choose(user)
  await waitFor(() => expect(uploads.asked).toEqual([['retarget', ['a', 'b'], '产品需求评审']]))
})

test('files to import ask for a folder, beginning with one’s own space, and go where the person says', async () => {
  const { user, uploads, wire } = openWorkspace()
  Object.assign(wire.replies, { listFiles: { code: 0, data: { files: [], has_more: false } } })
  await choose(user)
  await screen.findByText('可以编辑')
  const refused = { at: 'failed', failure: failureOf('file-blocks-refused'), leftover: null, kept: null } as const
  act(() => uploads.show(...['报价.csv', '素材.zip'].map((name) => jobAt(name, refused, fileNamed(name)))))
  await user.click(await screen.findByRole('button', { name: '去处理' }))
  await user.click(await screen.findByRole('button', { name: '把其中 1 个导入到文件夹' }))
  expect(await screen.findByText('请选一个文件夹，1 个文件会在那里导入成在线文档。')).toBeTruthy()
  expect((await screen.findByRole<HTMLInputElement>('radio', { name: '我的空间' })).checked).toBe(true)
  expect(await screen.findByRole('button', { name: '把文件导入到这里' })).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '文档链接或名称' }))
  await choose(user)
  await waitFor(() => expect(uploads.asked).toEqual([['retarget', ['报价.csv'], '产品需求评审']]))
  expect(screen.queryByText(/请选一个文件夹/)).toBeNull()
})

test('files that lack a scope are granted it in a window beside the page, and then go on by themselves', async () => {
  const { user, uploads, gateway } = openWorkspace()
  const opened = vi.spyOn(window, 'open').mockReturnValue(window)
  const failure = failureOf('99991679', { code: 99991679, scopes: ['bitable:app', 'base:app:read'] })
  const failed = { at: 'failed', failure, leftover: null, kept: null } as const
  act(() => uploads.show(jobAt('a', failed), jobAt('b', failed)))
  await user.click(await screen.findByRole('button', { name: '去处理' }))
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
  await user.click(await screen.findByRole('button', { name: '为什么：a.pdf' }))
  await user.click(await screen.findByRole('button', { name: '去飞书授权' }))
  gateway.person = li
  gateway.signedInAtMs = 2
  await waitFor(() => expect(gateway.asked).toBeGreaterThan(2))
  expect(uploads.asked).toEqual([])
  opened.mockRestore()
})

test('scopes the app itself lacks come with the way to the console, for its developer', async () => {
  const { user, uploads } = openWorkspace()
  const failure = failureOf('99991672', { code: 99991672, scopes: ['docx:document'] })
  act(() => uploads.show(jobAt('a', { at: 'failed', failure, leftover: null, kept: null })))
  await user.click(await screen.findByRole('button', { name: '为什么：a.pdf' }))
  const link = await screen.findByRole('link', { name: '打开开发者后台' })
  expect(link.getAttribute('href')).toBe(
    'https://open.feishu.cn/app/cli_test/auth?q=docx:document&op_from=openapi&token_type=user',
  )
})
