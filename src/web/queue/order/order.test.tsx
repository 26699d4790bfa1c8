// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { jobAt, spot } from '../../testing/jobs.ts'
import { done, openQueue, painted, rows, waiting } from '../testing/queue-under-test.tsx'

const rowPixels = 44

/** Rows stand below each other, as far as a page without a layout can have it. */
beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const at = this.matches('[data-job]') ? [...(this.parentElement?.children ?? [])].indexOf(this) : 0
    return new DOMRect(0, at * rowPixels, 600, rowPixels)
  })
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function arrange(...ids: readonly string[]) {
  const page = openQueue(jobAt('s', done), ...ids.map((id) => jobAt(id, waiting)))
  await page.user.click(screen.getByRole('button', { name: '调整顺序' }))
  return page
}

const tick = (id: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `选择 ${id}.pdf` })
const ticked = () =>
  screen
    .getAllByRole<HTMLInputElement>('checkbox')
    .filter(({ checked }) => checked)
    .map((box) => box.getAttribute('aria-label')?.replace(/^选择 |\.pdf$/g, ''))
const row = (id: string) => screen.getByRole('listitem', { name: `${id}.pdf` })
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

test('buttons move all ticked files together, and their new position is announced', async () => {
  const { user, uploads } = await arrange('a', 'b', 'c', 'd')
  expect(button('所选移到最前').disabled).toBe(true)
  await user.click(tick('b'))
  await user.click(tick('d'))
  expect(screen.getByText('已选 2 个')).toBeTruthy()
  await user.click(button('所选移到最前'))
  await painted()
  expect(rows()).toEqual(['s.pdf', 'b.pdf', 'd.pdf', 'a.pdf', 'c.pdf'])
  expect(screen.getByText('2 个文件移到第 2 位，共 5 个')).toBeTruthy()
  await user.click(button('所选上移'))
  expect(screen.getByText('所选文件不能再往这个方向移动了')).toBeTruthy()
  await user.click(button('清空所选'))
  expect(ticked()).toEqual([])
  expect(uploads.asked).toEqual([
    ['move', ['b', 'd'], 'top'],
    ['move', ['b', 'd'], 'up'],
  ])
})

test('a click anywhere in a row ticks it, Shift ticks all up to there, and only files that can move', async () => {
  const { user, uploads } = await arrange('a', 'b', 'c', 'd', 'e')
  uploads.show(jobAt('c', { at: 'placed', spot, parts: null }))
  await painted()
  await user.click(screen.getByText('a.pdf'))
  expect(ticked()).toEqual(['a'])
  await user.keyboard('{Shift>}')
  await user.click(screen.getByText('d.pdf'))
  await user.keyboard('{/Shift}')
  expect(ticked()).toEqual(['a', 'b', 'd'])
  await user.click(screen.getByText('c.pdf'))
  await user.click(screen.getByText('b.pdf'))
  expect(ticked()).toEqual(['a', 'd'])
})

test('a ticked file that is placed meanwhile is no longer ticked', async () => {
  const { user, uploads } = await arrange('a', 'b')
  await user.click(tick('a'))
  await user.click(tick('b'))
  uploads.show(jobAt('a', { at: 'placed', spot, parts: null }))
  await painted()
  expect(screen.getByText('已选 1 个')).toBeTruthy()
})

test('by the keyboard: Space ticks, Alt with an arrow moves what is ticked, Escape unticks', async () => {
  const { user, uploads } = await arrange('a', 'b', 'c', 'd')
  act(() => tick('c').focus())
  await user.keyboard(' ')
  act(() => tick('d').focus())
  await user.keyboard(' ')
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await painted()
  expect(rows()).toEqual(['s.pdf', 'a.pdf', 'c.pdf', 'd.pdf', 'b.pdf'])
  expect(document.activeElement).toBe(tick('d'))
  expect(screen.getByText('2 个文件移到第 3 位，共 5 个')).toBeTruthy()
  await user.keyboard('{Alt>}{Home}{End}{/Alt}')
  await user.keyboard('{Escape}')
  expect(ticked()).toEqual([])
  expect(uploads.asked).toEqual([
    ['move', ['c', 'd'], 'up'],
    ['move', ['c', 'd'], 'top'],
    ['move', ['c', 'd'], 'bottom'],
  ])
})

