// @vitest-environment happy-dom
import { leavingOf } from '../testing/leaving-of.ts'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { app, fakeGateway, zhang } from '../testing/fake-gateway.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { editableDocument, FakeWire } from '../testing/fake-wire.ts'
import { openQueueOf } from '../testing/open-queue-of.ts'
import { PageDrops } from '../drop/page-drops.ts'
import { renderPage } from '../testing/render-page.tsx'
import { endOfTest } from '../testing/end-of-test.ts'
import { bundleOf } from '../testing/bundle-of.ts'
import { Workspace } from './Workspace.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
})

const titles = new Map([
  ['Pc9OpwAV4nLdU7lTy71t6Kabcef', '产品周报'],
  ['XyZ0pwAV4nLdU7lTy71t6Kabc12', '图片素材'],
])
const [first = '', second = ''] = titles.keys()
const chat = `周报 https://acme.feishu.cn/docx/${first}，\n素材 https://acme.feishu.cn/docx/${second} 会议 https://vc.feishu.cn/j/1`

const tokenAsked = ({ body }: ApiRequest) =>
  (body as { value: { request_docs: { doc_token: string }[] } }).value.request_docs[0]?.doc_token ?? ''

function openPage() {
  const wire = new FakeWire({
    ...editableDocument(''),
    queryMetas: (request) => {
      const token = tokenAsked(request)
      return { code: 0, data: { metas: [{ doc_token: token, title: titles.get(token) ?? '' }] } }
    },
  })
  const bundle = bundleOf(openQueueOf(new FakeUploads()), wire)
  const { ask } = fakeGateway(zhang)
  const drops = new PageDrops(document, endOfTest())
  renderPage(
    <Workspace
      owner={zhang}
      onOwner={vi.fn()}
      onBecome={vi.fn()}
      app={app}
      opened={{ ask, drops, bundle, leaving: leavingOf(ask) }}
    />,
  )
  return userEvent.setup()
}

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: '文档链接或名称' })

async function pasteIntoField(user: ReturnType<typeof userEvent.setup>, text: string) {
  await user.click(field())
  await user.paste(text)
}

const choices = () => screen.findByRole('list', { name: '贴的内容里有 2 篇文档，要用哪一篇？' })

test('a text with several documents asks which one, by their titles, and announces that', async () => {
  const user = openPage()
  await pasteIntoField(user, chat)
  const list = await choices()
  expect(await within(list).findByRole('button', { name: /产品周报/ })).toBeTruthy()
  expect(await within(list).findByRole('button', { name: /图片素材/ })).toBeTruthy()
  expect(within(list).getAllByRole('button')).toHaveLength(2)
  expect(screen.getByText(/要用哪一篇/).getAttribute('role')).toBe('status')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('the one that is clicked becomes the target', async () => {
  const user = openPage()
  await pasteIntoField(user, chat)
  await user.click(await within(await choices()).findByRole('button', { name: /图片素材/ }))
  expect(await screen.findByRole('heading', { name: '图片素材' })).toBeTruthy()
  expect(screen.queryByText(/要用哪一篇/)).toBeNull()
})

test.each(['{ArrowDown}', '{Enter}'])('from the field %s goes to the choices, arrows among them', async (key) => {
  const user = openPage()
  await pasteIntoField(user, chat)
  const list = await choices()
  await within(list).findByRole('button', { name: /图片素材/ })
  await user.keyboard(`${key}{ArrowDown}`)
  expect(document.activeElement).toBe(within(list).getByRole('button', { name: /图片素材/ }))
  await user.keyboard('{Enter}')
  const title = await screen.findByRole('heading', { name: '图片素材' })
  expect(document.activeElement).toBe(title)
})

test('a text with one document and other links is that document', async () => {
  const user = openPage()
  await pasteIntoField(user, `纪要 https://acme.feishu.cn/minutes/obcn123456 和 https://acme.feishu.cn/docx/${first}`)
  expect(await screen.findByRole('heading', { name: '产品周报' })).toBeTruthy()
})

test('a link to what takes no files says what it is and what to do instead', async () => {
  const user = openPage()
  await pasteIntoField(user, 'https://acme.feishu.cn/share/base/form/shrcn1lAANF659o7EpWnxlR1VOh')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('这是多维表格的表单')
  expect(alert.textContent).toContain('请打开表单背后的多维表格')
})

test('a link to the start page of Drive shows where to look for the document', async () => {
  const user = openPage()
  await pasteIntoField(user, 'https://acme.feishu.cn/drive/home/')
  expect((await screen.findByRole('alert')).textContent).toContain('云空间的首页')
  expect(await screen.findByRole('radio', { name: '我的空间' })).toBeTruthy()
})
