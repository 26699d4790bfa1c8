// @vitest-environment happy-dom
import * as v from 'valibot'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { DocumentId } from '../../contract/feishu/ids.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { editableDocument, FakeWire } from '../testing/fake-wire.ts'
import { app, fakeGateway, li, zhang } from '../testing/fake-gateway.ts'
import { spot, failureOf, fileToken, jobAt, target } from '../testing/jobs.ts'
import { leavingOf } from '../testing/leaving-of.ts'
import { openQueueOf } from '../testing/open-queue-of.ts'
import { PageDrops } from '../drop/page-drops.ts'
import { renderPage } from '../testing/render-page.tsx'
import { bundleOf } from '../testing/work-of.ts'
import { Workspace } from './Workspace.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

const link = 'https://acme.feishu.cn/docx/DocOne0001'
/** One for all, as a page has: it listens on the document. */
const drops = new PageDrops(document)

interface WorkspaceOptions {
  readonly wire?: FakeWire
  readonly gateway?: ReturnType<typeof fakeGateway>
  readonly uploads?: FakeUploads
  readonly facts?: Parameters<typeof openQueueOf>[1]
}

function openWorkspace(options: WorkspaceOptions = {}) {
  const { wire = new FakeWire(editableDocument('产品需求评审')), gateway = fakeGateway(zhang), facts = {} } = options
  const { uploads = new FakeUploads() } = options
  const [onOwner, onBecome] = [vi.fn(), vi.fn()]
  renderPage(
    <Workspace
      owner={zhang}
      onOwner={onOwner}
      onBecome={onBecome}
      app={app}
      ask={gateway.ask}
      drops={drops}
      bundle={bundleOf(openQueueOf(uploads, facts), wire)}
      leaving={leavingOf(gateway.ask)}
    />,
  )
  return { uploads, onOwner, onBecome, wire, gateway, user: userEvent.setup() }
}

async function choose(user: ReturnType<typeof userEvent.setup>, text = link) {
  const field = screen.getByRole('textbox', { name: '文档链接或名称' })
  await user.clear(field)
  await user.type(field, `${text}{Enter}`)
}

function paste(name: string, text = '', into: Element = document.body) {
  return send('paste', { files: name === '' ? [] : [new File(['x'], name)], text }, into)
}

interface Brought {
  readonly files?: readonly File[]
  readonly text?: string
  readonly html?: string
}

function send(type: 'paste' | 'drop', { files = [], text = '', html = '' }: Brought, into: Element = document.body) {
  const event = new Event(type, { bubbles: true, cancelable: true })
  const data: Readonly<Record<string, string>> = { 'text/plain': text, 'text/html': html }
  const types = files.length > 0 ? ['Files'] : ['text/plain']
  const transfer = { files, items: [], types, getData: (kind: string) => data[kind] ?? '' }
  Object.assign(event, { clipboardData: transfer, dataTransfer: transfer })
  act(() => void into.dispatchEvent(event))
  return event
}

const dropOf = (...names: readonly string[]) => send('drop', { files: names.map((name) => new File(['x'], name)) })

function comeBackToTheWindow() {
  act(() => void window.dispatchEvent(new Event('visibilitychange')))
}

