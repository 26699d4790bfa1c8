import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { FeishuEvent } from '../../contract/feishu/store-app/event.ts'
import { appRefused } from '../../contract/problems/codes.ts'
import type { Configuration } from '../config/configuration.ts'
import { UnusableConfiguration } from '../config/environment.ts'
import { ArrivingBodies } from '../events/arriving-bodies.ts'
import { addEventAddress } from '../events/event-address.ts'
import { EventWork } from '../events/event-work.ts'
import { EventOpener, type EventKeys } from '../events/open-event.ts'
import type { Egress } from '../feishu/egress.ts'
import type { Stores } from '../stores/open-stores.ts'
import { AppTickets } from './app-tickets.ts'
import { Companies } from './companies.ts'
import { CompanyTokens } from './company-tokens.ts'
import { StoreAppClient } from './store-app-client.ts'

/** What a store app has besides people who sign in. */
export interface StoreApp {
  readonly companies: Companies
  /** The app's own tokens, with IDENTITY=app. */
  readonly tokens: CompanyTokens
  /** Adds the address that Feishu pushes events to. */
  readonly addEvents: (app: FastifyInstance) => void
  /** What has to come before the app has tokens of its own; `null`: nothing. */
  readonly waitsFor: () => Promise<'app_ticket' | null>
}

export interface StoreAppSurroundings {
  readonly configuration: Pick<Configuration, 'app' | 'feishu' | 'identity'>
  readonly egress: Egress
  readonly stores: Pick<Stores, 'store' | 'texts' | 'textsLock'>
  /** Deletes what else is kept of a company that leaves. */
  readonly forget: readonly ((tenantKey: string) => Promise<void>)[]
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
}

/** How long the body of an event may take to arrive. */
const bodyMs = 5000

/** @throws {UnusableConfiguration} When the app's own tokens are wanted, and Feishu refuses the app's id or secret. */
export async function openStoreApp(keys: EventKeys, surroundings: StoreAppSurroundings): Promise<StoreApp> {
  const { configuration, egress, stores, forget, nowMs, log } = surroundings
  const { texts, textsLock: lock } = stores
  const client = new StoreAppClient(configuration, egress, nowMs)
  const tickets = new AppTickets({
    texts,
    lock,
    resend: () => client.resendTicket(),
    onFailure: ({ code, logId }) => log.warn({ code, logId }, 'Feishu did not push the app_ticket again'),
  })
  const companies = new Companies({
    texts,
    lock,
    endSessions: (tenantKey) => stores.store.deleteOfCompany(tenantKey),
    forget: [(tenantKey) => tokens.forget(tenantKey), ...forget],
  })
  const tokens = new CompanyTokens({
    tickets,
    companies,
    texts,
    lock,
    fetchAppToken: (appTicket) => client.appToken(appTicket),
    fetchTenantToken: (appAccessToken, tenantKey) => client.tenantToken(appAccessToken, tenantKey),
    nowMs,
    onFailure: ({ code, logId }) => log.warn({ code, logId }, 'Feishu gave no token for a company'),
  })
  // People who sign in need no ticket: none is kept that is not needed.
  const needsTicket = configuration.identity.as === 'app'
  if (needsTicket && (await tickets.current()) === undefined) await askFirst(tickets, log)
  return {
    companies,
    tokens,
    addEvents: (app) => {
      const opener = new EventOpener(configuration.app.id, keys)
      const bodies = new ArrivingBodies({ nowMs: () => performance.now(), bodyMs })
      const work = new EventWork({
        apply: (event) => applyEvent(event, { companies, tickets: needsTicket ? tickets : null, log }),
        texts,
        onFailed: (error, { content }) =>
          log.warn({ err: error, type: content?.type }, 'an event was not worked off; Feishu pushes it again'),
      })
      addEventAddress(app, { opener, bodies, work, nowMs })
    },
    waitsFor: async () => (needsTicket && (await tickets.current()) === undefined ? 'app_ticket' : null),
  }
}

interface Appliers {
  readonly companies: Companies
  readonly tickets: AppTickets | null
  readonly log: FastifyBaseLogger
}

async function applyEvent({ content, atMs }: FeishuEvent, { companies, tickets, log }: Appliers): Promise<void> {
  if (content?.type === 'app_ticket') await tickets?.take(content.appTicket, atMs)
  if (content?.type !== 'company') return
  const { tenantKey, change } = content
  if (change === 'open') await companies.comeBack(tenantKey, atMs)
  else await companies.leave(tenantKey, atMs)
  log.info({ tenantKey, change }, 'the app changed at a company')
}

async function askFirst(tickets: AppTickets, log: FastifyBaseLogger): Promise<void> {
  log.info('Waiting for Feishu to push the app_ticket, which takes some minutes')
  const refusal = await tickets.askAgain()
  if (refusal === null || !appRefused.has(refusal.code)) return
  const wrong = `and FEISHU_APP_SECRET are refused by Feishu (${refusal.code})`
  const remedy = 'Copy both from the developer console: your app, Credentials & Basic Info.'
  throw new UnusableConfiguration([{ variable: 'FEISHU_APP_ID', wrong, remedy }])
}
