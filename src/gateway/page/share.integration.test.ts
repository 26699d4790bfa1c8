import { expect, test } from 'vitest'
import { startTogether } from '../testing/gateway-under-test.ts'

test('what another app shares, where the service worker is gone, leads to a page that says so, however large it is', async () => {
  const { browser } = await startTogether(() => expect.unreachable())
  const answer = await browser.send('/share', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x', origin: 'https://elsewhere.example' },
    body: 'x'.repeat(100_000),
  })
  expect([answer.status, answer.headers.location]).toEqual([303, '/?shared=lost'])
})
