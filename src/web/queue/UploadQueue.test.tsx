// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { Job, Stage } from '../../engine/job/job.ts'
import { WorkspaceContext } from '../app/workspace-context.ts'
import { app, fakeGateway, zhang } from '../testing/fake-gateway.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { baseTarget, spot, failureOf, fileNamed, listedNamed, fileToken, jobAt, target } from '../testing/jobs.ts'
import { renderPage } from '../testing/render-page.tsx'
import { KeptFocus } from './list/KeptFocus.tsx'
import { UploadQueue } from './UploadQueue.tsx'
import { useQueue } from './state/use-queue.ts'

afterEach(cleanup)

const waiting: Stage = { at: 'waiting' }
const done: Stage = { at: 'done', spot, fileToken }
const failed = (problem: '1061004' | '1061045' | 'file-empty'): Stage => ({
  at: 'failed',
  failure: failureOf(problem),
  leftover: null,
  kept: null,
})

const openQueue = (...jobs: readonly Job[]) => openQueueBelow(null, ...jobs)

/** A queue below the card of a target; null where none is chosen. */
function openQueueBelow(chosenTarget: Target | null, ...jobs: readonly Job[]) {
  const uploads = new FakeUploads()
  const chosen: SourceFile[] = []
  const actions = {
    pickDocument: () => undefined,
    signIn: () => undefined,
    grant: () => undefined,
    chooseFile: (take: (file: SourceFile) => void) => {
      const file = chosen.shift()
      if (file) take(file)
    },
  }
  const facts = { owner: zhang, present: zhang, app, ask: fakeGateway(zhang).ask, actions }
  function Queue() {
    return (
      <WorkspaceContext value={facts}>
        <KeptFocus>
          <UploadQueue uploads={uploads} snapshot={useQueue(uploads)} target={chosenTarget} />
        </KeptFocus>
      </WorkspaceContext>
    )
  }
  uploads.show(...jobs)
  renderPage(<Queue />)
  return { uploads, chosen, user: userEvent.setup() }
}

const rows = () =>
  within(screen.getByRole('list', { name: '上传队列' }))
    .getAllByRole('listitem')
    .map((row) => row.querySelector('p')?.textContent)
const filter = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name })
/** What the page shows is drawn behind a frame. */
const painted = () => act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))

test('what stayed behind is told once, whether the failure says it or not', () => {
  const left = (problem: '1061004' | 'placeholder-left'): Stage => {
    return { at: 'failed', failure: failureOf(problem), leftover: spot, kept: null }
  }
  openQueue(jobAt('a', left('placeholder-left')), jobAt('b', left('1061004')))
  expect(screen.getAllByText(/预留的空白块也没能从文档中清除/)).toHaveLength(1)
  expect(screen.getAllByText(/文档里可能留下了这个文件的痕迹/)).toHaveLength(1)
  const links = screen.getAllByRole('link', { name: '打开文档' }).map((link) => link.getAttribute('href'))
  expect(links.filter((href) => href === `${target.url}#top`).length).toBeGreaterThan(0)
})

test('what others may have lost with an empty block is told, with the way to bring it back', () => {
  const cancelled = jobAt('a', { at: 'cancelled', leftover: null })
  openQueue({ ...cancelled, othersTaken: 'perhaps' }, { ...jobAt('b', done), othersTaken: 'surely' })
  expect(screen.getByText(/别人的内容可能被一起删掉了。请打开文档，在历史记录里查看和恢复/)).toBeTruthy()
  expect(screen.getByText(/别人的内容被一起删掉了。请打开文档，从历史记录里恢复/)).toBeTruthy()
})

test('the queue is told, and its place opened, by what it is; several places by words that fit all', async () => {
  const { uploads } = openQueue(jobAt('a', done, fileNamed('a'), baseTarget))
  expect(screen.getByText('1 个文件都已在多维表格中')).toBeTruthy()
  expect(screen.getByRole('link', { name: '打开多维表格' }).getAttribute('href')).toBe(baseTarget.url)
  act(() => uploads.show(jobAt('b', done, fileNamed('b'), target)))
  await painted()
  expect(screen.getByText('2 个文件都已放好')).toBeTruthy()
})

