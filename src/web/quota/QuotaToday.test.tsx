// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { QuotaAnswer } from '../../contract/quota.ts'
import { renderPage } from '../testing/render-page.tsx'
import { english } from '../testing/speech.ts'
import { createGatewayClient } from '../wire/gateway-client.ts'
import { QuotaToday } from './QuotaToday.tsx'

afterEach(cleanup)

const hourMs = 60 * 60 * 1000

function endpoint(route: QuotaAnswer['endpoints'][number]['route'], usedToday: number) {
  return { route, usedToday, perDay: 10_000, dayEndsInMs: 5 * hourMs, closedForMs: null }
}

/** A gateway that tells this; `null`: that the quota can not be looked up. */
function clientOf(endpoints: QuotaAnswer['endpoints'] | null) {
  const asked: string[] = []
  const client = createGatewayClient('http://localhost:8080').extend({
    fetch: (request) => {
      asked.push(new URL((request as Request).url).pathname)
      const answer: QuotaAnswer = { endpoints: endpoints ?? [], held: [] }
      return Promise.resolve(endpoints ? Response.json(answer) : new Response('{}', { status: 503 }))
    },
  })
  return { client, asked }
}

test('while files are on their way the page says how much of the day is used, where it is nearest to the limit', async () => {
  const { client, asked } = clientOf([endpoint('uploadAll', 6120), endpoint('uploadPart', 300)])
  renderPage(<QuotaToday client={client} isWorking />)
  expect(await screen.findByText('今天全公司已上传 6,120 次，飞书每天最多 10,000 次')).toBeTruthy()
  expect(asked).toEqual(['/api/quota'])
})

test('a day that is used up says when it goes on', async () => {
  const { client } = clientOf([endpoint('uploadAll', 10_000), endpoint('uploadPart', 0)])
  renderPage(<QuotaToday client={client} isWorking />, english)
  expect(await screen.findByText(/all 10,000 uploads that Feishu allows a day\. .* in about 5 hr/)).toBeTruthy()
})

test('nothing is asked or said while nothing is on its way, or when it is not known', async () => {
  const idle = clientOf([endpoint('uploadAll', 6120)])
  const { container } = renderPage(<QuotaToday client={idle.client} isWorking={false} />)
  expect(idle.asked).toEqual([])
  expect(container.textContent).toBe('')
  cleanup()
  const unknown = clientOf(null)
  const { container: other } = renderPage(<QuotaToday client={unknown.client} isWorking />)
  await waitFor(() => expect(unknown.asked).toHaveLength(1))
  expect(other.textContent).toBe('')
})
