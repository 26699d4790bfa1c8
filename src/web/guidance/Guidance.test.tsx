// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { Guidance } from './Guidance.tsx'

afterEach(cleanup)

const failure = { problem: '1061004', code: 1061004, msg: 'forbidden.', logId: null, scopes: [] } as const

test('what is wrong with the document is announced whenever it changes', () => {
  const occurrence = { failure, fileName: null, documentTitle: '周报' }
  renderPage(<Guidance surface="target" occurrence={occurrence} documentUrl={null} onAction={vi.fn()} />)
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('没有编辑权限')
  expect(alert.querySelector('[aria-live=off]')).toBeNull()
})
