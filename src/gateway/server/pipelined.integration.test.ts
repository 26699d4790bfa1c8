import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { sendJson } from '../testing/small-feishu.ts'

function openSocket(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  return socket.on('error', () => undefined)
}

const call = (cookie: string, name = 'b') =>
  `GET ${pathOf('getBase', { app_token: name })} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n` +
  'X-Feishu-Uploader: 1\r\nSec-Fetch-Site: same-origin\r\n\r\n'

const health = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n'

test('calls that wait behind others of their connection are not made once it is gone, and leave room for the person’s next ones', async () => {
  const seen: string[] = []
  let isHeld = true
  const { browser, gateway } = await startTogether((request, response) => {
    const isBase = request.url?.includes('/bitable/') === true
    if (isBase) seen.push(request.url ?? '')
    if (!isBase || !isHeld) sendJson(response, 200, { code: 0, data: {} })
  })
  await browser.signIn()
  const cookie = `sid=${browser.cookies.get('sid') ?? ''}`
  for (const name of ['c', 'd', 'e', 'f']) {
    const socket = openSocket(gateway.port)
    const gone = new Promise((resolve) => socket.resume().once('close', resolve))
    socket.write(call(cookie, name).repeat(15))
    await expect.poll(() => seen.some((url) => url.endsWith(`/${name}`))).toBe(true)
    socket.destroy()
    await gone
  }
  isHeld = false
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => browser.call(pathOf('getBase', { app_token: 'mine' }))),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(seen.filter((url) => !url.includes('mine')).length).toBeLessThanOrEqual(4)
})

test('requests in one go are answered one after the other, in order', async () => {
  const { gateway } = await startTogether(() => undefined)
  const socket = openSocket(gateway.port)
  socket.write(
    `${health}\r\n`.repeat(3) +
      'GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n' +
      `${health}Connection: close\r\n\r\n`,
  )
  const statuses = [...(await text(socket)).matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status)
  expect(statuses).toEqual(['200', '200', '200', '404', '200'])
})

test('a connection that heaps up requests behind one without an answer is hung up on', async () => {
  let began: () => void = () => undefined
  const first = new Promise<void>((resolve) => (began = resolve))
  const { browser, gateway } = await startTogether((request, response) => {
    if (request.url?.includes('/bitable/') === true) began()
    else sendJson(response, 200, { code: 0, data: {} })
  })
  await browser.signIn()
  const socket = openSocket(gateway.port).resume()
  const gone = new Promise((resolve) => socket.once('close', resolve))
  socket.write(call(`sid=${browser.cookies.get('sid') ?? ''}`))
  await first
  socket.write(`${health}\r\n`.repeat(200))
  await gone
  expect((await browser.send('/healthz')).status).toBe(200)
})
