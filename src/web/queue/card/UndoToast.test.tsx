// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { UndoToast } from './UndoToast.tsx'
import { useQueue } from '../state/use-queue.ts'

let uploads: FakeUploads

function Toast() {
  return (
    <>
      <input aria-label="field" />
      <UndoToast uploads={uploads} undoable={useQueue(uploads).undoable} />
    </>
  )
}

beforeEach(() => {
  vi.useFakeTimers()
  uploads = new FakeUploads()
  uploads.offerUndo({ is: 'cancelled', ids: Array.from({ length: 9956 }, String) })
  renderPage(<Toast />)
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const undo = () => screen.getByRole('button', { name: '撤销' })
const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

test('a removal is announced politely and leaves the focus where it is', () => {
  expect(screen.getByRole('status').textContent).toBe('9,956 个上传已取消')
  expect(document.activeElement).toBe(document.body)
})

test('a removal is final after ten seconds', () => {
  pass(9_900)
  expect(uploads.asked).toEqual([])
  pass(200)
  expect(uploads.asked).toEqual([['finalize']])
})

test('the ten seconds stop while the pointer or the focus is on the message', () => {
  act(() => undo().focus())
  pass(60_000)
  act(() => undo().blur())
  fireEvent.pointerEnter(undo().parentElement!)
  pass(60_000)
  expect(uploads.asked).toEqual([])
  fireEvent.pointerLeave(undo().parentElement!)
  pass(10_000)
  expect(uploads.asked).toEqual([['finalize']])
})

test('the button undoes the removal, disappears, and the undoing is announced', () => {
  fireEvent.click(undo())
  expect(uploads.asked).toEqual([['undo']])
  act(() => {
    uploads.offerUndo(null)
    vi.advanceTimersByTime(100)
  })
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByRole('status').textContent).toBe('已撤销')
})

test.each([{ ctrlKey: true }, { metaKey: true }])(
  'the keyboard shortcut undoes the removal, except inside a text field: %j',
  (held) => {
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'z', ...held })
    fireEvent.keyDown(document.body, { key: 'z' })
    fireEvent.keyDown(document.body, { key: 'z', shiftKey: true, ...held })
    expect(uploads.asked).toEqual([])
    fireEvent.keyDown(document.body, { key: 'z', ...held })
    expect(uploads.asked).toEqual([['undo']])
  },
)
