// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Job, Stage } from '../../../engine/job/job.ts'
import { baseTarget, spot, failureOf, fileNamed, fileToken, jobAt, target } from '../../testing/jobs.ts'
import { waiting, done, openQueue, rows, painted } from '../testing/queue-under-test.tsx'

afterEach(cleanup)

test('a leftover is shown once, whether or not the failure mentions it', async () => {
  const left = (problem: '1061004' | 'placeholder-left'): Stage => {
    return { at: 'failed', failure: failureOf(problem), leftover: spot, kept: null }
  }
  const { user } = openQueue(jobAt('a', left('placeholder-left')), jobAt('b', left('1061004')))
  expect(screen.getAllByText('那里可能有残留')).toHaveLength(1)
  for (const why of screen.getAllByRole('button', { name: /^为什么/ })) await user.click(why)
  expect(screen.queryByText('那里可能有残留')).toBeNull()
  expect(screen.getAllByText(/预留的空白块也没能从文档中清除/)).toHaveLength(1)
  expect(screen.getAllByText(/文档里可能留下了这个文件的痕迹/)).toHaveLength(1)
  const links = screen.getAllByRole('link', { name: '打开文档' }).map((link) => link.getAttribute('href'))
  expect(links.filter((href) => href === `${target.url}#top`).length).toBeGreaterThan(0)
})

test('content of others that may have been removed with an empty block is shown, with the way to restore it', () => {
  const cancelled = jobAt('a', { at: 'cancelled', leftover: null })
  openQueue({ ...cancelled, othersTaken: 'perhaps' }, { ...jobAt('b', done), othersTaken: 'surely' })
  expect(screen.getByText(/别人的内容可能被一起删掉了。请打开文档，在历史记录里查看和恢复/)).toBeTruthy()
  expect(screen.getByText(/别人的内容被一起删掉了。请打开文档，从历史记录里恢复/)).toBeTruthy()
})

test('what a cancelled file may have left behind is worded by the family of its target', () => {
  openQueue(jobAt('a', { at: 'cancelled', leftover: 'perhaps' }, fileNamed('a'), baseTarget))
  expect(screen.getByText(/^这个文件的记录可能已经在多维表格里/)).toBeTruthy()
})

test('hidden characters of a name are made visible, and one click removes them', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting, fileNamed('invoice\u202Egnp.exe')))
  expect(rows()).toEqual(['invoice⟨U+202E⟩gnp.exe'])
  expect(screen.getByRole('button', { name: '取消 invoice⟨U+202E⟩gnp.exe' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '改名为“invoicegnp.exe”' }))
  expect(uploads.asked).toEqual([['rename', 'a', 'invoicegnp.exe']])
})

test('a file that cannot be read any more can be chosen again from its row', async () => {
  const original = fileNamed('a.pdf', 1000, '照片/a.pdf')
  const { user, files, uploads } = openQueue({ ...jobAt('a', waiting, original), lacksFile: true }, jobAt('b', waiting))
  uploads.awaited.add('照片/a.pdf')
  files.push(fileNamed('a.pdf', 1000))
  await user.click(screen.getByRole('button', { name: '为 a.pdf 选择文件' }))
  await painted()
  expect(uploads.asked).toEqual([['reattach', ['照片/a.pdf']]])
  expect(screen.getByRole('listitem', { name: 'a.pdf' }).textContent).not.toContain('不一样')
})

