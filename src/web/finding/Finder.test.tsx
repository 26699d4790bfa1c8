// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { FakeWire } from '../testing/fake-wire.ts'
import { renderPage } from '../testing/render-page.tsx'
import { chinese, english } from '../testing/languages.ts'
import { I18nContext } from '../i18n/i18n.ts'
import { Finder } from './Finder.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const rootFiles = [
  { token: 'FolderToken1', name: '项目', type: 'folder' },
  { token: 'DocxToken001', name: '周报', type: 'docx' },
]
const inFolder = [{ token: 'DocxToken002', name: '项目计划', type: 'docx' }]
const nothingOpened = { code: 0, data: { res_units: [] } }

function listFiles({ query }: ApiRequest) {
  return { code: 0, data: { files: query['folder_token'] === 'FolderToken1' ? inFolder : rootFiles } }
}

/** A line that ends with these. */
const facts = (text: string) => new RegExp(`${text}$`)

/** Begins in Chinese, as tests do, and may go on in English. */
function Bilingual({ children }: { readonly children: ReactNode }) {
  const [speech, setSpeech] = useState(chinese)
  return (
    <I18nContext value={speech}>
      <button type="button" onClick={() => setSpeech(english)}>
        Speak English
      </button>
      {children}
    </I18nContext>
  )
}

function open(wire: FakeWire, text = '') {
  const onChoose = vi.fn()
  const chooseMade = vi.fn()
  const onLeaveSearch = vi.fn()
  const onFocusField = vi.fn()
  const wishAhead = () => ({ choose: onChoose, chooseMade, reportUnanswered: vi.fn() })
  const page = (
    <Bilingual>
      <Finder
        doors={{ wire, rules: { brand: 'feishu' }, openId: 'ou_1', name: '张三' }}
        text={text}
        onLeaveSearch={onLeaveSearch}
        onFocusField={onFocusField}
        onChoose={onChoose}
        wishAhead={wishAhead}
        renderProblem={(failure) => <p role="alert">{failure.problem}</p>}
      />
    </Bilingual>
  )
  renderPage(page)
  return { onChoose, chooseMade, onLeaveSearch, onFocusField, user: userEvent.setup() }
}

test('words are searched for, and a result is chosen by its link', async () => {
  const units = [
    {
      title_highlighted: '预算',
      entity_type: 'DOC',
      result_meta: { doc_types: 'DOCX', token: 'T0000001', url: 'https://a.feishu.cn/docx/T0000001' },
    },
  ]
  const { onChoose, user } = open(new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }), '预算')
  await user.click(await screen.findByRole('button', { name: /预算/ }))
  expect(onChoose).toHaveBeenCalledWith('https://a.feishu.cn/docx/T0000001', '预算')
})

test('a wiki page that was found says what it is, and where it stands, once Feishu was asked', async () => {
  const units = [
    {
      title_highlighted: '会议室',
      entity_type: 'WIKI',
      result_meta: { token: 'NodeToken01', owner_id: 'ou_2', owner_name: '李四' },
    },
  ]
  const node = { node_token: 'NodeToken01', obj_token: 'SheetToken01', obj_type: 'sheet', space_id: '7001' }
  const wire = new FakeWire({
    searchDocuments: { code: 0, data: { res_units: units } },
    getWikiNode: { code: 0, data: { node } },
    listSpaces: { code: 0, data: { items: [{ space_id: '7001', name: '团队知识库' }] } },
  })
  open(wire, '会议室')
  expect(await screen.findByRole('button', { name: facts('知识库 · 李四') })).toBeTruthy()
  expect(await screen.findByRole('button', { name: facts('表格 · 团队知识库 · 李四') })).toBeTruthy()
})

