// @vitest-environment happy-dom

import { fireEvent } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { useChooser } from './use-chooser.ts'

function Choosing({ what, onChoose }: { what: 'files' | 'folder'; onChoose: (files: readonly File[]) => void }) {
  const { inputProps, open } = useChooser(what, (files) => onChoose([...files]))
  return (
    <>
      <input {...inputProps()} />
      <button type="button" onClick={open}>
        choose
      </button>
    </>
  )
}

function renderChooser(what: 'files' | 'folder') {
  const onChoose = vi.fn()
  const { container } = renderPage(<Choosing what={what} onChoose={onChoose} />)
  const input = container.querySelector('input')
  const button = container.querySelector('button')
  if (!input || !button) throw new Error('There is no chooser')
  return { onChoose, input, button }
}

test('what was chosen comes in one piece', () => {
  const { input, onChoose } = renderChooser('files')
  const files = [new File(['a'], 'a.txt'), new File(['b'], 'b.txt')]
  fireEvent.change(input, { target: { files } })
  expect(onChoose.mock.calls).toEqual([[files]])
})

test('only the chooser of folders takes folders', () => {
  expect(renderChooser('files').input.hasAttribute('webkitdirectory')).toBe(false)
  expect(renderChooser('folder').input.hasAttribute('webkitdirectory')).toBe(true)
})
