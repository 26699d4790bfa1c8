// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Job } from '../../../engine/job/job.ts'
import type { Target } from '../../../engine/targets/target.ts'
import { fileNamed, jobAt, otherTarget, target } from '../../testing/jobs.ts'
import { chinese, english } from '../../testing/languages.ts'
import { done, failed, openQueueWith, painted } from '../testing/queue-under-test.tsx'

afterEach(cleanup)

interface Around {
  readonly chosen?: Target | null
  readonly i18n?: typeof chinese
}

const openQueue = (jobs: readonly Job[], around: Around = {}) => openQueueWith({ chosen: target, ...around }, ...jobs)

const row = (name: string) => screen.getByRole('listitem', { name })
const whyOf = (name: string) => screen.getByRole('button', { name: `为什么：${name}` })
const groups = () => screen.getAllByRole('group').filter((group) => within(group).queryByRole('heading', { level: 3 }))
const headings = () => screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)
const rowsIn = (group: HTMLElement) =>
  within(group)
    .getAllByRole('listitem')
    .map((item) => item.querySelector('p')?.textContent)

/** Three causes of seven files. */
const seven = [
  ...['a', 'b'].map((id) =>
    jobAt(id, failed('1061113', { code: 1061113, msg: 'file cqc not passed.', logId: 'LOG1' })),
  ),
  ...['c', 'd', 'e', 'f'].map((id) => jobAt(id, failed('1061004', { code: 1061004 }))),
  jobAt('g', failed('file-empty')),
  jobAt('h', done),
]

test('the unfiltered list has one line with causes and counts of failures, and no open guidance', () => {
  openQueue(seven)
  expect(screen.getByText('没有编辑权限 4 · 文件内容未通过审核 2 · 文件是空的 1')).toBeTruthy()
  expect(screen.queryByRole('heading', { level: 3 })).toBeNull()
  expect(screen.queryByRole('button', { name: /申请|移除这些/ })).toBeNull()
  // Said once, to those who hear the page.
  expect(screen.getAllByText(/请向文档所有者申请编辑权限/)).toEqual([screen.getByRole('alert')])
})

test('a failed row names its cause in a few words', () => {
  openQueue(seven)
  expect(within(row('a.pdf')).getByText('文件内容未通过审核')).toBeTruthy()
  expect(within(row('c.pdf')).getByText('没有编辑权限')).toBeTruthy()
  expect(within(row('h.pdf')).queryByRole('button', { name: /^为什么/ })).toBeNull()
})

test('the link to the failures shows them by cause and moves the focus to the first heading', async () => {
  const { user } = openQueue(seven)
  await user.click(screen.getByRole('button', { name: '去处理' }))
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /^失败 7$/ }).checked).toBe(true)
  expect(headings()).toEqual(['没有编辑权限 4 个文件', '文件内容未通过审核 2 个文件', '文件是空的 1 个文件'])
  expect(document.activeElement).toBe(screen.getAllByRole('heading', { level: 3 })[0])
  expect(groups().map(rowsIn)).toEqual([['c.pdf', 'd.pdf', 'e.pdf', 'f.pdf'], ['a.pdf', 'b.pdf'], ['g.pdf']])
  expect(screen.queryByRole('button', { name: '去处理' })).toBeNull()
})

test('choosing the filter leaves the focus where it is', async () => {
  const { user } = openQueue(seven)
  await user.click(screen.getByRole('radio', { name: /^失败/ }))
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^失败/ }))
})

async function openFailures(jobs: readonly Job[], around: Around = {}) {
  const opened = openQueue(jobs, around)
  await opened.user.click(screen.getByRole('radio', { name: /^(失败|Failed)/ }))
  return opened
}

test("a group's heading says what happened, what to do and who can; its rows do not repeat it", async () => {
  await openFailures(seven)
  const [denied] = groups()
  expect(denied?.textContent).toContain('你的账号不能编辑这篇文档。')
  expect(denied?.textContent).toMatch(/谁能处理\s*文档所有者/)
  expect(within(row('c.pdf')).queryByText('没有编辑权限')).toBeNull()
  expect(screen.getAllByText('没有编辑权限')).toHaveLength(1)
})

