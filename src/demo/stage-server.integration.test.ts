import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { stageHeader, stagePaths } from './shared/protocol.ts'
import { startStage } from './stage-server.ts'
import { Visitors } from './visitors.ts'
import type { DemoWorld } from './world.ts'

const fromStage = { [stageHeader.name]: stageHeader.value }

/** A room's stage, whose worlds are a gateway in which nobody is signed in. */
async function startRoom() {
  const gateway = createServer((_request, response) => void response.end('{"person":null}'))
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void gateway.close())
  let opened = 0
  const visitors = new Visitors({
    isShared: false,
    nowMs: () => 0,
    open: () => {
      opened += 1
      const gatewayPort = (gateway.address() as AddressInfo).port
      const productUrl = `http://product-${opened}`
      return Promise.resolve({ productUrl, gatewayPort, close: () => Promise.resolve() } as unknown as DemoWorld)
    },
  })
  const stage = await startStage({ host: '127.0.0.1', port: 0, room: 'own', hosts: ['127.0.0.1'], visitors })
  onTestFinished(() => stage.close())
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    fetch(`http://127.0.0.1:${stage.port}${path}`, { method, headers })
  return { ask, opened: () => opened }
}

test('the stage itself opens a world, and has the same one by its cookie', async () => {
  const { ask, opened } = await startRoom()
  const first = await ask(stagePaths.stage, { ...fromStage, 'sec-fetch-site': 'same-origin' })
  expect(await first.json()).toMatchObject({ productUrl: 'http://product-1' })
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  // Over plain http browsers say nothing of the site to other machines than their own.
  const again = await ask(stagePaths.stage, { ...fromStage, cookie })
  expect(await again.json()).toMatchObject({ productUrl: 'http://product-1' })
  expect(opened()).toBe(1)
})

type Headers = Readonly<Record<string, string>>

const opensNone: readonly [string, string, Headers, string, number][] = [
  ['without the header of the stage', stagePaths.stage, {}, 'GET', 403],
  ['that another site makes', stagePaths.stage, { ...fromStage, 'sec-fetch-site': 'cross-site' }, 'GET', 403],
  [
    'that another port of this host makes',
    stagePaths.stage,
    { ...fromStage, 'sec-fetch-site': 'same-site' },
    'GET',
    403,
  ],
  ['for the state', stagePaths.state, fromStage, 'GET', 410],
  ['that changes something', stagePaths.reset, { ...fromStage, 'content-type': 'application/json' }, 'POST', 410],
  ['for nothing', '/api/nothing', fromStage, 'GET', 410],
  [
    'of an address of another kind',
    stagePaths.stage,
    { ...fromStage, 'content-type': 'application/json' },
    'POST',
    410,
  ],
]

test.each(opensNone)('a request %s fills no room', async (_what, ...[path, headers, method, status]) => {
  const { ask, opened } = await startRoom()
  for (const more of [{}, { cookie: `demo-visitor=${'a'.repeat(36)}` }]) {
    const answer = await ask(path, { ...headers, ...more }, method)
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([status, null])
  }
  expect(opened()).toBe(0)
})
