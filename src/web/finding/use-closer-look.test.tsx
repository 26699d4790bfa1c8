// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { FakeWire } from '../testing/fake-wire.ts'
import { nothingOpened, facts, openFinder } from './testing/finder-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

test('a wiki page that was found shows its kind and its wiki, once Feishu has answered', async () => {
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
  openFinder(wire, '会议室')
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
  const { user } = openFinder(new FakeWire({ searchDocuments, listFiles: { code: 0, data: { files } } }))
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
  openFinder(wire)
  expect(await screen.findByRole('button', { name: facts('文档 · 团队知识库') })).toBeTruthy()
  expect(await screen.findByRole('button', { name: facts('多维表格 · 李四') })).toBeTruthy()
})

test('an entry whose details cannot be read is shown as the list has it', async () => {
  const files = [{ token: 'DocxToken002', name: '月报', type: 'docx', owner_id: 'ou_2' }]
  const wire = new FakeWire({ searchDocuments: { code: 99992351 }, listFiles: { code: 0, data: { files } } })
  const { user } = openFinder(wire)
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  await waitFor(() => expect(wire.requests.filter(({ route }) => route === 'searchDocuments')).toHaveLength(2))
  expect((await screen.findByRole('button', { name: /月报/ })).textContent).toBe('月报文档')
  expect(screen.queryByRole('alert')).toBeNull()
})
