import { expect, onTestFinished, test, vi } from 'vitest'
import { everyone } from '../simulator/world/people.ts'
import { picturesAtOnce } from './colleagues.ts'
import { stageDocuments } from './furnish.ts'
import { backPath, documentIdOf, openWorld } from './world.ts'

async function open() {
  const ports = { product: 0, simulator: 0 }
  const stageOrigin = 'http://localhost:9'
  const world = await openWorld({
    host: '127.0.0.1',
    publicHost: 'localhost',
    ports,
    framedBy: [stageOrigin],
    stageOrigin,
  })
  onTestFinished(() => world.close())
  const blocks = async () => {
    const answer = await fetch(`${world.simulatorUrl}/_simulator/documents/${stageDocuments.en.token}`)
    const { blocks: all } = (await answer.json()) as { blocks: { kind: string; name: string; bound: boolean }[] }
    return all.filter(({ kind }) => kind === 'image')
  }
  return { world, blocks }
}

test('colleagues upload by sessions of their own, also through a refusal, and leave no block empty', async () => {
  const { world, blocks } = await open()
  await world.troubles.begin({ kind: 'code', code: 1061061 }, stageDocuments.en.token)
  const others = everyone.slice(1)
  world.colleagues.start(others, documentIdOf(stageDocuments.en.token))
  await vi.waitFor(async () => expect(await world.troubles.met()).toBeGreaterThan(0), { timeout: 60_000 })
  // Each has made the blocks of a batch: one may still be signing in when the other is refused.
  await vi.waitFor(async () => expect((await blocks()).length).toBeGreaterThanOrEqual(2 * picturesAtOnce), {
    timeout: 60_000,
  })
  world.colleagues.stop()
  expect(world.colleagues.areAtWork).toBe(false)
  await world.troubles.end()
  await vi.waitFor(
    async () => {
      const standing = await blocks()
      expect(standing.length).toBeGreaterThan(0)
      expect(standing.every(({ bound }) => bound)).toBe(true)
    },
    { timeout: 60_000 },
  )
  const uploads = await world.troubles.uploads()
  expect(Object.keys(uploads).toSorted()).toEqual(others.map(({ openId }) => openId).toSorted())
})

test('the line leads to the gateway and back to the stage, and can be gone', async () => {
  const { world } = await open()
  const ask = (path: string) => fetch(world.productUrl + path, { redirect: 'manual' })
  expect((await ask('/healthz')).status).toBe(200)
  expect((await ask(backPath)).headers.get('location')).toBe('http://localhost:9')
  world.line?.change('offline')
  await expect(ask('/healthz')).rejects.toThrow()
  world.line?.change('slow')
  expect((await ask('/healthz')).status).toBe(200)
})

test('FEISHU_APP_TYPE=store makes it a store app of two companies, whose tickets and changes come to the gateway', async () => {
  vi.stubEnv('FEISHU_APP_TYPE', 'store')
  onTestFinished(() => void vi.unstubAllEnvs())
  const { world } = await open()
  const control = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await fetch(`${world.simulatorUrl}/_simulator/${path}`, init)
    return (await answer.json()) as unknown
  }
  expect(await control('store-app/companies/other', { state: 'stopped' })).toEqual({ statuses: [200] })
  await control('world', {})
  expect(await control('store-app/events', { type: 'app_ticket' })).toEqual({ statuses: [200] })
})
