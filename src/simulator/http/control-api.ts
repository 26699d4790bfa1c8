import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { Base } from '../base/base.ts'
import { listDocuments } from '../world/document-list.ts'
import { isEndpointName, type EndpointName } from './endpoints.ts'
import { inspect } from './inspect.ts'
import { grantInClient } from '../oauth/client-access.ts'
import { ForeignEdits } from '../other-editor/foreign-edit.ts'
import { everyone } from '../world/people.ts'
import { readValue } from './request-body.ts'
import { randomFaultKinds } from '../faults/random-faults.ts'
import { documentedOptions, type SimulatedWorld, type WorldOptions } from '../world/world.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const WorldInput = v.strictObject({
  concurrentUploads: v.optional(v.picklist(['refused', 'tolerated']), documentedOptions.concurrentUploads),
  rateLimits: v.optional(v.picklist(['documented', 'off']), documentedOptions.rateLimits),
  uploadsPerDay: v.optional(count, documentedOptions.uploadsPerDay),
  maxFileBytes: v.optional(count, documentedOptions.maxFileBytes),
  partBytes: v.optional(v.pipe(count, v.minValue(1)), documentedOptions.partBytes),
  latencyMs: v.optional(count, documentedOptions.latencyMs),
  accessTokenLifeSeconds: v.optional(count, documentedOptions.accessTokenLifeSeconds),
  importTaskMs: v.optional(count, documentedOptions.importTaskMs),
  importSuccess: v.optional(v.picklist(['with-document', 'before-document']), documentedOptions.importSuccess),
  editsAtOldRevision: v.optional(v.picklist(['carried-forward', 'ignored']), documentedOptions.editsAtOldRevision),
  editsById: v.optional(v.picklist(['answered', 'not-there']), documentedOptions.editsById),
  goneBlocks: v.optional(v.picklist(['success', 'refused']), documentedOptions.goneBlocks),
  emptySearch: v.optional(v.picklist(['refused', 'answered']), documentedOptions.emptySearch),
  emptyMedia: v.optional(v.picklist(['refused', 'taken']), documentedOptions.emptyMedia),
  smallFilesByParts: v.optional(v.picklist(['taken', 'refused']), documentedOptions.smallFilesByParts),
  partChecksums: v.optional(v.picklist(['compared', 'ignored']), documentedOptions.partChecksums),
  fileBlocks: v.optional(v.picklist(['taken', 'refused']), documentedOptions.fileBlocks),
  clientTokens: v.optional(v.picklist(['remembered', 'forgotten']), documentedOptions.clientTokens),
  mediaOfOtherBlocks: v.optional(v.picklist(['refused', 'taken']), documentedOptions.mediaOfOtherBlocks),
  uploadsIntoDocuments: v.optional(v.picklist(['refused', 'taken']), documentedOptions.uploadsIntoDocuments),
  emptiedCells: v.optional(v.picklist(['emptied', 'keep-pictures']), documentedOptions.emptiedCells),
  goneRecords: v.optional(v.picklist(['refused', 'passed-over']), documentedOptions.goneRecords),
  pkceAtV3: v.optional(v.picklist(['documented', 'refused']), documentedOptions.pkceAtV3),
})

const Fault = v.variant('kind', [
  v.strictObject({ kind: v.literal('code'), code: v.pipe(v.number(), v.integer()) }),
  v.strictObject({
    kind: v.literal('html'),
    status: v.picklist([400, 502]),
    when: v.optional(v.picklist(['before', 'after']), 'before'),
  }),
  v.strictObject({ kind: v.literal('cut'), when: v.picklist(['before', 'after']) }),
  v.strictObject({ kind: v.literal('cut-at'), share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  v.strictObject({ kind: v.literal('delay'), delayMs: count }),
  v.strictObject({ kind: v.literal('hold') }),
  v.strictObject({ kind: v.literal('slow'), bytesPerSecond: v.pipe(v.number(), v.minValue(1)) }),
  v.strictObject({ kind: v.literal('expire-token') }),
  v.strictObject({ kind: v.literal('forget-upload') }),
  v.strictObject({
    kind: v.literal('edited-meanwhile'),
    edits: ForeignEdits,
    code: v.optional(v.nullable(v.pipe(v.number(), v.integer())), null),
  }),
  v.strictObject({ kind: v.literal('result'), result: v.picklist(['partial_success', 'failed']) }),
])
const ScriptedFault = v.pipe(
  v.strictObject({
    route: v.custom<EndpointName>((name) => typeof name === 'string' && isEndpointName(name), 'no such route'),
    times: v.optional(v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), v.literal('always')]), 1),
    skip: v.optional(count, 0),
    fileName: v.optional(v.nullable(v.string()), null),
    fault: Fault,
  }),
  // The file name is known only after the body was read: too late for a slow body or an expired token.
  v.check(
    ({ fileName, fault }) => fileName === null || !['slow', 'cut-at', 'expire-token'].includes(fault.kind),
    'slow, cut-at and expire-token take no fileName',
  ),
)
const FaultsInput = v.union([
  v.array(ScriptedFault),
  v.pipe(
    ScriptedFault,
    v.transform((order) => [order]),
  ),
])