test('the place of the files is opened from the queue unless it is the one above, which has a link of its own', () => {
  openQueueBelow(target, jobAt('a', done, fileNamed('a'), baseTarget))
  expect(screen.getByRole('link', { name: '打开多维表格' }).getAttribute('href')).toBe(baseTarget.url)
  cleanup()
  openQueueBelow(baseTarget, jobAt('a', done, fileNamed('a'), baseTarget))
  expect(screen.queryByRole('link', { name: '打开多维表格' })).toBeNull()
})

test('what a cancelled file may have left behind is told by its place', () => {
  openQueue(jobAt('a', { at: 'cancelled', leftover: 'perhaps' }, fileNamed('a'), baseTarget))
  expect(screen.getByText(/^这个文件的记录可能已经在多维表格里/)).toBeTruthy()
})

test('a filter shows its files and tells how many there are', async () => {
  const { user } = openQueue(jobAt('a', waiting), jobAt('b', done), jobAt('c', waiting))
  expect(filter(/^全部 3$/).checked).toBe(true)
  await user.click(filter(/^等待中 2$/))
  expect(rows()).toEqual(['a.pdf', 'c.pdf'])
  expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('显示 2 个文件')
})

test('filters are one choice for the keyboard: the arrows go through them', async () => {
  const { user } = openQueue(jobAt('a', waiting), jobAt('b', done))
  act(() => filter(/^全部/).focus())
  await user.keyboard('{ArrowRight}')
  expect(filter(/^等待中/).checked).toBe(true)
})

test('a filter without files says so and leads back', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  expect(screen.queryByRole('radio', { name: /^失败/ })).toBeNull()
  await user.click(filter(/^等待中 2$/))
  act(() => uploads.show(jobAt('a', done), jobAt('b', done)))
  await painted()
  expect(filter(/^等待中 0$/).checked).toBe(true)
  expect(screen.getByText('没有等待中的文件。')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '显示全部文件' }))
  expect(rows()).toEqual(['a.pdf', 'b.pdf'])
})

test('a file leaves its filter when its state changes', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  await user.click(filter(/^等待中/))
  uploads.show(jobAt('a', done))
  await painted()
  expect(rows()).toEqual(['b.pdf'])
})

test('one cause is looked at and retried apart from the others', async () => {
  const { user, uploads } = openQueue(
    jobAt('a', failed('1061004')),
    jobAt('b', failed('1061045')),
    jobAt('c', failed('1061004')),
    jobAt('d', failed('1061045')),
  )
  const [denied] = screen.getAllByRole('alert')
  const only = within(denied!).getByRole('button', { name: '只看这些文件' })
  await user.click(only)
  expect(rows()).toEqual(['a.pdf', 'c.pdf'])
  expect(only.getAttribute('aria-pressed')).toBe('true')
  await user.click(within(denied!).getByRole('button', { name: '只重试这一类' }))
  expect(uploads.asked).toEqual([['retry', ['a', 'c']]])
  await user.click(screen.getByRole('button', { name: '重试失败的文件' }))
  expect(uploads.asked.at(-1)).toEqual(['retry', ['a', 'c', 'b', 'd']])
})

test('with many causes the list is not pushed off the page', async () => {
  const problems = ['1061004', '1061045', '1061113', '1061109', '1061043'] as const
  const { user } = openQueue(
    ...problems.flatMap((problem) =>
      ['x', 'y'].map((name) =>
        jobAt(`${problem}${name}`, { at: 'failed', failure: failureOf(problem), leftover: null, kept: null }),
      ),
    ),
  )
  expect(screen.getAllByRole('alert')).toHaveLength(3)
  await user.click(screen.getByRole('button', { name: '还有 2 种原因' }))
  expect(filter(/^失败/).checked).toBe(true)
  expect(screen.getAllByRole('alert')).toHaveLength(5)
})

test('a row is moved by the keyboard, keeps the focus, and its new place is told', async () => {
  const { user, uploads } = openQueue(jobAt('s', done), ...['a', 'b', 'c'].map((id) => jobAt(id, waiting)))
  await user.click(screen.getByRole('button', { name: '调整顺序' }))
  const up = screen.getByRole('button', { name: '上移 c.pdf' })
  act(() => up.focus())
  await user.keyboard('{Enter}')
  await painted()
  expect(uploads.asked).toEqual([['move', ['c'], 'up']])
  expect(rows()).toEqual(['s.pdf', 'a.pdf', 'c.pdf', 'b.pdf'])
  expect(document.activeElement?.getAttribute('aria-label')).toBe('上移 c.pdf')
  expect(screen.getByText('c.pdf 现在排在第 3，共 4 个')).toBeTruthy()
  await user.keyboard('{Enter}{Enter}')
  expect(screen.getByText('c.pdf 不能再往这个方向移动了')).toBeTruthy()
})

