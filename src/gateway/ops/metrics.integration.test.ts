import { expect, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { sendJson } from '../testing/small-feishu.ts'

const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

test('C21 metrics count calls by route and code, refusals, waits, bytes and sessions, and nothing about a person', async () => {
  const { browser } = await startTogether((request, response) => {
    request.resume()
    const isFirst = request.url === pathOf('uploadFinish')
    sendJson(response, 200, { code: isFirst ? 1061045 : 0 }, { 'x-tt-logid': 'log1' })
  })
  await browser.signIn()
  await browser.call(pathOf('uploadFinish'), post)
  await browser.call(pathOf('getDocument', { document_id: 'secretDocument' }))
  const { status, text, headers } = await browser.send('/metrics')
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('text/plain')
  for (const line of [
    'uploader_calls_total{route="uploadFinish",code="1061045"} 1',
    'uploader_calls_total{route="getDocument",code="0"} 1',
    'uploader_quota_refusals_total{route="uploadFinish",by="feishu"} 1',
    'uploader_quota_used_today{route="uploadFinish"} 1',
    'uploader_quota_wait_seconds_count{route="getDocument"} 1',
    'uploader_feishu_seconds_count{route="getDocument"} 1',
    'uploader_bytes_total{to="feishu"} 2',
    'uploader_quota_waiting 0',
    'uploader_sessions_active 1',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  expect(text).toContain('process_resident_memory_bytes')
  for (const secret of ['secretDocument', 'ou_1', 'tenant1', 'canary', browser.cookies.get('sid') ?? '']) {
    expect(text).not.toContain(secret)
  }
})

test.each([
  ['through a proxy', { 'x-forwarded-for': '10.0.0.7' }],
  ['through a proxy that tells only the name asked for', { host: 'upload.example.com' }],
])('C21 a caller that comes %s does not see them', async (_how, headers) => {
  const { browser } = await startTogether(() => undefined)
  expect((await browser.send('/metrics', { headers })).status).toBe(404)
})

test('C21 METRICS_FROM lets in an address, and nobody who only claims to come from there', async () => {
  const { browser } = await startTogether(() => undefined, { METRICS_FROM: '127.0.0.1,10.0.0.0/8' })
  const statusWith = async (headers: Record<string, string>) => (await browser.send('/metrics', { headers })).status
  const host = 'gateway-1.internal:8080'
  expect(await statusWith({ host })).toBe(200)
  for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded']) {
    expect([header, await statusWith({ host, [header]: '10.0.0.7' })]).toEqual([header, 404])
  }
})

test('C21 through one of TRUSTED_PROXIES the caller’s address is the one that the proxy forwards', async () => {
  const variables = { METRICS_FROM: '10.0.0.0/8', TRUSTED_PROXIES: '127.0.0.1' }
  const { browser } = await startTogether(() => undefined, variables)
  const statusOf = async (forwardedFor: string) =>
    (await browser.send('/metrics', { headers: { 'x-forwarded-for': forwardedFor } })).status
  expect(await statusOf('10.0.0.7')).toBe(200)
  expect(await statusOf('203.0.113.9, 10.0.0.7')).toBe(200)
  // Earlier entries were written by the caller.
  expect(await statusOf('10.0.0.7, 203.0.113.9')).toBe(404)
  expect(await statusOf('203.0.113.9')).toBe(404)
  expect(await statusOf('127.0.0.1')).toBe(404)
  expect(await statusOf('somebody')).toBe(404)
  expect((await browser.send('/metrics', { headers: { via: '1.1 proxy' } })).status).toBe(404)
})

test('C5 each call leaves one line with its ids, and no secret', async () => {
  const { browser, logged } = await startTogether((_request, response) => {
    sendJson(response, 200, { code: 1770032, msg: 'forbidden' }, { 'x-tt-logid': 'log77' })
  })
  await browser.signIn()
  const answer = await browser.call(pathOf('getDocument', { document_id: 'doc1' }))
  const lines = logged()
    .split('\n')
    .filter((line) => line.includes('"msg":"call"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    route: 'getDocument',
    httpStatus: 200,
    code: 1770032,
    logId: 'log77',
    aborted: false,
  })
  expect(lines[0]?.['reqId']).toBe(answer.headers['x-request-id'])
  expect(logged()).not.toContain('canary')
})
