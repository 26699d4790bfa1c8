// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { editableDocument, FakeWire } from '../testing/fake-wire.ts'
import { li, zhang } from '../testing/fake-gateway.ts'
import {
  link,
  openWorkspace,
  choose,
  paste,
  bring,
  dropOf,
  comeBackToTheWindow,
  leave,
} from './testing/workspace-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

test('leaving asks while files wait for a document, for nothing but the page has them yet', async () => {
  const { user, uploads } = openWorkspace()
  paste('合同.pdf')
  await waitFor(() => expect(leave()).toBe(true))
  await choose(user)
  await waitFor(() => expect(uploads.asked).toHaveLength(1))
  await waitFor(() => expect(leave()).toBe(false))
})

test('files that come before the document are kept and start with it', async () => {
  const { user, uploads } = openWorkspace()
  paste('合同.pdf')
  expect(await screen.findByText(/已收到 1 个文件/)).toBeTruthy()
  await choose(user)
  await waitFor(() => expect(uploads.asked).toEqual([['add', ['合同.pdf'], '产品需求评审']]))
})

test('files that wait for a document outlast the session, and go in once the same person is back', async () => {
  const answers = editableDocument('产品需求评审')
  const signedOut = { code: 99991661 }
  const wire = new FakeWire({ queryMetas: signedOut, checkPermission: signedOut })
  const { user, uploads, gateway, onOwner } = openWorkspace({ wire })
  paste('合同.pdf')
  await screen.findByText(/已收到 1 个文件/)
  gateway.person = null
  comeBackToTheWindow()
  await choose(user)
  expect(await screen.findByRole('button', { name: '重新登录' })).toBeTruthy()
  expect(onOwner).not.toHaveBeenCalled()
  gateway.person = zhang
  Object.assign(wire.replies, answers)
  comeBackToTheWindow()
  await waitFor(() => expect(uploads.asked).toEqual([['add', ['合同.pdf'], '产品需求评审']]))
})

test('without files the page goes with the session', async () => {
  const { gateway, onOwner } = openWorkspace()
  await waitFor(() => expect(gateway.asked).toBe(1))
  await screen.findByText('我的空间')
  gateway.person = null
  comeBackToTheWindow()
  await waitFor(() => expect(onOwner).toHaveBeenCalledWith(null))
})

test('files that wait are not shown to somebody else who signs in', async () => {
  const { gateway, onOwner } = openWorkspace()
  paste('合同.pdf')
  await screen.findByText(/已收到 1 个文件/)
  gateway.person = li
  comeBackToTheWindow()
  await waitFor(() => expect(onOwner).toHaveBeenCalledWith(li))
})

test('a cell copied from a spreadsheet is pasted into a field as its text, and its picture is no file', async () => {
  openWorkspace()
  const field = screen.getByRole('textbox', { name: '文档链接或名称' })
  expect(paste('image.png', link, field).defaultPrevented).toBe(false)
  paste('合同.pdf', '合同.pdf', field)
  expect(await screen.findByText(/已收到 1 个文件/)).toBeTruthy()
})

test('a link that is dropped anywhere chooses the document', async () => {
  openWorkspace()
  bring('drop', { text: link })
  expect(await screen.findByRole('heading', { name: '产品需求评审' })).toBeTruthy()
})

test('a link that is pasted anywhere chooses the document, also with a picture of it beside', async () => {
  const { uploads } = openWorkspace()
  paste('image.png', link)
  expect(await screen.findByRole('heading', { name: '产品需求评审' })).toBeTruthy()
  expect(uploads.asked).toEqual([])
})

test('files that wait for one document are asked about when a link to another is pasted', async () => {
  const { user } = openWorkspace({ wire: new FakeWire({ ...editableDocument('年度预算'), queryMetas: 'lost' }) })
  await choose(user)
  paste('合同.pdf')
  await screen.findByText(/已收到 1 个文件/)
  paste('', link.replace('0001', '0002'))
  const left = await screen.findByText(/1 个文件是给“.*”的，不会自己放进别的地方/)
  expect(within(left.closest('[role=status]') ?? document.body).getAllByRole('button')).toHaveLength(2)
})

test('text, and a picture of which only the address came, are explained, with what to do', async () => {
  const { user } = openWorkspace()
  paste('', '会议纪要')
  const note = await screen.findByText(/文字放不进来/)
  expect(note.textContent).toContain('飞书文档的链接')
  bring('drop', { text: 'https://example.com/a.png', html: '<img src="https://example.com/a.png">' })
  expect((await screen.findByText(/没有交来图片/)).textContent).toContain('复制图片')
  for (const button of screen.getAllByRole('button', { name: '知道了' })) await user.click(button)
  expect(screen.queryByText(/放不进来|没有交来/)).toBeNull()
})

test('a selection in rotated order is sorted by name, the page says so, and the other order is one click away', async () => {
  const { user, uploads } = openWorkspace()
  dropOf('4.png', '5.png', '1.png', '2.png', '3.png')
  expect(await screen.findByText('这些文件按名称排列。')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '改为放进来的顺序' }))
  expect(screen.getByText('这些文件按放进来的顺序排列。')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '改为按名称排列' }))
  await choose(user)
  const names = ['1.png', '2.png', '3.png', '4.png', '5.png']
  await waitFor(() => expect(uploads.asked).toEqual([['add', names, '产品需求评审']]))
})

test('system files are left out, listed, and added anyway at one click', async () => {
  const { user } = openWorkspace()
  dropOf('a.png', '._a.png', '.DS_Store')
  const left = await screen.findByText('2 个系统文件或临时文件没有放进来')
  expect(within(left.closest('details') ?? document.body).getByText('._a.png')).toBeTruthy()
  expect(screen.getByText(/已收到 1 个文件/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '也放进来' }))
  expect(await screen.findByText(/已收到 3 个文件/)).toBeTruthy()
  expect(screen.queryByText(/没有放进来/)).toBeNull()
})