test('documents of a folder say whose they are, by what their owners own; one’s own say nothing', async () => {
  const files = [
    { token: 'DocxToken001', name: '周报', type: 'docx', owner_id: 'ou_1' },
    { token: 'DocxToken002', name: '月报', type: 'docx', owner_id: 'ou_2' },
  ]
  const owned = [{ result_meta: { token: 'DocxToken009', owner_id: 'ou_2', owner_name: '李四' } }]
  const searchDocuments = ({ body }: ApiRequest) => {
    const isForNames = body.kind === 'json' && JSON.stringify(body.value).includes('creator_ids":["ou_2"]')
    return isForNames ? { code: 0, data: { res_units: owned } } : nothingOpened
  }
  const { user } = open(new FakeWire({ searchDocuments, listFiles: { code: 0, data: { files } } }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  expect(await screen.findByRole('button', { name: /^月报 ?文档 · 李四$/ })).toBeTruthy()
  expect(screen.getByRole('button', { name: /^周报 ?文档$/ })).toBeTruthy()
})

test('a document used before says where it lies, and whose it is', async () => {
  const remembered = [
    { link: 'https://a.feishu.cn/wiki/NodeToken01', title: '手册', kind: 'docx', isPinned: false },
    { link: 'https://a.feishu.cn/base/BaseToken01', title: '任务', kind: 'bitable', isPinned: false },
  ]
  localStorage.setItem('feishu-uploader.documents.ou_1', JSON.stringify(remembered))
  const node = { node_token: 'NodeToken01', obj_token: 'DocxToken001', obj_type: 'docx', owner: 'ou_1' }
  const owned = [{ result_meta: { token: 'DocxToken009', owner_id: 'ou_2', owner_name: '李四' } }]
  const wire = new FakeWire({
    searchDocuments: { code: 0, data: { res_units: owned } },
    getWikiNode: { code: 0, data: { node: { ...node, space_id: '7001' } } },
    listSpaces: { code: 0, data: { items: [{ space_id: '7001', name: '团队知识库' }] } },
    queryMetas: { code: 0, data: { metas: [{ doc_token: 'BaseToken01', owner_id: 'ou_2' }] } },
  })
  open(wire)
  expect(await screen.findByRole('button', { name: facts('文档 · 团队知识库') })).toBeTruthy()
  expect(await screen.findByRole('button', { name: facts('多维表格 · 李四') })).toBeTruthy()
})

test('what cannot be looked at any closer is shown as the list told it', async () => {
  const files = [{ token: 'DocxToken002', name: '月报', type: 'docx', owner_id: 'ou_2' }]
  const wire = new FakeWire({ searchDocuments: { code: 99992351 }, listFiles: { code: 0, data: { files } } })
  const { user } = open(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await waitFor(() => expect(wire.requests.filter(({ route }) => route === 'searchDocuments')).toHaveLength(2))
  expect((await screen.findByRole('button', { name: /月报/ })).textContent).toBe('月报文档')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('where nothing is found, a document of that name can be made, and chosen', async () => {
  const created = { code: 0, data: { document: { document_id: 'NewDocx0001' } } }
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    createDocument: created,
  })
  const { chooseMade, user } = open(wire, '不存在')
  expect(await screen.findByText(/没有找到与“不存在”有关的文档/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '新建文档“不存在”' }))
  await user.click(screen.getByRole('button', { name: '新建并选用' }))
  await waitFor(() => expect(chooseMade).toHaveBeenCalledOnce())
  expect(chooseMade).toHaveBeenCalledWith({ title: '不存在', link: 'https://feishu.cn/docx/NewDocx0001' })
})

test('where nothing is found, the own space and the field for a link are one press away', async () => {
  const { onLeaveSearch, onFocusField, user } = open(new FakeWire({ searchDocuments: nothingOpened }), '不存在')
  await user.click(await screen.findByRole('button', { name: '粘贴链接' }))
  expect(onFocusField).toHaveBeenCalledOnce()
  await user.click(screen.getByRole('button', { name: '去我的空间找' }))
  expect(onLeaveSearch).toHaveBeenCalledOnce()
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: '我的空间' }))
})

test('while searching, the other places are still offered, and lead back', async () => {
  const { onLeaveSearch, user } = open(new FakeWire({ searchDocuments: nothingOpened }), '预算')
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '搜索结果' }).checked).toBe(true)
  await user.click(screen.getByRole('radio', { name: '最近' }))
  expect(onLeaveSearch).toHaveBeenCalledOnce()
})

const unitOf = (title: string, meta: object) => ({
  title_highlighted: title,
  entity_type: 'DOC',
  result_meta: { doc_types: 'DOCX', token: 'T0000001', url: 'https://a.feishu.cn/docx/T0000001', ...meta },
})
const marks = (name: RegExp) =>
  [...screen.getByRole('button', { name }).querySelectorAll('mark')].map(({ textContent }) => textContent)

test('hits are marked as Feishu marks them', async () => {
  const units = [unitOf('产品<h>预算</h> 2026', {})]
  open(new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }), '预算表')
  await screen.findByRole('button', { name: /预算/ })
  expect(marks(/预算/)).toEqual(['预算'])
})