test('each cause has one primary button for the first action, and a menu with the rest', async () => {
  const { user, uploads, actions } = await openFailures([
    ...['a', 'b'].map((id) => jobAt(id, failed('1061004', { code: 1061004 }))),
    ...['c', 'd'].map((id) => jobAt(id, failed('1061045'))),
    ...['e', 'f'].map((id) => jobAt(id, failed('1770004'))),
  ])
  const group = (title: string) => within(groups().find((each) => each.textContent.includes(title)) ?? document.body)
  const primaries = groups().map((each) =>
    [...each.querySelectorAll('header .button-primary')].map((it) => it.textContent),
  )
  expect(primaries.flat()).toEqual(expect.arrayContaining(['打开文档申请权限', '全部重试', '换一个文档']))
  expect(primaries.map((each) => each.length)).toEqual([1, 1, 1])

  expect(group('没有编辑权限').getByRole('link', { name: '打开文档申请权限' }).getAttribute('href')).toBe(target.url)
  await user.click(group('飞书要求稍后再试').getByRole('button', { name: '全部重试' }))
  expect(uploads.asked).toEqual([['retry', ['c', 'd']]])
  await user.click(group('文档内容已达上限').getByRole('button', { name: '换一个文档' }))
  expect(actions.pickDocument).toHaveBeenCalledWith(['e', 'f'])
  await user.click(group('没有编辑权限').getByRole('button', { name: '其他办法' }))
  const items = await group('没有编辑权限').findAllByRole('menuitem')
  expect(items.map((item) => item.textContent)).toEqual(['换一个文档', '全部重试', '复制详情', '移除这些文件'])
})

const refusedFile = (name: string) => jobAt(name, failed('file-blocks-refused'), fileNamed(name))
const importable = ['报价.csv', '说明.md']

test('of files that a document does not take, those that can be imported go into a folder, in one step', async () => {
  const { user, actions } = await openFailures(['素材.zip', ...importable].map(refusedFile))
  const [group = document.body] = groups()
  expect(within(group).getByRole('button', { name: '换一个文档' })).toBeTruthy()
  await user.click(within(group).getByRole('button', { name: '把其中 2 个导入到文件夹' }))
  expect(actions.pickFolder).toHaveBeenCalledWith(importable)
})

