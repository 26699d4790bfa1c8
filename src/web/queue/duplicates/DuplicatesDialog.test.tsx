// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Duplicate } from '../../../engine/queue/uploads.ts'
import { fileNamed, fileToken, spot, target } from '../../testing/jobs.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { DuplicatesDialog } from './DuplicatesDialog.tsx'

beforeEach(() => {
  // Nothing is laid out here: without a height no row is in view, or all of them are.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(60)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const arrived = { file: fileNamed('a.png', 2048, '照片/a.png'), sizeBytes: 2048, of: 'job', isDone: true }
const onItsWay = { file: fileNamed('b.png'), sizeBytes: 1000, of: 'job', isDone: false }
const twiceAtOnce = { file: fileNamed('c.png'), sizeBytes: 1000, of: null, isDone: false }

function ask(...duplicates: readonly Duplicate[]) {
  const onDecide = vi.fn()
  renderPage(<DuplicatesDialog duplicates={duplicates} onDecide={onDecide} />)
  return { onDecide, user: userEvent.setup(), dialog: screen.getByRole('dialog') }
}

const button = (name: string) => screen.getByRole('button', { name })

test('a single file is skipped or kept at one click', async () => {
  const { onDecide, user } = ask(arrived)
  expect(screen.queryByRole('checkbox')).toBeNull()
  await user.click(button('再放一份'))
  expect(onDecide.mock.calls).toEqual([[[arrived.file]]])
})

test('a file whose earlier version is in the document can replace it, be added as well, or be skipped', async () => {
  const newer = { ...arrived, canReplace: true } as const
  const first = ask(newer)
  screen.getByRole('heading', { name: '已有一个同名文件' })
  screen.getByText('内容不同')
  await first.user.click(button('替换原来的'))
  expect(first.onDecide.mock.calls).toEqual([[[], [newer.file]]])
  cleanup()
  const second = ask(newer)
  await second.user.click(button('再放一份'))
  await second.user.click(button('跳过'))
  expect(second.onDecide.mock.calls).toEqual([[[newer.file]], [[]]])
})

const stage = { at: 'done', spot, fileToken } as const
const place = { id: 'earlier', target, stage, path: 'a.png', sizeBytes: 1000, lastModifiedMs: 0 }
const before = { file: fileNamed('a.png'), sizeBytes: 1000, of: 'earlier', isDone: true, arrived: place } as const
const otherDate = { ...before, canReplace: true } as const
const otherSize = { ...otherDate, sizeBytes: 2048 } as const

test.each([
  ['大小和修改时间相同', before],
  ['只有修改时间不同', otherDate],
  ['大小不同', otherSize],
])('a file that only the history knows is told as added before: %s', (differs, duplicate) => {
  const { dialog } = ask(duplicate)
  screen.getByRole('heading', { name: '这个文件以前放过' })
  screen.getByText('只比较了大小和修改时间，没有比较内容，也没有查看原来的还在不在。')
  expect(screen.getByRole('listitem').textContent).toMatch(new RegExp(`以前放过${differs}$`))
  expect(dialog.textContent).not.toMatch(/内容不同|没有发现不同|已放好/)
})

const primary = () =>
  screen.getAllByRole('button').flatMap((each) => (each.className === 'button-primary' ? [each.textContent] : []))

test('a file that the history knows with the same size is replaced only if the person says so: a copied folder has new dates', async () => {
  const { onDecide, user } = ask(otherDate)
  expect(primary()).toEqual(['跳过'])
  await user.click(button('替换原来的'))
  expect(onDecide.mock.calls).toEqual([[[], [otherDate.file]]])
  cleanup()
  ask(otherSize)
  expect(primary()).toEqual(['替换原来的'])
  cleanup()
  ask(otherSize, otherDate)
  expect(primary()).toEqual(['全部跳过'])
})

test('beside files of this queue, those that only the history knows are told as such', () => {
  ask(arrived, before)
  screen.getByRole('heading', { name: '2 个文件重复了' })
  screen.getByText(/^以前放过的，只比较了大小和修改时间/)
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'a.png2 KB已放好来自 照片',
    'a.png0.977 KB以前放过大小和修改时间相同',
  ])
  cleanup()
  ask(before, otherDate)
  screen.getByRole('heading', { name: '2 个文件以前放过' })
  screen.getByText(/^替换前会先看一看/)
})

test('of several files, those that are not ticked replace their earlier versions', async () => {
  const [one, two] = [{ ...arrived, canReplace: true } as const, { ...onItsWay, canReplace: true } as const]
  const { onDecide, user } = ask(one, two, twiceAtOnce)
  await user.click(screen.getByRole('checkbox', { name: /^b\.png/ }))
  await user.click(button('替换原来的 1 个'))
  expect(onDecide.mock.calls).toEqual([[[two.file], [one.file]]])
})

test('each duplicate shows where the other file is, its folder and its size', () => {
  const { dialog } = ask(arrived, onItsWay, twiceAtOnce)
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map((row) => row.textContent),
  ).toEqual(['a.png2 KB已放好来自 照片', 'b.png0.977 KB已在队列里', 'c.png0.977 KB这次放进来了不止一份'])
  expect(within(dialog).getByRole('heading', { name: '3 个文件重复了' })).toBeTruthy()
})

test('ticked files are added, the rest is skipped', async () => {
  const { onDecide, user } = ask(arrived, onItsWay, twiceAtOnce)
  await user.click(screen.getByRole('checkbox', { name: /^b\.png/ }))
  await user.click(button('再放 1 份，其余跳过'))
  expect(onDecide.mock.calls).toEqual([[[onItsWay.file]]])
})

test('one checkbox selects all, and is indeterminate while some are ticked', async () => {
  const { onDecide, user } = ask(arrived, onItsWay)
  await user.click(screen.getByRole('checkbox', { name: /^a\.png/ }))
  const all = screen.getByRole<HTMLInputElement>('checkbox', { name: '全部再放一份' })
  expect([all.checked, all.indeterminate]).toEqual([false, true])
  await user.click(all)
  await user.click(button('全部再放一份'))
  expect(onDecide.mock.calls).toEqual([[[arrived.file, onItsWay.file]]])
})

test('one button keeps or skips all without ticking any', async () => {
  const first = ask(arrived, onItsWay)
  await first.user.click(button('全部再放一份'))
  expect(first.onDecide.mock.calls).toEqual([[[arrived.file, onItsWay.file]]])
  cleanup()
  const second = ask(arrived, onItsWay)
  await second.user.click(button('全部跳过'))
  expect(second.onDecide.mock.calls).toEqual([[[]]])
})

test('closing the dialog without a choice adds no duplicate, whatever was ticked', async () => {
  const { onDecide, user, dialog } = ask(arrived, onItsWay)
  await user.click(screen.getByRole('checkbox', { name: /^a\.png/ }))
  dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
  expect(onDecide.mock.calls).toEqual([[[]]])
})

test('of thousands of duplicates only those in view are rendered', () => {
  const { dialog } = ask(...Array.from({ length: 5000 }, (_, at) => ({ ...arrived, file: fileNamed(`${at}.png`) })))
  const rows = within(dialog).getAllByRole('listitem')
  expect(rows.length).toBeLessThan(40)
  expect(rows[0]?.getAttribute('aria-setsize')).toBe('5000')
})
