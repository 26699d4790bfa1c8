// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { chinese, english } from '../testing/languages.ts'
import { renderPage } from '../testing/render-page.tsx'
import type { Arrival } from './arrival.ts'
import { HistoryDialog } from './HistoryDialog.tsx'

afterEach(cleanup)

const noon = new Date(2026, 10, 29, 12).getTime()
const dayMs = 24 * 60 * 60_000

function arrival(id: string, facts: Partial<Arrival> = {}): Arrival {
  const documentUrl = 'https://acme.feishu.cn/docx/A'
  return {
    id,
    atMs: noon,
    name: `${id}.png`,
    path: `${id}.png`,
    sizeBytes: 2048,
    documentTitle: '产品需求评审',
    documentUrl,
    url: `${documentUrl}#${id}`,
    fileToken: 'token',
    ...facts,
  }
}

function open(arrivals: readonly Arrival[] | null, i18n = chinese, cleared = Promise.resolve(true)) {
  const asked: string[] = []
  const history = {
    read: () => Promise.resolve(arrivals),
    clear: () => {
      asked.push('clear')
      return cleared
    },
  }
  renderPage(<HistoryDialog history={history} onClose={() => asked.push('close')} />, i18n)
  return { asked, user: userEvent.setup() }
}

test('files are listed by day and document, each with a link to its place', async () => {
  const other = { documentTitle: '', documentUrl: 'https://acme.feishu.cn/docx/B', url: null }
  open([arrival('a'), arrival('b'), arrival('c', other), arrival('d', { atMs: noon - dayMs })])
  const [today, yesterday] = await screen.findAllByRole('region', { name: /^2026年11月2\d日/ })
  expect(within(today!).getByRole('link', { name: 'a.png' }).getAttribute('href')).toMatch(/#a$/)
  expect(
    within(today!)
      .getAllByRole('heading', { level: 4 })
      .map((each) => each.textContent),
  ).toEqual(['产品需求评审', '未命名文档'])
  expect(within(today!).queryByRole('link', { name: 'c.png' })).toBeNull()
  expect(
    within(yesterday!)
      .getAllByRole('listitem')
      .map((each) => each.textContent),
  ).toEqual(['d.png2 KB12:00'])
})

test('a search goes by the names of files and documents, and says when nothing is found', async () => {
  const { user } = open([arrival('a'), arrival('b', { documentTitle: '年度预算' })])
  const search = await screen.findByRole('searchbox', { name: '按文件名或文档查找' })
  await user.type(search, '预算')
  expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['b.png2 KB12:00'])
  await user.type(search, 'x')
  expect(screen.getByText('没有包含“预算x”的记录。')).toBeTruthy()
})

test('a long history is shown page by page', async () => {
  const { user } = open(Array.from({ length: 250 }, (_, at) => arrival(`f${at}`)))
  expect(await screen.findAllByRole('listitem')).toHaveLength(100)
  await user.click(screen.getByRole('button', { name: '再显示 100 个' }))
  await user.click(screen.getByRole('button', { name: '再显示 50 个' }))
  expect(screen.getAllByRole('listitem')).toHaveLength(250)
  expect(screen.queryByRole('button', { name: /再显示/ })).toBeNull()
})

test('clearing asks once, with the way back first', async () => {
  const { user, asked } = open([arrival('a')])
  await user.click(await screen.findByRole('button', { name: '清除记录' }))
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '不清除' }))
  await user.click(screen.getByRole('button', { name: '不清除' }))
  expect(asked).toEqual([])
  await user.click(screen.getByRole('button', { name: '清除记录' }))
  await user.click(screen.getByRole('button', { name: '清除' }))
  expect(asked).toEqual(['clear'])
  expect(await screen.findByText('还没有记录。传成的文件会记在这里。')).toBeTruthy()
})

test('a history is told as gone once the browser has deleted it, and as kept where it has not', async () => {
  let end: (isCleared: boolean) => void = () => undefined
  const { user } = open([arrival('a')], chinese, new Promise((resolve) => (end = resolve)))
  await user.click(await screen.findByRole('button', { name: '清除记录' }))
  await user.click(screen.getByRole('button', { name: '清除' }))
  expect(screen.getByText('正在清除…')).toBeTruthy()
  expect(screen.getByText('a.png')).toBeTruthy()
  end(false)
  expect((await screen.findByRole('alert')).textContent).toBe('浏览器没能清除记录，请再试一次。')
  expect(screen.getByText('a.png')).toBeTruthy()
  expect(screen.getByRole('button', { name: '清除记录' })).toBeTruthy()
})

test('a browser that keeps nothing is reported, in English too', async () => {
  open(null, english)
  expect(await screen.findByText(/stores nothing for this page/)).toBeTruthy()
})

test('an invalid address does not become a link', async () => {
  open([arrival('a', { url: 'javascript:alert(1)', documentUrl: 'data:text/html,x' })])
  expect(await screen.findByText('a.png')).toBeTruthy()
  expect(screen.queryByRole('link')).toBeNull()
})