test('Alt with an arrow in a row that is not ticked moves that row alone', async () => {
  const { user, uploads } = await arrange('a', 'b', 'c')
  await user.click(tick('a'))
  act(() => button('重命名 c.pdf').focus())
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(uploads.asked).toEqual([['move', ['c'], 'up']])
  act(() => row('s').focus())
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(uploads.asked).toHaveLength(1)
})

const at = (clientY: number) => ({ clientY, clientX: 50, button: 0, isPrimary: true, pointerId: 1 })

/** Takes hold of a row by its name and carries it to a height of the window. */
function carry(id: string, toPixels: number, pointerType = 'mouse') {
  fireEvent.pointerDown(screen.getByText(`${id}.pdf`), { ...at(row(id).getBoundingClientRect().top + 20), pointerType })
  fireEvent.pointerMove(window, { ...at(toPixels), pointerType })
}
/** The line where the rows would come says how many. */
const line = () => screen.queryByText(/^\d 个文件$/)

test('while a row is dragged a line shows its new position, and the order changes only on release', async () => {
  const { uploads } = await arrange('a', 'b', 'c', 'd')
  carry('d', 1 * rowPixels + 5)
  await painted()
  expect(line()).toBeTruthy()
  expect(rows()).toEqual(['s.pdf', 'a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'])
  fireEvent.pointerUp(window, at(1 * rowPixels + 5))
  await painted()
  expect(line()).toBeNull()
  expect(rows()).toEqual(['s.pdf', 'd.pdf', 'a.pdf', 'b.pdf', 'c.pdf'])
  expect(screen.getByText('d.pdf 现在排在第 2，共 5 个')).toBeTruthy()
  expect(uploads.asked).toEqual([['move', ['d'], { before: 'a' }]])
})

test('dragging a ticked row moves all ticked rows; dragging another row moves that row alone', async () => {
  const { user, uploads } = await arrange('a', 'b', 'c', 'd')
  await user.click(tick('a'))
  await user.click(tick('b'))
  carry('a', 4.8 * rowPixels)
  fireEvent.pointerUp(window, at(4.8 * rowPixels))
  await painted()
  carry('c', 4.8 * rowPixels)
  fireEvent.pointerUp(window, at(4.8 * rowPixels))
  await painted()
  expect(uploads.asked).toEqual([
    ['move', ['a', 'b'], 'bottom'],
    ['move', ['c'], 'bottom'],
  ])
  expect(ticked()).toEqual(['a', 'b'])
})

test('Escape cancels a drag, and so does a pointercancel event', async () => {
  const { user, uploads } = await arrange('a', 'b', 'c')
  carry('c', 5)
  await user.keyboard('{Escape}')
  expect(line()).toBeNull()
  fireEvent.pointerUp(window, at(5))
  carry('c', 5)
  fireEvent.pointerCancel(window, at(5))
  expect(line()).toBeNull()
  expect(uploads.asked).toEqual([])
})

test('touch drags only by the handle, elsewhere it scrolls', async () => {
  const { uploads } = await arrange('a', 'b')
  carry('b', 5, 'touch')
  fireEvent.pointerUp(window, at(5))
  expect(uploads.asked).toEqual([])
  const handle = row('b').querySelector('[data-handle]')!
  fireEvent.pointerDown(handle, { ...at(110), pointerType: 'touch' })
  fireEvent.pointerMove(window, { ...at(5), pointerType: 'touch' })
  fireEvent.pointerUp(window, { ...at(5), pointerType: 'touch' })
  expect(uploads.asked).toEqual([['move', ['b'], { before: 'a' }]])
})