test('in English too; a single file says where it goes, and one that cannot be imported offers another document', async () => {
  const { user, actions } = await openFailures(['素材.zip', ...importable].map(refusedFile), { i18n: english })
  expect(screen.getByRole('button', { name: 'Import 2 of them into a folder' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Why: 说明.md' }))
  await user.click(screen.getByRole('button', { name: 'Import into a folder' }))
  expect(actions.pickFolder).toHaveBeenCalledWith(['说明.md'])
  await user.click(screen.getByRole('button', { name: 'Why: 素材.zip' }))
  expect(within(row('素材.zip')).getByRole('button', { name: 'Choose another document' }).className).toContain(
    'primary',
  )
})

test('a cause in another document than the chosen one names that document', async () => {
  await openFailures([jobAt('a', failed('1061113')), jobAt('b', failed('1061113'), fileNamed('b.pdf'), otherTarget)])
  expect(headings()).toEqual(['文件内容未通过审核 1 个文件', '文件内容未通过审核 1 个文件 放进“空白文档”'])
})

test('the reason of a failure opens on demand, with code and log id, and the row is marked as expanded', async () => {
  const { user } = openQueue(seven)
  expect(whyOf('a.pdf').getAttribute('aria-expanded')).toBe('false')
  await user.click(whyOf('a.pdf'))
  expect(whyOf('a.pdf').getAttribute('aria-expanded')).toBe('true')
  const why = document.getElementById(whyOf('a.pdf').getAttribute('aria-controls') ?? '')
  expect(why?.textContent).toContain('飞书的内容审核不允许上传这个文件。')
  expect(why?.textContent).toMatch(/谁能处理\s*你自己/)
  const told = within(row('a.pdf')).getAllByRole('definition')
  expect(told.map((each) => each.textContent).slice(0, 3)).toEqual(['1061113', 'file cqc not passed.', 'LOG1'])
  expect(within(row('a.pdf')).getByRole('button', { name: '重新选择文件' })).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(within(row('a.pdf')).queryByRole('definition')).toBeNull()
})

test('a file that fails again opens nothing by itself', async () => {
  const { user, uploads } = openQueue(seven)
  await user.click(whyOf('a.pdf'))
  act(() => uploads.show(jobAt('a', { at: 'waiting' })))
  await painted()
  act(() => uploads.show(jobAt('a', failed('1061113'))))
  await painted()
  expect(whyOf('a.pdf').getAttribute('aria-expanded')).toBe('false')
})

test('a single failed file is shown in the same way as several', async () => {
  const { user, uploads } = openQueue([jobAt('a', failed('file-name-too-long'))])
  expect(within(row('a.pdf')).getByText('文件名太长')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '重命名' })).toBeNull()
  await user.click(whyOf('a.pdf'))
  await user.click(screen.getByRole('button', { name: '重命名' }))
  const field = screen.getByRole('textbox', { name: '新文件名' })
  await user.clear(field)
  await user.type(field, '短.pdf{Enter}')
  expect(uploads.asked).toEqual([
    ['rename', 'a', '短.pdf'],
    ['retry', ['a']],
  ])
})

test('files that each need another name are renamed one after the other', async () => {
  const { user, uploads } = await openFailures(['a', 'b', 'c'].map((id) => jobAt(id, failed('1061109'))))
  await user.click(screen.getByRole('button', { name: '逐个处理' }))
  const inField = () => within(document.activeElement?.closest('li') ?? document.body).getByRole('textbox')
  expect(inField()).toBe(document.activeElement)
  await user.clear(inField())
  await user.keyboard('一.pdf{Enter}')
  expect(uploads.asked[0]).toEqual(['rename', 'a', '一.pdf'])
  expect(document.activeElement?.closest('li')).toBe(row('b.pdf'))
  await user.clear(inField())
  await user.keyboard('二.pdf{Enter}')
  expect(document.activeElement?.closest('li')).toBe(row('c.pdf'))
})

test('a search keeps the matching files of each cause, and the buttons act on those', async () => {
  const many = Array.from({ length: 120 }, (_, at) => jobAt(`f${at}`, failed('1061045')))
  const { user, uploads } = await openFailures(many)
  await user.type(screen.getByRole('searchbox', { name: '按名称查找' }), 'f11')
  expect(headings()).toEqual(['飞书要求稍后再试 11 个文件'])
  await user.click(screen.getByRole('button', { name: '全部重试' }))
  expect(uploads.asked[0]?.[1]).toHaveLength(11)
})

test('when the last file of a cause leaves the list, the focus moves to the next cause', async () => {
  const { user, uploads } = await openFailures([
    ...['a', 'b'].map((id) => jobAt(id, failed('1061045'))),
    jobAt('c', failed('1061113')),
  ])
  await user.click(screen.getByRole('button', { name: '全部重试' }))
  uploads.show(...['a', 'b'].map((id) => jobAt(id, { at: 'waiting' })))
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 3 }))
})

test('a cause is announced once, with what to do, and not again for further files', async () => {
  const { uploads } = openQueue([jobAt('a', failed('1061004')), jobAt('b', { at: 'waiting' })])
  expect(screen.queryByRole('alert')).toBeNull()
  act(() => uploads.show(jobAt('b', failed('1061004'))))
  await painted()
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toMatch(/^没有编辑权限.*请向文档所有者申请编辑权限/)
  const before = alert.textContent
  act(() => uploads.show(jobAt('c', failed('1061004'))))
  await painted()
  expect(alert.textContent).toBe(before)
})

test('groups and their steps have English texts', async () => {
  const { user } = await openFailures(seven, { i18n: english })
  expect(headings()[0]).toBe('No permission to edit 4 files')
  await user.click(screen.getByRole('button', { name: 'Why: c.pdf' }))
  expect(screen.getAllByRole('link', { name: 'Open it to ask for access' })).toHaveLength(2)
})