test('a different file than the missing one is pointed out, and used only on confirmation', async () => {
  const { user, files, uploads } = openQueue({ ...jobAt('a', waiting), lacksFile: true }, jobAt('b', waiting))
  files.push(fileNamed('a.pdf', 2048), fileNamed('别的.pdf', 1000))
  await user.click(screen.getByRole('button', { name: '为 a.pdf 选择文件' }))
  const row = screen.getByRole('listitem', { name: 'a.pdf' })
  expect(await within(row).findByText('“a.pdf”和原来的文件不一样：原来 0.977 KB，现在 2 KB。')).toBeTruthy()
  await user.click(within(row).getByRole('button', { name: '为 a.pdf 选择文件' }))
  expect(await within(row).findByText('“别的.pdf”和原来的文件不一样：名称不同。')).toBeTruthy()
  // The second was not even tried: its name is another.
  expect(uploads.asked).toEqual([['reattach', ['a.pdf']]])
  await user.click(within(row).getByRole('button', { name: '改用这个文件' }))
  expect(uploads.asked.slice(1)).toEqual([
    ['cancel', ['a']],
    ['forget', ['a']],
    ['add', ['别的.pdf'], '产品需求评审'],
  ])
})

test('a restarted file shows why its progress went back', async () => {
  openQueue({ ...jobAt('a', { at: 'placed', spot, parts: null }), restartedFor: '1061021' })
  expect(await screen.findByText(/已自动从头再传$/)).toBeTruthy()
})

test('a row says why a file that looks like a picture becomes an attachment', async () => {
  const of = (name: string, format: string | null): Job => ({
    ...jobAt(name, waiting, fileNamed(name)),
    contents: { kind: 'file', format, pixels: null },
  })
  openQueue(of('a.jpg', 'heic'), of('b.jpg', 'jpeg'), of('c.png', null), of('d.pdf', null))
  await screen.findByText('以附件形式插入：飞书不一定能显示 HEIC 图片')
  screen.getByText('以附件形式插入：图片已损坏或不完整')
  screen.getByText('以附件形式插入：名称像图片，内容不是')
  expect(screen.getAllByText(/^以附件形式插入/)).toHaveLength(3)
})

test('a file that may also be in an earlier target is shown as such, with a link to it', () => {
  const earlier = { ...target, title: '从前的文档', url: 'https://x.feishu.cn/docx/earlier' }
  openQueue({ ...jobAt('a', { at: 'done', spot, fileToken }), mayStandIn: [earlier] })
  expect(screen.getByText('文档里可能留下了这个文件的痕迹，可以打开文档看一看。')).toBeTruthy()
  expect(screen.getByText('从前的文档')).toBeTruthy()
  const links = screen.getAllByRole<HTMLAnchorElement>('link', { name: '打开文档' })
  expect(links.map(({ href }) => href)).toContain(earlier.url)
})

test('a row says that its file replaces another, or why it was added as a new one', () => {
  openQueue(
    { ...jobAt('a', waiting), replaces: { of: 'earlier', spot, fileToken } },
    { ...jobAt('b', { at: 'done', spot, fileToken }), notReplaced: 'changed' },
  )
  expect(screen.getByText('将在原位替换同名文件')).toBeTruthy()
  expect(screen.getByText('原来的位置被改过，没有动它，另外放了这一份')).toBeTruthy()
})

test('a row shows that its file was taken out, with a button to upload it again', async () => {
  const { uploads, user } = openQueue(jobAt('a', { at: 'cancelled', leftover: null, takenOut: { spot } }))
  expect(screen.getByText('已取出')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '再放进去：a.pdf' }))
  expect(uploads.asked).toEqual([['retry', ['a']]])
})

test('a row says what is left of a file that could not be taken out completely, and links to it', async () => {
  const stays = { failure: failureOf('not-taken-out'), isUnclear: true } as const
  openQueue(
    jobAt('a', { at: 'cancelled', leftover: null, takenOut: { spot, left: 'others' } }),
    jobAt('b', { at: 'done', spot, fileToken, stays }),
  )
  expect(screen.getByText('那里已经是别人的内容，没有动')).toBeTruthy()
  expect(await screen.findByText('没能取出')).toBeTruthy()
  expect(screen.getByText('没能确认有没有取出，请打开看一看')).toBeTruthy()
  const links = screen.getAllByRole<HTMLAnchorElement>('link', { name: '查看位置' })
  expect(links.map(({ href }) => href)).toEqual([`${target.url}#top`, `${target.url}#top`])
})
