import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { boundConnections } from './held-connections.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { SmallPortal } from '../testing/small-portal.ts'

/** All that comes back for a request whose body stays away after its first byte, until the gateway hangs up. */
async function hungUpOn(port: number, path: string, headers: readonly string[] = []): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const lines = [`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Length: 1000', ...headers]
  socket.on('error', () => undefined).write(`${lines.join('\r\n')}\r\n\r\n{`)
  return text(socket).catch(() => '')
}

const short = { smallBodyMs: 200, bodyMs: 600_000 }

test('a call whose body is not wanted is answered, and cannot keep the connection by not sending it', async () => {
  const { gateway, browser } = await startTogether(() => undefined, {}, short)
  expect(await hungUpOn(gateway.port, '/nothing')).toContain('HTTP/1.1 404')
  expect(await hungUpOn(gateway.port, '/api/sign-out')).toContain('HTTP/1.1 403')
  const guarded = ['X-Feishu-Uploader: 1', 'Sec-Fetch-Site: same-origin', 'Content-Type: multipart/form-data']
  expect(await hungUpOn(gateway.port, pathOf('uploadAll'), guarded)).toContain('HTTP/1.1 401')
  expect((await browser.send('/healthz')).status).toBe(200)
})

test('a form of the portal that does not come to its end is given up', async () => {
  const portal = new SmallPortal()
  const env = {
    IDENTITY: 'app',
    PORTAL_URL: portal.origin,
    PORTAL_KEY: portal.publicKey,
    APP_DOCUMENTS: 'ListedDocument1',
  }
  const { gateway } = await startTogether(
    (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"code":0,"tenant_access_token":"t","expire":7200}'),
    env,
    short,
  )
  const headers = [`Origin: ${portal.origin}`, 'Content-Type: application/x-www-form-urlencoded']
  expect(await hungUpOn(gateway.port, '/auth/portal', headers)).toContain('HTTP/1.1 408')
})

test('connections that are all taken and not used make room for others', async () => {
  const server = createServer((_request, response) => response.end('here'))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  server.keepAliveTimeout = 0
  boundConnections(server, 3)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  /** Asks once, and stays; resolves with the answer, or with nothing once the connection is over. */
  const ask = () =>
    new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      onTestFinished(() => void socket.destroy())
      socket.on('error', () => undefined).on('close', () => resolve(''))
      socket.on('data', (chunk: Buffer) => resolve(chunk.toString('utf8')))
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    })
  for (let taken = 0; taken < 3; taken += 1) expect(await ask()).toContain('here')
  expect(await ask()).toBe('')
  await expect.poll(ask).toContain('here')
})
