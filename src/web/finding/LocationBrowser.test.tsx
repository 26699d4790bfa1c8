// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { FakeWire } from '../testing/fake-wire.ts'
import { nothingOpened, listFiles, openFinder } from './testing/finder-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

test('folders are opened and left again, and the breadcrumb takes the focus', async () => {
  const { onChoose, user } = openFinder(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: /^项目 ?文件夹/ }))
  await waitFor(() => expect(document.activeElement?.textContent).toBe('项目'))
  await user.click(await screen.findByRole('button', { name: /项目计划/ }))
  expect(onChoose).toHaveBeenCalledWith('https://feishu.cn/docx/DocxToken002', '项目计划')
  await user.click(screen.getByRole('button', { name: '我的空间' }))
  expect(await screen.findByRole('button', { name: /周报/ })).toBeTruthy()
})

test('after "show more" the first new line has the focus', async () => {
  const page = (name: string) => [{ token: `Docx${name}Token1`, name, type: 'docx' }]
  const listed = ({ query }: ApiRequest) =>
    query['page_token'] === 'p2'
      ? { code: 0, data: { files: page('Second') } }
      : { code: 0, data: { files: page('First'), has_more: true, next_page_token: 'p2' } }
  const { user } = openFinder(new FakeWire({ searchDocuments: nothingOpened, listFiles: listed }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: '显示更多' }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Second/ })))
})

test('after dismissing the form for a new document, the focus is back on its button', async () => {
  const { user } = openFinder(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: '新建文档' }))
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '新建文档' }))
})

test('the path is worded in the language of the page, also after it changed', async () => {
  const { user } = openFinder(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: /^项目 ?文件夹/ }))
  await user.click(screen.getByRole('button', { name: 'Speak English' }))
  expect(await screen.findByRole('button', { name: 'My space' })).toBeTruthy()
})

test('a new document is made in the folder one looks at, and chosen', async () => {
  const created = { code: 0, data: { document: { document_id: 'NewDocx0001' } } }
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    listFiles,
    createDocument: created,
  })
  const { chooseMade, user } = openFinder(wire)
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
  const { chooseMade, user } = openFinder(wire)
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
  const { onChoose, user } = openFinder(wire)
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
  const { onChoose, user } = openFinder(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await screen.findByRole('button', { name: /^项目 ?文件夹/ })
  expect(wire.requests.some(({ route }) => route === 'getRootFolder')).toBe(false)
  await user.click(screen.getByRole('button', { name: '把文件导入到这里' }))
  await waitFor(() => expect(onChoose).toHaveBeenCalledWith('https://feishu.cn/drive/folder/nodcnRoot0001', '我的空间'))
})

test('a root folder that Feishu does not name is explained where it was asked for', async () => {
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    listFiles,
    getRootFolder: { code: 99991679 },
  })
  const { user } = openFinder(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await user.click(await screen.findByRole('button', { name: '把文件导入到这里' }))
  expect((await screen.findByRole('alert')).textContent).toBe('99991679')
})