test('where Feishu marks nothing, the typed words are marked, in any case and sign by sign', async () => {
  const found = [{ docs_token: 'OldToken001', docs_type: 'sheet', title: 'Budget (2026) a+b' }]
  const wire = new FakeWire({
    searchDocuments: { code: 99991679 },
    searchObjects: { code: 0, data: { docs_entities: found } },
  })
  open(wire, 'budget a+b')
  await screen.findByRole('button', { name: /Budget/ })
  expect(marks(/Budget/)).toEqual(['Budget', 'a+b'])
})

test('an entry tells when it was opened or else edited, and nothing where Feishu does not', async () => {
  const seconds = new Date(2020, 10, 20, 12).getTime() / 1000
  const units = [
    unitOf('开过', { token: 'T0000001', last_open_time: seconds, update_time: 1 }),
    unitOf('改过', { token: 'T0000002', url: '', update_time: seconds }),
    unitOf('不知', { token: 'T0000003', url: 'https://a.feishu.cn/docx/T0000003' }),
  ]
  open(new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }), '过')
  await screen.findByRole('button', { name: /^开/ })
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '开过文档2020-11-20 打开',
    '改过文档2020-11-20 修改',
    '不知文档',
  ])
})

test('a document used before is not listed once more among those opened last', async () => {
  const remembered = [{ link: 'https://a.feishu.cn/docx/T0000001', title: '周报', kind: 'docx', isPinned: false }]
  localStorage.setItem('feishu-uploader.documents.ou_1', JSON.stringify(remembered))
  const units = [unitOf('周报', {}), unitOf('月报', { token: 'T0000002', url: '' })]
  open(new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }))
  await screen.findByRole('button', { name: /^月报/ })
  expect(screen.getAllByRole('button', { name: /^周报/ })).toHaveLength(1)
})

test('all rows are one tab stop: arrows, Home and End move among them, and to a row’s other button', async () => {
  const remembered = ['周报', '月报', '年报'].map((title, at) => {
    return { link: `https://a.feishu.cn/docx/T000000${at}`, title, kind: 'docx', isPinned: false }
  })
  localStorage.setItem('feishu-uploader.documents.ou_1', JSON.stringify(remembered))
  const { user } = open(new FakeWire({ searchDocuments: nothingOpened }))
  screen.getByRole('radio', { name: '最近' }).focus()
  const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent
  const after = async (...keys: readonly string[]) => {
    const seen: (string | null | undefined)[] = []
    for (const key of keys) {
      await user.keyboard(`{${key}}`)
      seen.push(focused())
    }
    return seen
  }
  await user.tab()
  expect(focused()).toBe('周报文档')
  expect(await after('End', 'ArrowRight', 'ArrowUp', 'Home')).toEqual([
    '年报文档',
    '固定“年报”',
    '月报文档',
    '周报文档',
  ])
  await after('ArrowDown')
  await user.tab()
  expect(document.activeElement).toBe(document.body)
  await user.tab({ shift: true })
  expect(focused()).toBe('月报文档')
})

test('a failed search is told, and not as one that found nothing', async () => {
  open(new FakeWire({ searchDocuments: { code: 99991672 }, searchObjects: { code: 99991672 } }), '预算')
  expect((await screen.findByRole('alert')).textContent).toBe('99991672')
  expect(screen.getByRole('status').textContent).toBe('')
})

test('folders are gone into and back, and the place takes the focus', async () => {
  const { onChoose, user } = open(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: /^项目 ?文件夹/ }))
  await waitFor(() => expect(document.activeElement?.textContent).toBe('项目'))
  await user.click(await screen.findByRole('button', { name: /项目计划/ }))
  expect(onChoose).toHaveBeenCalledWith('https://feishu.cn/docx/DocxToken002', '项目计划')
  await user.click(screen.getByRole('button', { name: '我的空间' }))
  expect(await screen.findByRole('button', { name: /周报/ })).toBeTruthy()
})

test('a shortcut beside its document is told from it', async () => {
  const shortcut = { target_type: 'docx', target_token: 'DocxToken001' }
  const files = [
    { token: 'DocxToken001', name: '周报', type: 'docx', owner_id: 'ou_1' },
    { token: 'nodcn0000001', name: '周报', type: 'shortcut', shortcut_info: shortcut },
  ]
  const metas = [{ doc_token: 'DocxToken001', owner_id: 'ou_1' }]
  const listing = { listFiles: { code: 0, data: { files } }, queryMetas: { code: 0, data: { metas } } }
  const { user } = open(new FakeWire({ searchDocuments: nothingOpened, ...listing }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  expect(await screen.findByRole('button', { name: /^周报 ?文档$/ })).toBeTruthy()
  expect(await screen.findByRole('button', { name: /^周报 ?文档 · 快捷方式$/ })).toBeTruthy()
})

test('more of a list goes on with the first of its new lines', async () => {
  const page = (name: string) => [{ token: `Docx${name}Token1`, name, type: 'docx' }]
  const listed = ({ query }: ApiRequest) =>
    query['page_token'] === 'p2'
      ? { code: 0, data: { files: page('Second') } }
      : { code: 0, data: { files: page('First'), has_more: true, next_page_token: 'p2' } }
  const { user } = open(new FakeWire({ searchDocuments: nothingOpened, listFiles: listed }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: '显示更多' }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Second/ })))
})