// First, because a guard outlives the page it was set on, and those of other tests' queues would ask as well.
test('leaving asks while files wait for a document, for nothing but the page has them yet', async () => {
  const { user, uploads } = openWorkspace()
  paste('合同.pdf')
  await waitFor(() => expect(leave()).toBe(true))
  await choose(user)
  await waitFor(() => expect(uploads.asked).toHaveLength(1))
  await waitFor(() => expect(leave()).toBe(false))
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

test('a link that is dropped or pasted anywhere chooses the document, also with a picture of it beside', async () => {
  openWorkspace()
  send('drop', { text: link })
  expect(await screen.findByRole('heading', { name: '产品需求评审' })).toBeTruthy()
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
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

test('text, and a picture of which only the address came, are told, with what to do', async () => {
  const { user } = openWorkspace()
  paste('', '会议纪要')
  const note = await screen.findByText(/文字放不进来/)
  expect(note.textContent).toContain('飞书文档的链接')
  send('drop', { text: 'https://example.com/a.png', html: '<img src="https://example.com/a.png">' })
  expect((await screen.findByText(/没有交来图片/)).textContent).toContain('复制图片')
  for (const button of screen.getAllByRole('button', { name: '知道了' })) await user.click(button)
  expect(screen.queryByText(/放不进来|没有交来/)).toBeNull()
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

test('a rotated selection stands by name, the page says so, and the other order is one click away', async () => {
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

test('system files are left out, listed, and added all the same at one click', async () => {
  const { user } = openWorkspace()
  dropOf('a.png', '._a.png', '.DS_Store')
  const left = await screen.findByText('2 个系统文件或临时文件没有放进来')
  expect(within(left.closest('details') ?? document.body).getByText('._a.png')).toBeTruthy()
  expect(screen.getByText(/已收到 1 个文件/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '也放进来' }))
  expect(await screen.findByText(/已收到 3 个文件/)).toBeTruthy()
  expect(screen.queryByText(/没有放进来/)).toBeNull()
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

test('many files with one cause are told once, and act together', async () => {
  const { user, uploads } = openWorkspace()
  const failed = { at: 'failed', failure: failureOf('1061004', { code: 1061004 }), leftover: null, kept: null } as const
  act(() => uploads.show(jobAt('a', failed), jobAt('b', failed), jobAt('c', failed)))
  await user.click(await screen.findByRole('button', { name: '去处理' }))
  const heading = await screen.findByRole('heading', { name: /^没有编辑权限 3 个文件/ })
  const group = within(heading.closest<HTMLElement>('[role=group]') ?? document.body)
  await user.click(group.getByRole('button', { name: '其他办法' }))
  await user.click(group.getByRole('button', { name: '全部重试' }))
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
  await user.click(await screen.findByRole('button', { name: '去处理' }))
  await user.click(await screen.findByRole('button', { name: '去飞书授权' }))
  expect(opened.mock.calls[0]?.[0]).toContain(`scopes=${encodeURIComponent('base:app:read')}`)
  expect(opened.mock.calls[0]?.[0]).not.toContain('bitable')
  expect(uploads.asked).toEqual([])
  gateway.signedInAtMs = 2
  await waitFor(() => expect(uploads.asked).toEqual([['retry', ['a', 'b']]]))
  opened.mockRestore()
})

test('somebody else’s consent is none', async () => {
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

test('an ended session keeps the queue, and it goes on when the same person is back', async () => {
  const { uploads, gateway, onOwner } = openWorkspace({ gateway: fakeGateway(null) })
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('not-signed-in')))
  const banner = await screen.findByRole('alert')
  expect(within(banner).getByRole('link', { name: '重新登录' })).toBeTruthy()
  expect(uploads.asked).toEqual([])
  gateway.person = zhang
  await waitFor(() => expect(uploads.asked).toContainEqual(['goOn']))
  expect(onOwner).not.toHaveBeenCalled()
})

test('full storage holds the queue with what happened, who can act, and one button that goes on', async () => {
  const { user, uploads } = openWorkspace()
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('1061101', { code: 1061101 })))
  const banner = await screen.findByRole('alert')
  expect(within(banner).getByRole('heading', { name: '企业存储空间已满' })).toBeTruthy()
  expect(within(banner).getByText('企业管理员')).toBeTruthy()
  expect(uploads.asked).toEqual([])
  await user.click(within(banner).getByRole('button', { name: '继续上传' }))
  expect(uploads.asked).toEqual([['goOn']])
  act(() => uploads.hold(null))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: '上传队列' })))
})

test('a security check holds the queue, and leads to the sign-in first', async () => {
  const { user, uploads } = openWorkspace()
  const opened = vi.spyOn(window, 'open').mockReturnValue(null)
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('21000', { code: 21000 })))
  const banner = await screen.findByRole('alert')
  const [first, second] = within(banner).getAllByRole('button')
  expect([first?.textContent, second?.textContent]).toEqual(['重新登录', '继续上传'])
  await user.click(within(banner).getByRole('button', { name: '重新登录' }))
  expect(opened).toHaveBeenCalledOnce()
  expect(uploads.asked).toEqual([])
  opened.mockRestore()
})

test('somebody else signing in does not take over a queue unasked', async () => {
  const { user, uploads, onOwner, onBecome } = openWorkspace({ gateway: fakeGateway(li) })
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  act(() => uploads.hold(failureOf('not-signed-in')))
  const take = await screen.findByRole('button', { name: '以 李四 的身份继续' })
  expect(uploads.asked).toEqual([])
  await user.click(take)
  expect(onBecome).toHaveBeenCalledWith(li)
  expect(onOwner).toHaveBeenCalledWith(li)
  expect(uploads.asked).toEqual([['goOn']])
})

/** Whether the page asks before it is left. */
function leave() {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}
