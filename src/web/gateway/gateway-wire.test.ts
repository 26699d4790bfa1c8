import { afterEach, expect, test, vi } from 'vitest'
import ky from 'ky'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { callName, callNameHeader } from '../../contract/own-api/quota.ts'
import type { QuotaWait } from '../../engine/job/job.ts'
import { ConnectionLost } from '../../engine/doors.ts'
import { createGatewayClient } from './gateway-client.ts'
import { createGatewayWire } from './gateway-wire.ts'
import { OpenCalls } from './open-calls.ts'

const origin = 'http://localhost:8080'
const { signal } = new AbortController()

afterEach(() => vi.useRealTimers())

function wireTo(answer: (request: Request) => Promise<Response>, openCalls = new OpenCalls()) {
  const client = createGatewayClient(origin).extend({ fetch: (input) => answer(input as Request) })
  return createGatewayWire(client, openCalls, (body, onSent) => (input) => {
    onSent(body instanceof Blob || body.get('file') instanceof Blob ? 7 : 0)
    return answer(input as Request)
  })
}

const json: ApiRequest = {
  route: 'queryMetas',
  parameters: {},
  query: { user_id_type: 'open_id' },
  body: { kind: 'json', value: { with_url: true } },
}

test('a call goes to the same path at the gateway, with the mark of the page', async () => {
  const seen: Request[] = []
  let body: unknown
  const wire = wireTo(async (request) => {
    seen.push(request)
    body = await request.json()
    return new Response('{"code":0}', { headers: { 'X-Tt-Logid': 'L' } })
  })
  const answer = await wire.send(json, { signal })
  expect(seen[0]?.url).toBe(`${origin}/open-apis/drive/v1/metas/batch_query?user_id_type=open_id`)
  expect(seen[0]?.headers.get('X-Feishu-Uploader')).toBe('1')
  expect(body).toEqual({ with_url: true })
  expect(answer.header('x-tt-logid')).toBe('L')
  expect(answer.text).toBe('{"code":0}')
})

test('an answer of any status is an answer, and nothing is repeated', async () => {
  let calls = 0
  const wire = wireTo(() => {
    calls += 1
    return Promise.resolve(new Response('<html>busy</html>', { status: 503 }))
  })
  expect((await wire.send(json, { signal })).status).toBe(503)
  expect(calls).toBe(1)
})

test('a large text goes as JSON that is never one string, and its progress counts the bytes of its file', async () => {
  const bodies: (FormData | Blob)[] = []
  const answer = () => Promise.resolve(new Response('{"code":0}'))
  const client = createGatewayClient(origin).extend({ fetch: answer })
  const wire = createGatewayWire(client, new OpenCalls(), (body, onSent) => {
    bodies.push(body)
    onSent(8)
    return answer
  })
  const onSent = vi.fn()
  const large = { name: 'image', text: new Blob(['iVBORw0K']) }
  const body = { kind: 'large-json', value: { range: 'a!A1:A1', name: '图"1".png' }, large } as const
  await wire.send({ ...json, body }, { signal, onSent })
  const [sent] = bodies
  if (!(sent instanceof Blob)) throw new Error('Sent as something else')
  expect(sent.type).toBe('application/json')
  expect(JSON.parse(await sent.text())).toEqual({ range: 'a!A1:A1', name: '图"1".png', image: 'iVBORw0K' })
  expect(onSent).toHaveBeenCalledWith(6)
})

test('a file goes by the way that reports its progress', async () => {
  const onSent = vi.fn()
  const wire = wireTo(() => Promise.resolve(new Response('{"code":0}')))
  const upload: ApiRequest = {
    route: 'uploadAll',
    parameters: {},
    query: {},
    body: { kind: 'multipart', fields: [['size', '1']], file: { name: 'a', bytes: new Blob(['x']) } },
  }
  await wire.send(upload, { signal, onSent })
  expect(onSent).toHaveBeenCalledWith(7)
})

test('a call goes under a name of its own, by which it learns where it is held until it is answered', async () => {
  vi.useFakeTimers()
  const openCalls = new OpenCalls()
  const names: (string | null)[] = []
  let answer: (response: Response) => void = () => undefined
  const wire = wireTo((request) => {
    names.push(request.headers.get(callNameHeader))
    return new Promise((resolve) => (answer = resolve))
  }, openCalls)
  const told: (QuotaWait | null)[] = []
  const sending = wire.send(json, { signal, onQuotaWait: (held) => told.push(held) })
  await vi.advanceTimersByTimeAsync(2000)
  const [name] = names
  expect(name).toMatch(callName)
  openCalls.report([{ call: name ?? '', route: 'queryMetas', why: 'turn', ahead: 4, startsInMs: 800 }])
  expect(told).toEqual([{ why: 'turn', ahead: 4 }])
  answer(new Response('{}'))
  await sending
  expect(openCalls.isOneOverdue()).toBe(false)
})

test('no answer is a lost connection', async () => {
  const wire = wireTo(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(wire.send(json, { signal })).rejects.toBeInstanceOf(ConnectionLost)
})

test('an abort rejects with its own reason, not as a lost connection', async () => {
  const stop = new AbortController()
  const wire = wireTo(() => {
    stop.abort(new Error('cancelled'))
    return Promise.reject(new DOMException('Aborted', 'AbortError'))
  })
  await expect(wire.send(json, { signal: stop.signal })).rejects.toThrow('cancelled')
})

test('a pasted link cannot steer a call to another path', async () => {
  const wire = createGatewayWire(ky.create({ prefix: origin }), new OpenCalls())
  const bent: ApiRequest = { ...json, route: 'checkPermission', parameters: { token: '../../auth' } }
  await expect(wire.send(bent, { signal })).rejects.toBeInstanceOf(RangeError)
})
