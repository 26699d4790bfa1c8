// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FakeWire } from '../testing/fake-wire.ts'
import { nothingOpened, listFiles, openFinder, unitOf } from './testing/finder-under-test.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

test('a document used before is not listed once more among those opened last', async () => {
  const remembered = [{ link: 'https://a.feishu.cn/docx/T0000001', title: '周报', kind: 'docx', isPinned: false }]
  localStorage.setItem('feishu-uploader.documents.ou_1', JSON.stringify(remembered))
  const units = [unitOf('周报', {}), unitOf('月报', { token: 'T0000002', url: '' })]
  openFinder(new FakeWire({ searchDocuments: { code: 0, data: { res_units: units } } }))
  await screen.findByRole('button', { name: /^月报/ })
  expect(screen.getAllByRole('button', { name: /^周报/ })).toHaveLength(1)
})

test('where an empty search is known to be refused, it is not asked, and search is offered instead', async () => {
  const wire = new FakeWire({ searchDocuments: nothingOpened })
  openFinder(wire, '', true)
  await screen.findByText(/搜索/, { selector: 'p' })
  expect(wire.requests.map(({ route }) => route)).not.toContain('searchDocuments')
})

test('all rows are one tab stop: arrows, Home and End move among them, and to a row’s other button', async () => {
  const remembered = ['周报', '月报', '年报'].map((title, at) => {
    return { link: `https://a.feishu.cn/docx/T000000${at}`, title, kind: 'docx', isPinned: false }
  })
  localStorage.setItem('feishu-uploader.documents.ou_1', JSON.stringify(remembered))
  const { user } = openFinder(new FakeWire({ searchDocuments: nothingOpened }))
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

test('a shortcut beside its document is distinguished from it', async () => {
  const shortcut = { target_type: 'docx', target_token: 'DocxToken001' }
  const files = [
    { token: 'DocxToken001', name: '周报', type: 'docx', owner_id: 'ou_1' },
    { token: 'nodcn0000001', name: '周报', type: 'shortcut', shortcut_info: shortcut },
  ]
  const metas = [{ doc_token: 'DocxToken001', owner_id: 'ou_1' }]
  const listing = { listFiles: { code: 0, data: { files } }, queryMetas: { code: 0, data: { metas } } }
  const { user } = openFinder(new FakeWire({ searchDocuments: nothingOpened, ...listing }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  expect(await screen.findByRole('button', { name: /^周报 ?文档$/ })).toBeTruthy()
  expect(await screen.findByRole('button', { name: /^周报 ?文档 · 快捷方式$/ })).toBeTruthy()
})

test('arrow keys go from line to line', async () => {
  const { user } = openFinder(new FakeWire({ searchDocuments: nothingOpened, listFiles }))
  await user.click(screen.getByRole('radio', { name: '我的空间' }))
  const first = await screen.findByRole('button', { name: /^项目 ?文件夹/ })
  first.focus()
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /周报/ }))
})
