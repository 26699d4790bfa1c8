// @vitest-environment happy-dom

import { expect, test, vi } from 'vitest'

test('who is signed in is asked while the page loads; the first question for it gets that answer, later ones a new one', async () => {
  const answers = [new Response('early'), new Response('quota'), new Response('later')]
  const asked = vi.fn(() => Promise.resolve(answers[asked.mock.calls.length - 1]))
  vi.stubGlobal('fetch', asked)
  const { askEarly } = await import('./early.ts')
  expect(asked.mock.calls).toHaveLength(1)
  expect(await (await askEarly('/api/quota')).text()).toBe('quota')
  expect(await (await askEarly('/api/session')).text()).toBe('early')
  expect(await (await askEarly('/api/session')).text()).toBe('later')
  vi.unstubAllGlobals()
})
