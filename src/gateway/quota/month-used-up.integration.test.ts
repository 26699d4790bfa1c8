import { expect, onTestFinished, test, vi } from 'vitest'
import { monthUsedUp } from '../../contract/problems/feishu-codes.ts'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { sendJson } from '../testing/small-feishu.ts'

const minutes = 60_000
const document = pathOf('getDocument', { document_id: 'doc1' })
const finish = pathOf('uploadFinish')
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

/** A gateway before a Feishu whose month is used up until `renews` is called, and a clock that goes on by itself and by `pass`. */
async function startInUsedUpMonth() {
  let [aheadMs, isUsedUp] = [0, true]
  const arrived: string[] = []
  const real = performance.now.bind(performance)
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => real() + aheadMs)
  onTestFinished(() => clock.mockRestore())
  const started = await startTogether((request, response) => {
    arrived.push(request.url ?? '')
    request.resume().once('end', () => {
      if (isUsedUp) sendJson(response, 400, { code: monthUsedUp, msg: "This month's API call quota has been exceeded" })
      else sendJson(response, 200, { code: 0 })
    })
  })
  await started.browser.signIn()
  return {
    ...started,
    arrived,
    pass: (ms: number) => (aheadMs += ms),
    renews: () => (isUsedUp = false),
  }
}

const codeIn = ({ text }: { readonly text: string }) => (JSON.parse(text) as { readonly code: number }).code

test('once Feishu says that the month is used up, no call of anybody reaches it, and each page shows the cause', async () => {
  const { browser, gateway, arrived } = await startInUsedUpMonth()
  expect(codeIn(await browser.call(document))).toBe(monthUsedUp)
  expect(arrived).toHaveLength(1)
  const other = new SmallBrowser(gateway.url)
  await other.signIn('ou_2')
  const refused = [await browser.call(document), await browser.call(finish, post), await other.call(document)]
  expect(refused.map(codeIn)).toEqual([monthUsedUp, monthUsedUp, monthUsedUp])
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(290)
  expect(arrived).toHaveLength(1)
})

test('after five minutes one call tries, and as long as it is refused, one in five minutes', async () => {
  const { browser, arrived, pass } = await startInUsedUpMonth()
  await browser.call(document)
  pass(5 * minutes)
  expect(codeIn(await browser.call(document))).toBe(monthUsedUp)
  expect(arrived).toHaveLength(2)
  pass(4.9 * minutes)
  expect(codeIn(await browser.call(finish, post))).toBe(monthUsedUp)
  expect(arrived).toHaveLength(2)
})

test('once the call that tries is taken, all calls go on', async () => {
  const { browser, arrived, pass, renews } = await startInUsedUpMonth()
  await browser.call(document)
  renews()
  expect(codeIn(await browser.call(finish, post))).toBe(monthUsedUp)
  pass(5 * minutes)
  expect(codeIn(await browser.call(finish, post))).toBe(0)
  expect(codeIn(await browser.call(document))).toBe(0)
  expect(arrived).toHaveLength(3)
})

test('calls that wait for their turn when the month turns out to be used up are refused with it', async () => {
  const { browser, arrived } = await startInUsedUpMonth()
  const codes = (await Promise.all(Array.from({ length: 6 }, () => browser.call(finish, post)))).map(codeIn)
  expect(codes).toEqual(Array.from({ length: 6 }, () => monthUsedUp))
  expect(arrived.length).toBeLessThan(6)
})