test('only files whose place is open can be moved, and the page says why', async () => {
  const { user } = openQueue(
    jobAt('a', { at: 'placed', spot, parts: null }),
    jobAt('b', waiting),
    jobAt('c', waiting),
    jobAt('d', done),
  )
  await user.click(screen.getByRole('button', { name: '调整顺序' }))
  const movable = screen.getAllByRole('button', { name: /移到最前/ }).map((button) => button.getAttribute('aria-label'))
  expect(movable).toEqual(['把 b.pdf 移到最前', '把 c.pdf 移到最前'])
  expect(screen.getByText(/还没开始的文件可以移动/)).toBeTruthy()
})

test('sorting again by the same key turns the order round', async () => {
  const { user, uploads } = openQueue(
    ...[30, 10, 20].map((sizeBytes, at) => jobAt(`f${at}`, waiting, fileNamed(`f${at}.pdf`, sizeBytes))),
  )
  await user.click(screen.getByRole('button', { name: '调整顺序' }))
  await user.click(screen.getByRole('button', { name: '按大小排序' }))
  await painted()
  expect(rows()).toEqual(['f1.pdf', 'f2.pdf', 'f0.pdf'])
  await user.click(screen.getByRole('button', { name: '按大小排序' }))
  await painted()
  expect(rows()).toEqual(['f0.pdf', 'f2.pdf', 'f1.pdf'])
  expect(screen.getByText('已按大小排列，大的在前')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '按名称排序' }))
  expect(uploads.asked).toEqual([
    ['sort', 'size', 'ascending'],
    ['sort', 'size', 'descending'],
    ['sort', 'name', 'ascending'],
  ])
})

test('the focus stays in the row when the button that had it goes', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  act(() => screen.getByRole('button', { name: '暂停 a.pdf' }).focus())
  await user.keyboard('{Enter}')
  uploads.show({ ...jobAt('a', waiting), paused: true })
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '继续 a.pdf' }))
  uploads.show(jobAt('a', done))
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('link', { name: '在文档中查看：a.pdf' }))
})

test('the focus goes to the row that took the place of one that left the list', async () => {
  const { user, uploads } = openQueue(...['a', 'b', 'c'].map((id) => jobAt(id, waiting)))
  await user.click(filter(/^等待中/))
  act(() => screen.getByRole('button', { name: '取消 b.pdf' }).focus())
  uploads.show(jobAt('b', { at: 'cancelled', leftover: null }))
  await painted()
  expect(document.activeElement).toBe(screen.getByRole('listitem', { name: 'c.pdf' }))
})

test('whoever leaves a row by themselves is not fetched back', async () => {
  const { uploads } = openQueue(jobAt('a', waiting), jobAt('b', waiting))
  const cancel = screen.getByRole('button', { name: '取消 a.pdf' })
  act(() => cancel.focus())
  act(() => cancel.blur())
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  uploads.show(jobAt('a', done))
  await painted()
  expect(document.activeElement).toBe(document.body)
})

test('pausing all is one button that turns into going on, and keeps the focus', async () => {
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

test('what was cancelled by mistake is started again at once', async () => {
  const { user, uploads } = openQueue(...['a', 'b'].map((id) => jobAt(id, { at: 'cancelled', leftover: null })))
  await user.click(screen.getByRole('button', { name: '更多操作' }))
  await user.click(screen.getByRole('button', { name: '重新上传已取消的' }))
  expect(uploads.asked).toEqual([['retry', ['a', 'b']]])
})

test('clearing never takes a failure off the list, unless it is named', async () => {
  const { user, uploads } = openQueue(jobAt('a', done), jobAt('b', failed('file-empty')))
  await user.click(screen.getByRole('button', { name: '更多操作' }))
  await user.click(screen.getByRole('button', { name: '清除已完成和已取消的' }))
  expect(uploads.asked).toEqual([['forgetUndoably', ['a']]])
  await user.click(screen.getByRole('button', { name: '从列表移除 1 个失败的文件' }))
  expect(uploads.asked.at(-1)).toEqual(['forgetUndoably', ['b']])
})

test('a size that nobody knows yet is not shown, and the sum says that it is a least', () => {
  openQueue(jobAt('a', waiting, listedNamed('a.pdf')), jobAt('b', waiting, fileNamed('b.pdf', 2048)))
  expect(screen.getByRole('listitem', { name: 'a.pdf' }).textContent).not.toMatch(/\d B/)
  expect(screen.getByText('飞书已确认 0 B / 至少 2 KB')).toBeTruthy()
})

test('the overall bar counts what Feishu confirmed, not what left the browser', () => {
  const sending: Stage = { at: 'sending', spot, sentBytes: 900, acceptedBytes: 0, parts: null, holdup: null }
  openQueue(jobAt('a', sending), jobAt('b', done))
  const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: '总进度' })
  expect([bar.value, bar.max]).toEqual([1000, 2000])
})

