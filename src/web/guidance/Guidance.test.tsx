// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { Guidance } from './Guidance.tsx'

afterEach(cleanup)

const failure = { problem: '1061004', code: 1061004, msg: 'forbidden.', logId: null, scopes: [] } as const

function show(surface: 'group' | 'target') {
  const occurrence = { failure, fileName: null, documentTitle: '周报' }
  renderPage(
    <Guidance
      surface={surface}
      occurrence={occurrence}
      documentUrl={null}
      onAction={vi.fn()}
      title="没有权限：3 个文件"
    />,
  )
  return screen.getByRole('alert')
}

test('a cause is announced once, and not anew with each file that meets it too', () => {
  const alert = show('group')
  const counting = alert.querySelector('[aria-live=off]')
  expect(counting?.textContent).toBe('没有权限：3 个文件')
  expect(alert.textContent).toContain('没有权限：3 个文件')
})

test('what is wrong with the document is announced whenever it changes', () => {
  expect(show('target').querySelector('[aria-live=off]')).toBeNull()
})
