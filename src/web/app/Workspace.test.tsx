// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { editableDocument, FakeWire } from '../testing/fake-wire.ts'
import { spot, fileToken, jobAt } from '../testing/jobs.ts'
import { openWorkspace, choose, paste } from './testing/workspace-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

test('the title of the page counts the files that have arrived', async () => {
  const { uploads } = openWorkspace()
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  await waitFor(() => expect(document.title).toMatch(/^\(0\/1\)/))
})

test('a link turns into the document: title, right to edit, a way to open it', async () => {
  const { user } = openWorkspace()
  await choose(user)
  expect(await screen.findByRole('heading', { name: '产品需求评审' })).toBeTruthy()
  expect(screen.getByText('可以编辑')).toBeTruthy()
  expect(screen.getByRole('link', { name: '打开文档' }).getAttribute('rel')).toBe('noreferrer')
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: '产品需求评审' }))
})

test('a link that is no document is explained under the field, which keeps it', async () => {
  const { user } = openWorkspace()
  await choose(user, 'https://example.com/docx/AbCdEfGhIj')
  expect(await screen.findByRole('alert')).toBeTruthy()
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: '文档链接或名称' })
  expect(field.value).toBe('https://example.com/docx/AbCdEfGhIj')
  expect(field.getAttribute('aria-invalid')).toBe('true')
})

test('a Feishu address that is no document is explained without taking the chosen document off the page', async () => {
  const { user } = openWorkspace()
  await choose(user)
  paste('', 'https://acme.feishu.cn/minutes/obcnabcdefabcdefabcdefab')
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(screen.getByText('这是一篇妙记')).toBeTruthy()
  expect(screen.getByRole('heading', { name: '产品需求评审' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '知道了' }))
  expect(screen.queryByText('这是一篇妙记')).toBeNull()
})

test('a document that may only be read takes no files and says who can help', async () => {
  const found = { title_highlighted: '总结', result_meta: { token: 'DocOne0001', owner_name: '李四' } }
  const readOnly = {
    ...editableDocument('总结'),
    checkPermission: { code: 0, data: { auth_result: false } },
    searchDocuments: { code: 0, data: { res_units: [found] } },
  }
  const { user, uploads } = openWorkspace({ wire: new FakeWire(readOnly) })
  paste('合同.pdf')
  await choose(user)
  expect((await screen.findByRole('alert')).textContent).toContain('李四（文档所有者）')
  expect(uploads.asked).toEqual([])
})

test('a document chosen once is there at the next visit', async () => {
  const { user } = openWorkspace()
  await choose(user)
  await screen.findByText('可以编辑')
  cleanup()
  openWorkspace()
  expect(await screen.findByRole('heading', { name: '产品需求评审' })).toBeTruthy()
})

test('each row is named by its file and shows its own progress', async () => {
  const { uploads } = openWorkspace()
  const sending = { at: 'sending', spot, sentBytes: 420, acceptedBytes: 0, parts: null, holdup: null } as const
  act(() => uploads.show(jobAt('a', sending), jobAt('b', { at: 'done', spot, fileToken })))
  const list = await screen.findByRole('list', { name: '上传队列' })
  const row = within(list).getByRole('listitem', { name: 'a.pdf' })
  expect(within(row).getByRole<HTMLProgressElement>('progressbar', { name: 'a.pdf' }).value).toBe(0.42)
  expect(row.textContent).toContain('上传中 42%')
  expect(within(list).getByRole('listitem', { name: 'b.pdf' }).textContent).toContain('已在文档中')
})

test('a file on its way is cancelled by a button that names it', async () => {
  const { user, uploads } = openWorkspace()
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  await user.click(await screen.findByRole('button', { name: '取消 a.pdf' }))
  expect(uploads.asked).toEqual([['cancelUndoably', ['a']]])
})

test('a wiki link that lacks a scope is looked at again once it is granted', async () => {
  const answers = editableDocument('手册')
  const violation = { permission_violations: [{ type: 'action_privilege_required', subject: 'wiki:node:read' }] }
  const wire = new FakeWire({ ...answers, queryMetas: { code: 99991679, error: violation } })
  const { user, gateway } = openWorkspace({ wire })
  const opened = vi.spyOn(window, 'open').mockReturnValue(window)
  await choose(user)
  await user.click(await screen.findByRole('button', { name: '去飞书授权' }))
  Object.assign(wire.replies, answers)
  gateway.signedInAtMs = 2
  expect(await screen.findByRole('heading', { name: '手册' })).toBeTruthy()
  opened.mockRestore()
})