const RandomFaultsInput = v.strictObject({
  seed: v.optional(v.pipe(v.number(), v.safeInteger()), 1),
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  kinds: v.optional(v.pipe(v.array(v.picklist(randomFaultKinds)), v.minLength(1)), [...randomFaultKinds]),
})

const ClockInput = v.strictObject({ advanceMs: count })
const ImportInput = v.strictObject({
  fileName: v.optional(v.nullable(v.string()), null),
  jobStatus: v.optional(count, 0),
  extra: v.optional(v.array(v.string()), []),
})
const BaseInput = v.strictObject({ advanced: v.boolean() })
const ClientAccessInput = v.strictObject({
  person: v.optional(v.string()),
  appId: v.string(),
  scopes: v.array(v.string()),
  pageUrl: v.string(),
})
const ScopesInput = v.strictObject({ scopes: v.array(v.string()) })
const ExpireInput = v.strictObject({ kind: v.picklist(['access', 'refresh', 'all']) })

interface ByToken {
  Params: { token: string }
}

/** The simulator's own API, by which tests order faults and inspect the world (README.md). */
export function serveControlApi(
  app: FastifyInstance,
  worldNow: () => SimulatedWorld,
  freshWorld: (options: WorldOptions) => Promise<SimulatedWorld>,
  registered: readonly string[],
): void {
  app.get('/_simulator/world', () => describe(worldNow()))
  app.post('/_simulator/world', async ({ raw }) => describe(await freshWorld(v.parse(WorldInput, await readJson(raw)))))
  app.get('/_simulator/counters', () => worldNow().counters.read())
  app.get('/_simulator/counters/uploads', () => worldNow().counters.readUploads())
  app.post('/_simulator/faults', async ({ raw }) => {
    worldNow().faults.order(v.parse(FaultsInput, await readJson(raw)))
    return { ok: true }
  })
  app.delete('/_simulator/faults', () => {
    worldNow().faults.clear()
    return { ok: true }
  })
  app.post('/_simulator/random-faults', async ({ raw }) => {
    const plan = v.parse(RandomFaultsInput, await readJson(raw))
    worldNow().randomFaults.change(plan)
    return plan
  })
  app.delete('/_simulator/random-faults', () => {
    worldNow().randomFaults.change(null)
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
  app.post('/_simulator/imports', async ({ raw }) => {
    worldNow().imports.order(v.parse(ImportInput, await readJson(raw)))
    return { ok: true }
  })
  app.post<ByToken>('/_simulator/bases/:token', async ({ raw, params }, reply) => {
    const base = worldNow().documents.get(params.token)
    if (!(base instanceof Base)) return reply.code(404).send({ error: 'no such base' })
    base.advanced = v.parse(BaseInput, await readJson(raw)).advanced
    return { ok: true }
  })
  app.post('/_simulator/client/access', async ({ raw }) =>
    grantInClient(worldNow(), v.parse(ClientAccessInput, await readJson(raw)), registered),
  )
  app.post('/_simulator/scopes/withdraw', async ({ raw }) => {
    worldNow().identity.withdraw(v.parse(ScopesInput, await readJson(raw)).scopes)
    return { ok: true }
  })
  app.post('/_simulator/scopes/disable', async ({ raw }) => {
    for (const scope of v.parse(ScopesInput, await readJson(raw)).scopes) worldNow().enabledScopes.delete(scope)
    return { ok: true }
  })
  app.get<ByToken>('/_simulator/documents/:token', (request, reply) => {
    const document = worldNow().documents.get(request.params.token)
    return document ? inspect(worldNow(), document) : reply.code(404).send({ error: 'no such document' })
  })
}

function readJson(raw: Parameters<typeof readValue>[0]): Promise<unknown> {
  return readValue(raw, 'application/json')
}

function describe(world: SimulatedWorld): unknown {
  const documents = listDocuments(world)
  return {
    options: world.options,
    people: everyone.map(({ key, openId, name, englishName }) => ({ key, openId, name, englishName })),
    documents: documents.map(({ key, token, title, kind, url }) => ({ key, token, title, kind, url })),
  }
}
