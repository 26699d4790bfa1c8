// @vitest-environment happy-dom

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { Brand } from './Brand.tsx'

test('the mark beside the name is in the page itself, with nothing to load', () => {
  const { container } = renderPage(<Brand />)
  expect([container.querySelectorAll('img, use').length, container.querySelectorAll('svg').length]).toEqual([0, 1])
})

test('the mark is the one of the tab’s icon', () => {
  const { container } = renderPage(<Brand />)
  const icon = new DOMParser().parseFromString(readFileSync('public/favicon.svg', 'utf8'), 'text/html')
  const drawn = (root: ParentNode) => [...root.querySelectorAll('path')].map((path) => path.getAttribute('d'))
  expect(drawn(container)).toEqual(drawn(icon))
})
