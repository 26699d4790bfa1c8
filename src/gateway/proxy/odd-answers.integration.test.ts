import { expect, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'

const path = pathOf('getDocument', { document_id: 'doc1' })
const json = 'Content-Type: application/json\r\n'

/** A gateway before a Feishu that answers each call with these bytes. */
function startBeforeOdd(bytes: string) {
  return startTogether((request) => void request.socket.write(bytes))
}

test.each([
  [
    '101 that asks for another protocol',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  ],
  ['101 that asks for nothing', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ['endless 1xx', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)],
  ['199', 'HTTP/1.1 199 Odd\r\n\r\n'.repeat(100)],
  ['status 0', 'HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n'],
  ['status 600', `HTTP/1.1 600 Odd\r\n${json}Content-Length: 10\r\n\r\n{"code":0}`],
  ['status 999', `HTTP/1.1 999 Odd\r\n${json}Content-Length: 10\r\n\r\n{"code":0}`],
  ['status of four digits', `HTTP/1.1 2000 Odd\r\n${json}Content-Length: 10\r\n\r\n{"code":0}`],
  ['two lengths', `HTTP/1.1 200 OK\r\n${json}Content-Length: 10\r\nContent-Length: 11\r\n\r\n{"code":0}`],
  [
    'a length and chunks',
    `HTTP/1.1 200 OK\r\n${json}Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  ],
  ['a length below zero', `HTTP/1.1 200 OK\r\n${json}Content-Length: -1\r\n\r\n`],
  ['a length beyond all bounds', `HTTP/1.1 200 OK\r\n${json}Content-Length: 999999999999999999999\r\n\r\n{"code":0}`],
  ['headers without end', `HTTP/1.1 200 OK\r\n${'X-Odd: x\r\n'.repeat(100_000)}`],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
])('E5 where Feishu answers with %s, a clear refusal comes at once', async (_what, bytes) => {
  const { browser, logged } = await startBeforeOdd(bytes)
  await browser.signIn()
  const answer = await browser.call(path)
  expect([answer.status, JSON.parse(answer.text)]).toEqual([
    502,
    { code: -502, msg: 'No answer came from Feishu.', error: { log_id: null } },
  ])
  expect(logged()).not.toContain('"level":50')
})

test('an interim answer (1xx) does not end a call', async () => {
  const answer = `HTTP/1.1 200 OK\r\n${json}Content-Length: 10\r\n\r\n{"code":0}`
  const { browser } = await startBeforeOdd(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${answer}`)
  await browser.signIn()
  expect(await browser.call(path)).toMatchObject({ status: 200, text: '{"code":0}' })
})

test.each(['204 No Content', '205 Reset Content', '304 Not Modified'])(
  'an answer without a body ends at once: %s',
  async (status) => {
    const { browser } = await startBeforeOdd(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)
    await browser.signIn()
    expect(await browser.call(path)).toMatchObject({ status: Number(status.slice(0, 3)), text: '' })
  },
)
