import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { listDocuments } from './document-list.ts'
import type { SimulatedDocument } from './document.ts'
import { textKeys, type Block } from './docx/block.ts'
import { isEndpointName, type EndpointName } from './endpoints.ts'
import { sha256Of } from './media/media-store.ts'
import { everyone } from './people.ts'
import { readValue } from './request-body.ts'
import { weatherKinds } from './weather.ts'
import { documentedOptions, type World, type WorldOptions } from './world.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const WorldInput = v.strictObject({
  concurrentUploads: v.optional(v.picklist(['refused', 'tolerated']), documentedOptions.concurrentUploads),
  rateLimits: v.optional(v.picklist(['documented', 'off']), documentedOptions.rateLimits),
  uploadsPerDay: v.optional(count, documentedOptions.uploadsPerDay),
  maxFileBytes: v.optional(count, documentedOptions.maxFileBytes),
  latencyMs: v.optional(count, documentedOptions.latencyMs),
  accessTokenLifeSeconds: v.optional(count, documentedOptions.accessTokenLifeSeconds),
})

const Trouble = v.variant('kind', [
  v.strictObject({ kind: v.literal('code'), code: v.pipe(v.number(), v.integer()) }),
  v.strictObject({
    kind: v.literal('html'),
    status: v.picklist([400, 502]),
    when: v.optional(v.picklist(['before', 'after']), 'before'),
  }),
  v.strictObject({ kind: v.literal('cut'), when: v.picklist(['before', 'after']) }),
  v.strictObject({ kind: v.literal('delay'), delayMs: count }),
  v.strictObject({ kind: v.literal('slow'), bytesPerSecond: v.pipe(v.number(), v.minValue(1)) }),
  v.strictObject({ kind: v.literal('expire-token') }),
  v.strictObject({ kind: v.literal('forget-upload') }),
])
const OrderedTrouble = v.pipe(
  v.strictObject({
    route: v.custom<EndpointName>((name) => typeof name === 'string' && isEndpointName(name), 'no such route'),
    times: v.optional(v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), v.literal('always')]), 1),
    skip: v.optional(count, 0),
    fileName: v.optional(v.nullable(v.string()), null),
    trouble: Trouble,
  }),
  // The name is known only when the body has been read: by then it is too late to slow it down, and the token was looked at.
  v.check(
    ({ fileName, trouble }) => fileName === null || (trouble.kind !== 'slow' && trouble.kind !== 'expire-token'),
    'slow and expire-token take no fileName',
  ),
)
const TroublesInput = v.union([
  v.array(OrderedTrouble),
  v.pipe(
    OrderedTrouble,
    v.transform((order) => [order]),
  ),
])

const WeatherInput = v.strictObject({
  seed: v.optional(v.pipe(v.number(), v.safeInteger()), 1),
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  kinds: v.optional(v.pipe(v.array(v.picklist(weatherKinds)), v.minLength(1)), [...weatherKinds]),
})

const ClockInput = v.strictObject({ advanceMs: count })
const ExpireInput = v.strictObject({ kind: v.picklist(['access', 'refresh', 'all']) })

/** The simulator's own door: what a test arranges and looks up behind Feishu's back. README.md tells how to use it. */
export function serveDoor(
  app: FastifyInstance,
  worldNow: () => World,
  freshWorld: (options: WorldOptions) => Promise<World>,
): void {
  app.get('/_simulator/world', () => describe(worldNow()))
  app.post('/_simulator/world', async ({ raw }) => describe(await freshWorld(v.parse(WorldInput, await readJson(raw)))))
  app.get('/_simulator/counters', () => worldNow().counters.read())
  app.post('/_simulator/troubles', async ({ raw }) => {
    worldNow().troubles.order(v.parse(TroublesInput, await readJson(raw)))
    return { ok: true }
  })
  app.delete('/_simulator/troubles', () => {
    worldNow().troubles.clear()
    return { ok: true }
  })
  app.post('/_simulator/weather', async ({ raw }) => {
    const forecast = v.parse(WeatherInput, await readJson(raw))
    worldNow().weather.change(forecast)
    return forecast
  })
  app.delete('/_simulator/weather', () => {
    worldNow().weather.change(null)
    return { ok: true }
  })
  app.post('/_simulator/clock', async ({ raw }) => {
    worldNow().clock.advance(v.parse(ClockInput, await readJson(raw)).advanceMs)
    return { nowMs: worldNow().clock.nowMs() }
  })
  app.post('/_simulator/tokens/expire', async ({ raw }) => {
    worldNow().identity.expire(v.parse(ExpireInput, await readJson(raw)).kind)
    return { ok: true }
  })
  app.get<{ Params: { token: string } }>('/_simulator/documents/:token', (request, reply) => {
    const document = worldNow().documents.get(request.params.token)
    return document ? inspect(worldNow(), document) : reply.code(404).send({ error: 'no such document' })
  })
}

function readJson(raw: Parameters<typeof readValue>[0]): Promise<unknown> {
  return readValue(raw, 'application/json')
}

function describe(world: World): unknown {
  const documents = listDocuments(world)
  return {
    options: world.options,
    people: everyone.map(({ key, openId, name, englishName }) => ({ key, openId, name, englishName })),
    documents: documents.map(({ key, token, title, kind, url }) => ({ key, token, title, kind, url })),
  }
}

/** A document as a test wants to see it: every block but the page and the frames around files, in page order. */
async function inspect(world: World, document: SimulatedDocument): Promise<unknown> {
  const [, ...blocks] = document.blocks.preOrder()
  return {
    title: document.title,
    revision: document.revision,
    blocks: await Promise.all(blocks.filter(({ kind }) => kind !== 'view').map((block) => inspectBlock(world, block))),
  }
}

async function inspectBlock(world: World, block: Block): Promise<unknown> {
  const { token, width, height } = slotOf(block)
  const media = world.medias.find(token)
  return {
    blockId: block.id,
    kind: block.kind === 'text' ? (textKeys[block.type] ?? block.kind) : block.kind,
    name: media?.name ?? null,
    sizeBytes: media?.sizeBytes ?? null,
    sha256: media ? await sha256Of(media) : null,
    token,
    bound: media !== undefined,
    width,
    height,
  }
}

function slotOf(block: Block): {
  readonly token: string
  readonly width: number | null
  readonly height: number | null
} {
  if (block.kind === 'image') return block.image
  return { token: block.kind === 'file' ? block.file.token : '', width: null, height: null }
}
