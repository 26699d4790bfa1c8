// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Job, Stage } from '../../../engine/job/job.ts'
import { baseTarget, spot, failureOf, fileNamed, listedNamed, jobAt, target } from '../../testing/jobs.ts'
import { waiting, done, failed, openQueue, openQueueWith, filter, painted } from '../testing/queue-under-test.tsx'

afterEach(cleanup)

test('texts about the queue fit the family of its target; with several targets they are neutral', async () => {
  const { uploads } = openQueue(jobAt('a', done, fileNamed('a'), baseTarget))
  expect(screen.getByText('1 个文件都已在多维表格中')).toBeTruthy()
  expect(screen.getByRole('link', { name: '打开多维表格' }).getAttribute('href')).toBe(baseTarget.url)
  act(() => uploads.show(jobAt('b', done, fileNamed('b'), target)))
  await painted()
  expect(screen.getByText('2 个文件都已放好')).toBeTruthy()
})

test("the queue links to its target unless the target's card above does already", () => {
  openQueueWith({ chosen: target }, jobAt('a', done, fileNamed('a'), baseTarget))
  expect(screen.getByRole('link', { name: '打开多维表格' }).getAttribute('href')).toBe(baseTarget.url)
  cleanup()
  openQueueWith({ chosen: baseTarget }, jobAt('a', done, fileNamed('a'), baseTarget))
  expect(screen.queryByRole('link', { name: '打开多维表格' })).toBeNull()
})

test('the button that pauses all becomes the one that resumes, and keeps the focus', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  await user.click(screen.getByRole('button', { name: '全部暂停' }))
  uploads.show({ ...jobAt('a', waiting), paused: true }, { ...jobAt('b', waiting), paused: true })
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '全部继续' }))
  await user.keyboard('{Enter}')
  expect(uploads.asked).toEqual([
    ['pause', ['a', 'b']],
    ['resume', ['a', 'b']],
  ])
})

test('cancelled files are uploaded again by one command', async () => {
  const { user, uploads } = openQueue(...['a', 'b'].map((id) => jobAt(id, { at: 'cancelled', leftover: null })))
  await user.click(screen.getByRole('button', { name: '更多操作' }))
  await user.click(await screen.findByRole('menuitem', { name: '重新上传已取消的' }))
  expect(uploads.asked).toEqual([['retry', ['a', 'b']]])
})

test('failed files are removed from the list only by the command that names them', async () => {
  const { user, uploads } = openQueue(jobAt('a', done), jobAt('b', failed('file-empty')))
  await user.click(screen.getByRole('button', { name: '更多操作' }))
  await user.click(await screen.findByRole('menuitem', { name: '清除已完成和已取消的' }))
  expect(uploads.asked).toEqual([['forgetUndoably', ['a']]])
  await user.click(screen.getByRole('button', { name: '更多操作' }))
  await user.click(await screen.findByRole('menuitem', { name: '从列表移除 1 个失败的文件' }))
  expect(uploads.asked.at(-1)).toEqual(['forgetUndoably', ['b']])
})

test('an unknown size is not shown, and the total is marked as a minimum', () => {
  openQueue(jobAt('a', waiting, listedNamed('a.pdf')), jobAt('b', waiting, fileNamed('b.pdf', 2048)))
  expect(screen.getByRole('listitem', { name: 'a.pdf' }).textContent).not.toMatch(/\d B/)
  expect(screen.getByText('飞书已确认 0 B / 至少 2 KB')).toBeTruthy()
})

test('the overall progress counts what Feishu confirmed, not what left the browser', () => {
  const sending: Stage = { at: 'sending', spot, sentBytes: 900, acceptedBytes: 0, parts: null, holdup: null }
  openQueue(jobAt('a', sending), jobAt('b', done))
  const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: '总进度' })
  expect([bar.value, bar.max]).toEqual([1000, 2000])
})

test('a queue on hold is shown as such in rows, counts, progress, title and buttons', async () => {
  const sending: Stage = { at: 'sending', spot, sentBytes: 900, acceptedBytes: 0, parts: null, holdup: null }
  const { uploads } = openQueue(jobAt('a', sending), jobAt('b', done), jobAt('c', waiting))
  expect(screen.getByRole('button', { name: '全部暂停' })).toBeTruthy()
  act(() => uploads.hold(failureOf('1061101')))
  await painted()
  const list = within(screen.getByRole('list', { name: '上传队列' }))
  expect(list.getAllByText('已停住')).toHaveLength(2)
  expect(list.queryByText(/上传中/)).toBeNull()
  expect(list.getByRole<HTMLProgressElement>('progressbar', { name: 'a.pdf' }).value).toBe(0)
  expect(screen.queryByRole('radio', { name: /^进行中/ })).toBeNull()
  expect(filter(/^等待中 2$/)).toBeTruthy()
  expect(screen.getByText('已停住，完成 1 / 3')).toBeTruthy()
  expect(document.title).toMatch(/^已停住 1\/3 · /)
  expect(screen.queryByRole('button', { name: /暂停/ })).toBeNull()
  expect(screen.getByRole('button', { name: '取消 a.pdf' })).toBeTruthy()
  act(() => uploads.hold(null))
  await painted()
  expect(screen.getByRole('button', { name: '全部暂停' })).toBeTruthy()
})

test('the overall progress is never full when files failed or were cancelled', () => {
  openQueue(jobAt('a', done), jobAt('b', failed('file-empty')), jobAt('c', { at: 'cancelled', leftover: null }))
  const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: '总进度' })
  expect([bar.value, bar.max]).toEqual([1000, 3000])
})

test('a queue that ended without failures shows in the tab until somebody has seen it', async () => {
  const view = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const { uploads } = openQueue(jobAt('a', done), jobAt('b', waiting))
  expect(document.title).toMatch(/^\(1\/2\)/)
  act(() => uploads.show(jobAt('b', done)))
  await painted()
  expect(document.title).toBe('✓ 2 个已放好 – 产品需求评审')
  view.mockRestore()
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  expect(document.title).toBe('飞书文档上传')
})

test('taking a drop out is offered in the menu once a file has arrived, and as a button once all have ended', async () => {
  const ofDrop = (job: Job): Job => ({ ...job, dropId: 'one' })
  const { uploads, user } = openQueue(jobAt('old', done), jobAt('a', waiting))
  const offer = { name: '取出这一批…' }
  await user.click(screen.getByRole('button', { name: '更多操作' }))
  expect(await screen.findByRole('menuitem', { name: '全部取消' })).toBeTruthy()
  expect(screen.queryByRole('menuitem', offer)).toBeNull()
  act(() => uploads.show(ofDrop(jobAt('b', done))))
  await painted()
  expect(screen.getByRole('menuitem', offer)).toBeTruthy()
  act(() => uploads.show(jobAt('a', done)))
  await painted()
  await user.click(screen.getByRole('button', offer))
  expect(await screen.findByRole('dialog', { name: '取出这一批文件？' })).toBeTruthy()
})
