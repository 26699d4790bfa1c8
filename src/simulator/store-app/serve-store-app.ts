import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { readValue } from '../http/request-body.ts'
import { seedOtherCompany } from '../seed/documents.ts'
import { companies } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { checkAddress, pushEvent, wrongs, type EventAddress, type Push } from './push-event.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const StoreAppInput = v.strictObject({
  address: v.optional(
    v.nullable(
      v.strictObject({
        url: v.pipe(v.string(), v.url()),
        encryptKey: v.string(),
        verificationToken: v.string(),
        ticketDelayMs: v.optional(count, 0),
        ticketEveryMs: v.optional(v.nullable(v.pipe(count, v.minValue(1))), null),
        repeatAfterMs: v.optional(v.array(count), []),
      }),
    ),
    null,
  ),
})

const CompanyInput = v.strictObject({
  state: v.picklist(['enabled', 'stopped', 'removed', 'never']),
  pushes: v.optional(v.boolean(), true),
})

const EventInput = v.strictObject({
  type: v.picklist(['app_ticket', 'app_open', 'app_uninstalled', 'app_status_change', 'order_paid']),
  company: v.optional(v.picklist(['home', 'other']), 'home'),
  status: v.optional(v.picklist(['start_by_tenant', 'stop_by_tenant', 'stop_by_platform']), 'stop_by_tenant'),
  renewed: v.optional(v.boolean(), false),
  schema: v.optional(v.picklist([1, 2]), 1),
  agoMs: v.optional(count, 0),
  wrong: v.optional(v.nullable(v.picklist(wrongs)), null),
  delayMs: v.optional(count, 0),
  times: v.optional(v.pipe(count, v.minValue(1), v.maxValue(10)), 1),
})

interface ByKey {
  Params: { key: string }
}

/** Makes a store app of the app, that both companies have, each with its own documents. */
export function makeStoreApp(world: SimulatedWorld, address: EventAddress | null): void {
  world.storeApp.switchOn(address)
  seedOtherCompany(world)
  const { ticketEveryMs } = address ?? {}
  if (ticketEveryMs) void pushTickets(world, ticketEveryMs)
}

/** A new ticket each time, as Feishu each hour, until the app is another one's or the world ends. */
async function pushTickets(world: SimulatedWorld, everyMs: number): Promise<void> {
  const { storeApp } = world
  const { address } = storeApp
  try {
    for (;;) {
      await wait(everyMs, undefined, { signal: storeApp.stopped, ref: false })
      if (storeApp.address !== address) return
      void push(world, { event: { type: 'app_ticket', app_ticket: storeApp.ticket(true) } }).catch(() => undefined)
    }
  } catch {
    // The world has ended.
  }
}

/** The control API of the store app (README.md). */
export function serveStoreApp(app: FastifyInstance, worldNow: () => SimulatedWorld): void {
  app.post('/_simulator/store-app', async ({ raw }) => {
    const { address } = v.parse(StoreAppInput, await readValue(raw, 'application/json'))
    const world = worldNow()
    makeStoreApp(world, address)
    const isVerified = address !== null && (await checkAddress(address))
    return {
      isVerified,
      companies: companies.map(({ key, tenantKey, name, people }) => ({
        key,
        tenantKey,
        name,
        people: people.map((person) => ({ key: person.key, openId: person.openId, name: person.name })),
      })),
    }
  })
  app.post<ByKey>('/_simulator/store-app/companies/:key', async ({ raw, params }, reply) => {
    const company = companies.find(({ key }) => key === params.key)
    if (!company) return reply.code(404).send({ error: 'no such company' })
    const { state, pushes } = v.parse(CompanyInput, await readValue(raw, 'application/json'))
    const before = worldNow().storeApp.stateOf(company.tenantKey)
    worldNow().storeApp.change(company.tenantKey, state)
    const event = { tenant_key: company.tenantKey, ...eventOfChange(before, state) }
    return { statuses: pushes && state !== 'never' ? await push(worldNow(), { event }) : [] }
  })
  app.post('/_simulator/store-app/events', async ({ raw }) => {
    const input = v.parse(EventInput, await readValue(raw, 'application/json'))
    const { tenantKey } = companies.find(({ key }) => key === input.company) ?? companies[0]
    const world = worldNow()
    const event = {
      type: input.type,
      ...(input.type === 'app_ticket'
        ? { app_ticket: world.storeApp.ticket(input.renewed) }
        : { tenant_key: tenantKey }),
      ...(input.type === 'app_status_change' && { status: input.status }),
    }
    const { schema, wrong, delayMs, times } = input
    const atMs = world.clock.nowMs() - input.agoMs
    return { statuses: await push(world, { event, schema, wrong, atMs, delayMs, times }) }
  })
}

/** Pushes the ticket after the address's delay, as after it was asked for. */
export async function pushTicket(world: SimulatedWorld): Promise<void> {
  const { storeApp } = world
  const event = { type: 'app_ticket', app_ticket: storeApp.ticket(false) }
  try {
    await wait(storeApp.address?.ticketDelayMs ?? 0, undefined, { signal: storeApp.stopped, ref: false })
    await push(world, { event })
  } catch {
    // The world ended meanwhile.
  }
}

function push(
  world: SimulatedWorld,
  { event, ...more }: Partial<Push> & Pick<Push, 'event'>,
): Promise<readonly number[]> {
  const { address, stopped } = world.storeApp
  const usual = { schema: 1, wrong: null, atMs: world.clock.nowMs(), delayMs: 0, times: 1 } as const
  return address === null ? Promise.resolve([]) : pushEvent(address, { ...usual, event, ...more }, stopped)
}

/** What is pushed when a company changes; after a removal the app is opened for the first time again. */
function eventOfChange(before: string, state: string): Readonly<Record<string, string>> {
  if (state === 'removed') return { type: 'app_uninstalled' }
  if (state === 'stopped') return { type: 'app_status_change', status: 'stop_by_tenant' }
  return before === 'stopped' ? { type: 'app_status_change', status: 'start_by_tenant' } : { type: 'app_open' }
}