test('whoever does without a new document is back where they asked for one', async () => {
  const { user } = open(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: '新建文档' }))
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '新建文档' }))
})

test('the path is worded in the language of the page, also after it changed', async () => {
  const { user } = open(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: /^项目 ?文件夹/ }))
  await user.click(screen.getByRole('button', { name: 'Speak English' }))
  expect(await screen.findByRole('button', { name: 'My space' })).toBeTruthy()
})

test('arrow keys go from line to line', async () => {
  const { user } = open(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  const first = await screen.findByRole('button', { name: /^项目 ?文件夹/ })
  first.focus()
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /周报/ }))
})

test('a new document is made in the folder one looks at, and chosen', async () => {
  const created = { code: 0, data: { document: { document_id: 'NewDocx0001' } } }
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    listFiles,
    createDocument: created,
  })
  const { chooseMade, user } = open(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: /^项目 ?文件夹/ }))
  await user.click(await screen.findByRole('button', { name: '新建文档' }))
  await user.type(screen.getByRole('textbox', { name: /在“项目”新建文档/ }), '会议照片{Enter}')
  await waitFor(() => expect(chooseMade).toHaveBeenCalledOnce())
  expect(chooseMade).toHaveBeenCalledWith({ title: '会议照片', link: 'https://feishu.cn/docx/NewDocx0001' })
  expect(wire.requests.find(({ route }) => route === 'createDocument')?.body).toMatchObject({
    value: { title: '会议照片', folder_token: 'FolderToken1' },
  })
})

test('a creation without an answer is not repeated by itself', async () => {
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    listFiles,
    createDocument: 'lost',
  })
  const { chooseMade, user } = open(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: '新建文档' }))
  await user.click(screen.getByRole('button', { name: '新建并选用' }))
  expect((await screen.findByRole('alert')).textContent).toBe('connection-lost')
  expect(screen.getByText(/如果刚才其实已经建好/)).toBeTruthy()
  expect(wire.requests.filter(({ route }) => route === 'createDocument')).toHaveLength(1)
  expect(chooseMade).not.toHaveBeenCalled()
})

test('a wiki is looked into from the own library on', async () => {
  const listNodes = {
    code: 0,
    data: { items: [{ node_token: 'NodeToken001', obj_token: 'o', obj_type: 'docx', title: '笔记' }] },
  }
  const listSpaces = { code: 0, data: { items: [{ space_id: '7001', name: '团队知识库' }] } }
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    listSpaces,
    listNodes,
  })
  const { onChoose, user } = open(wire)
  await user.click(screen.getByRole('radio', { name: '知识库' }))
  expect(await screen.findByRole('button', { name: '团队知识库' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '我的文档库' }))
  await user.click(await screen.findByRole('button', { name: /笔记/ }))
  expect(onChoose).toHaveBeenCalledWith('https://feishu.cn/wiki/NodeToken001', expect.any(String))
})

test('the root takes imports too: its token is asked for when it is chosen', async () => {
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    listFiles,
    getRootFolder: { code: 0, data: { token: 'nodcnRoot0001' } },
  })
  const { onChoose, user } = open(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await screen.findByRole('button', { name: /^项目 ?文件夹/ })
  expect(wire.requests.some(({ route }) => route === 'getRootFolder')).toBe(false)
  await user.click(screen.getByRole('button', { name: '把文件导入到这里' }))
  await waitFor(() => expect(onChoose).toHaveBeenCalledWith('https://feishu.cn/drive/folder/nodcnRoot0001', '我的空间'))
})

test('a root that Feishu does not tell is explained where it was asked for', async () => {
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    listFiles,
    getRootFolder: { code: 99991679 },
  })
  const { user } = open(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: '把文件导入到这里' }))
  expect((await screen.findByRole('alert')).textContent).toBe('99991679')
})
