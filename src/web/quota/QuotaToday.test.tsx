// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { QuotaAnswer } from '../../contract/own-api/quota.ts'
import { renderPage } from '../testing/render-page.tsx'
import { english } from '../testing/languages.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { QuotaToday } from './QuotaToday.tsx'

afterEach(cleanup)

const hourMs = 60 * 60 * 1000

function endpoint(route: QuotaAnswer['endpoints'][number]['route'], usedToday: number) {
  return { route, usedToday, perDay: 10_000, dayEndsInMs: 5 * hourMs, closedForMs: null }
}

/** A gateway that answers this; `null`: that the quota cannot be read. */
function gatewayOf(endpoints: QuotaAnswer['endpoints'] | null) {
  const asked: string[] = []
  const ask: AskGateway = (path) => {
    asked.push(path)
    const answer: QuotaAnswer = { endpoints: endpoints ?? [], held: [] }
    return Promise.resolve(endpoints ? Response.json(answer) : new Response('{}', { status: 503 }))
  }
  return { ask, asked }
}

test('while files are on their way the page says how much of the day is used, where it is nearest to the limit', async () => {
  const { ask, asked } = gatewayOf([endpoint('uploadAll', 6120), endpoint('uploadPart', 300)])
  renderPage(<QuotaToday ask={ask} isWorking />)
  expect(await screen.findByText('今天全公司已上传 6,120 次，飞书每天最多 10,000 次')).toBeTruthy()
  expect(asked).toEqual(['/api/quota'])
})

test('a day that is used up says by the clock when it goes on', async () => {
  const { ask } = gatewayOf([endpoint('uploadAll', 10_000), endpoint('uploadPart', 0)])
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 25, 19) })
  onTestFinished(() => void vi.useRealTimers())
  renderPage(<QuotaToday ask={ask} isWorking />)
  expect(await screen.findByText('今天全公司的 10,000 次上传已用完，明天 00:00 自动继续，这一页需要开着')).toBeTruthy()
  cleanup()
  renderPage(<QuotaToday ask={ask} isWorking />, english)
  expect(await screen.findByText(/all 10,000 uploads that Feishu allows a day\. .* tomorrow at 00:00/)).toBeTruthy()
})

test('nothing is asked or said while nothing is on its way, or when it is not known', async () => {
  const idle = gatewayOf([endpoint('uploadAll', 6120)])
  const { container } = renderPage(<QuotaToday ask={idle.ask} isWorking={false} />)
  expect(idle.asked).toEqual([])
  expect(container.textContent).toBe('')
  cleanup()
  const unknown = gatewayOf(null)
  const { container: other } = renderPage(<QuotaToday ask={unknown.ask} isWorking />)
  await waitFor(() => expect(unknown.asked).toHaveLength(1))
  expect(other.textContent).toBe('')
})