test('a queue that stands still looks so everywhere: rows, counts, bar, title and buttons', async () => {
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

test('the bar is never full where something failed or was cancelled', () => {
  openQueue(jobAt('a', done), jobAt('b', failed('file-empty')), jobAt('c', { at: 'cancelled', leftover: null }))
  const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: '总进度' })
  expect([bar.value, bar.max]).toEqual([1000, 3000])
})

test('an end that is all well shows in the tab until somebody has seen it', async () => {
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

test('a name in which something is hidden shows it, and gets a clean one at one click', async () => {
  const { user, uploads } = openQueue(jobAt('a', waiting, fileNamed('invoice\u202Egnp.exe')))
  expect(rows()).toEqual(['invoice⟨U+202E⟩gnp.exe'])
  expect(screen.getByRole('button', { name: '取消 invoice⟨U+202E⟩gnp.exe' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '改名为“invoicegnp.exe”' }))
  expect(uploads.asked).toEqual([['rename', 'a', 'invoicegnp.exe']])
})

test('a file whose bytes are gone takes them again from the row', async () => {
  const original = fileNamed('a.pdf', 1000, '照片/a.pdf')
  const { user, chosen, uploads } = openQueue(
    { ...jobAt('a', waiting, original), lacksFile: true },
    jobAt('b', waiting),
  )
  uploads.awaited.add('照片/a.pdf')
  chosen.push(fileNamed('a.pdf', 1000))
  await user.click(screen.getByRole('button', { name: '为 a.pdf 选择文件' }))
  await painted()
  expect(uploads.asked).toEqual([['reattach', ['照片/a.pdf']]])
  expect(screen.getByRole('listitem', { name: 'a.pdf' }).textContent).not.toContain('不一样')
})

test('another file than the one that is missing is named as such, and taken only when asked to', async () => {
  const { user, chosen, uploads } = openQueue({ ...jobAt('a', waiting), lacksFile: true }, jobAt('b', waiting))
  chosen.push(fileNamed('a.pdf', 2048), fileNamed('别的.pdf', 1000))
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

test('a file that the app sends again by itself says why, for its bar goes back', async () => {
  openQueue({ ...jobAt('a', { at: 'placed', spot, parts: null }), anewFor: '1061021' })
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

test('a file that was taken out says so, and one button puts it in again', async () => {
  const { uploads, user } = openQueue(jobAt('a', { at: 'cancelled', leftover: null, takenOut: { spot } }))
  expect(screen.getByText('已取出')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '再放进去：a.pdf' }))
  expect(uploads.asked).toEqual([['retry', ['a']]])
})

test('where something stands still of a file that was to be taken out, its row says what, with a link to the place', async () => {
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

test('taking out is offered once a file of a drop has arrived: in the menu, and beside it once all have ended', async () => {
  const ofDrop = (job: Job): Job => ({ ...job, dropId: 'one' })
  const { uploads, user } = openQueue(jobAt('old', done), jobAt('a', waiting))
  const offer = { name: '取出这一批…' }
  await user.click(screen.getByRole('button', { name: '更多操作' }))
  expect(screen.queryByRole('button', offer)).toBeNull()
  act(() => uploads.show(ofDrop(jobAt('b', done))))
  await painted()
  expect(screen.getByRole('button', offer)).toBeTruthy()
  act(() => uploads.show(jobAt('a', done)))
  await painted()
  await user.click(screen.getByRole('button', offer))
  expect(await screen.findByRole('dialog', { name: '取出这一批文件？' })).toBeTruthy()
})
