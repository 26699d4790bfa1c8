// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FakeWire } from '../testing/fake-wire.ts'
import { nothingOpened, openFinder, unitOf } from './testing/finder-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

test('words are searched for, and a result is chosen by its link', async () => {
  const units = [
    {
      title_highlighted: '预算',
      entity_type: 'DOC',
      result_meta: { doc_types: 'DOCX', token: 'T0000001', url: 'https://a.feishu.cn/docx/T0000001' },
    },
  ]
  const { onChoose, user } = openFinder(
    new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }),
    '预算',
  )
  await user.click(await screen.findByRole('button', { name: /预算/ }))
  expect(onChoose).toHaveBeenCalledWith('https://a.feishu.cn/docx/T0000001', '预算')
})

test('where nothing is found, a document of that name can be made, and chosen', async () => {
  const created = { code: 0, data: { document: { document_id: 'NewDocx0001' } } }
  const wire = new FakeWire({
    searchDocuments: nothingOpened,
    createDocument: created,
  })
  const { chooseMade, user } = openFinder(wire, '不存在')
  expect(await screen.findByText(/没有找到与“不存在”有关的文档/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '新建文档“不存在”' }))
  await user.click(screen.getByRole('button', { name: '新建并选用' }))
  await waitFor(() => expect(chooseMade).toHaveBeenCalledOnce())
  expect(chooseMade).toHaveBeenCalledWith({ title: '不存在', link: 'https://feishu.cn/docx/NewDocx0001' })
})

test('where nothing is found, the own space and the field for a link are one press away', async () => {
  const { onLeaveSearch, onFocusField, user } = openFinder(new FakeWire({ searchDocuments: nothingOpened }), '不存在')
  await user.click(await screen.findByRole('button', { name: '粘贴链接' }))
  expect(onFocusField).toHaveBeenCalledOnce()
  await user.click(screen.getByRole('button', { name: '去我的空间找' }))
  expect(onLeaveSearch).toHaveBeenCalledOnce()
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: '我的空间' }))
})

test('while searching, the other places are still offered, and lead back', async () => {
  const { onLeaveSearch, user } = openFinder(new FakeWire({ searchDocuments: nothingOpened }), '预算')
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '搜索结果' }).checked).toBe(true)
  await user.click(screen.getByRole('radio', { name: '最近' }))
  expect(onLeaveSearch).toHaveBeenCalledOnce()
})

const marks = (name: RegExp) =>
  [...screen.getByRole('button', { name }).querySelectorAll('mark')].map(({ textContent }) => textContent)

test('hits are marked as Feishu marks them', async () => {
  const units = [unitOf('产品<h>预算</h> 2026', {})]
  openFinder(new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }), '预算表')
  await screen.findByRole('button', { name: /预算/ })
  expect(marks(/预算/)).toEqual(['预算'])
})

test('where Feishu marks nothing, the typed words are marked, case-insensitively and literally', async () => {
  const found = [{ docs_token: 'OldToken001', docs_type: 'sheet', title: 'Budget (2026) a+b' }]
  const wire = new FakeWire({
    searchDocuments: { code: 99991679 },
    searchObjects: { code: 0, data: { docs_entities: found } },
  })
  openFinder(wire, 'budget a+b')
  await screen.findByRole('button', { name: /Budget/ })
  expect(marks(/Budget/)).toEqual(['Budget', 'a+b'])
})

test('an entry shows when it was opened, otherwise when it was edited, and nothing where Feishu gives no time', async () => {
  const seconds = new Date(2020, 10, 20, 12).getTime() / 1000
  const units = [
    unitOf('开过', { token: 'T0000001', last_open_time: seconds, update_time: 1 }),
    unitOf('改过', { token: 'T0000002', url: '', update_time: seconds }),
    unitOf('不知', { token: 'T0000003', url: 'https://a.feishu.cn/docx/T0000003' }),
  ]
  openFinder(new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }), '过')
  await screen.findByRole('button', { name: /^开/ })
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '开过文档2020-11-20 打开',
    '改过文档2020-11-20 修改',
    '不知文档',
  ])
})

test('a failed search is explained, and not shown as one that found nothing', async () => {
  openFinder(new FakeWire({ searchDocuments: { code: 99991672 }, searchObjects: { code: 99991672 } }), '预算')
  expect((await screen.findByRole('alert')).textContent).toBe('99991672')
  expect(screen.getByRole('status').textContent).toBe('')
})
