// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { Stage } from '../../../engine/job/job.ts'
import { nowhere } from '../../../engine/job/spot.ts'
import type { Target } from '../../../engine/targets/target.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { baseTarget, fileNamed, fileToken, importTarget, jobAt, sheetTarget, spot, target } from '../../testing/jobs.ts'
import { english } from '../../testing/languages.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { ArrivedActions, markdownLink } from './ArrivedActions.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const done = { at: 'done', spot, fileToken } as const satisfies Stage

function showRow(into: Target, stage: Stage = done) {
  const uploads = new FakeUploads()
  const user = userEvent.setup()
  renderPage(<ArrivedActions job={jobAt('a', stage, fileNamed('a.png'), into)} uploads={uploads} />)
  const open = () => user.click(screen.getByRole('button', { name: '复制、移除：a.png' }))
  const choose = async (name: string) => user.click(await screen.findByRole('menuitem', { name }))
  return { uploads, user, open, choose }
}

const copied = () => navigator.clipboard.readText()

const leading = (name: string, url: string) => ({ name, url })
const made: Stage = {
  at: 'done',
  spot: nowhere,
  fileToken,
  made: { url: 'https://acme.feishu.cn/docx/Made', losses: [] },
}

test.each<[string, Target, Stage, ReturnType<typeof leading>]>([
  ['a document, at its block', target, done, leading('在文档中查看：a.png', `${target.url}#top`)],
  ['a sheet', sheetTarget, { ...done, spot: nowhere }, leading('在表格中查看：a.png', `${sheetTarget.url}?sheet=tab`)],
  [
    'a table',
    baseTarget,
    { ...done, spot: nowhere },
    leading('在多维表格中查看：a.png', `${baseTarget.url}?table=tblOne`),
  ],
  [
    'the document that an import made',
    importTarget,
    made,
    leading('打开文档：a.png', 'https://acme.feishu.cn/docx/Made'),
  ],
])('a file that has arrived leads to %s', (_where, into, stage, { name, url }) => {
  showRow(into, stage)
  expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(url)
})

test.each([
  ['an import whose document nobody named', importTarget, { at: 'done', spot: nowhere, fileToken }],
  ['a document without an address', { ...target, url: '' }, done],
  [
    'an address that is none',
    importTarget,
    {
      at: 'done',
      spot: nowhere,
      fileToken,
      made: { url: 'javascript:alert(1)', losses: [] },
    },
  ],
] as const)('%s has no link, and none to copy', async (_what, into, stage) => {
  const { open } = showRow(into, stage)
  await open()
  expect(screen.queryByRole('link')).toBeNull()
  const items = await screen.findAllByRole('menuitem')
  expect(items.map((item) => item.textContent)).toEqual(['复制文件 token', '从列表移除'])
})

test('copying a link, a token or Markdown is shown and announced', async () => {
  const { open, choose } = showRow(target)
  await open()
  await choose('复制链接')
  expect(await copied()).toBe('https://acme.feishu.cn/docx/DocOne#top')
  expect((await screen.findByText('已复制')).getAttribute('role')).toBe('status')
  await open()
  await choose('复制文件 token')
  expect(await copied()).toBe('token')
  await open()
  await choose('复制为 Markdown')
  expect(await copied()).toBe('[a.png](https://acme.feishu.cn/docx/DocOne#top)')
})

test('a picture in a cell has no token to copy', async () => {
  const { open } = showRow(sheetTarget, {
    at: 'done',
    spot: nowhere,
    fileToken: null,
  })
  await open()
  expect(await screen.findByRole('menuitem', { name: '复制链接' })).toBeTruthy()
  expect(screen.queryByRole('menuitem', { name: '复制文件 token' })).toBeNull()
})

test('where the browser refuses to copy, the text is shown for copying by hand', async () => {
  const { user, open, choose } = showRow(target)
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
  await open()
  await choose('复制链接')
  const text = await screen.findByRole<HTMLInputElement>('textbox')
  expect(text.value).toBe('https://acme.feishu.cn/docx/DocOne#top')
  expect(document.activeElement).toBe(text)
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('textbox')).toBeNull()
})

test('the menu of a file removes it from the list', async () => {
  const { uploads, open, choose } = showRow(target)
  await open()
  await choose('从列表移除')
  expect(uploads.asked).toEqual([['forgetUndoably', ['a']]])
})

test('the actions of a file that has arrived have English texts', () => {
  renderPage(<ArrivedActions job={jobAt('a', done)} uploads={new FakeUploads()} />, english)
  expect(screen.getByRole('link', { name: 'Show in the document: a.pdf' })).toBeTruthy()
})

test('a Markdown link shows the file name', () => {
  expect(markdownLink('合同.pdf', 'https://acme.feishu.cn/docx/A#b')).toBe(
    '[合同.pdf](https://acme.feishu.cn/docx/A#b)',
  )
})

test.each([
  ['a](http://evil) [b.png', '[a\\]\\(http://evil\\) \\[b.png](https://x.cn/)'],
  ['**bold** `code` <b>.txt', '[\\*\\*bold\\*\\* \\`code\\` \\<b\\>.txt](https://x.cn/)'],
  ['one\ntwo.txt', '[one⟨U+000A⟩two.txt](https://x.cn/)'],
])('markup in a name is escaped: %j', (name, written) => {
  expect(markdownLink(name, 'https://x.cn/')).toBe(written)
})

test('characters that would end the address are percent-encoded', () => {
  expect(markdownLink('a', 'https://x.cn/a (1)')).toBe('[a](https://x.cn/a%20%281%29)')
})
