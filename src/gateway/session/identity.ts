import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { pathOf } from '../../contract/feishu/routes.ts'
import { getWikiNodeRequest, readWikiNode } from '../../contract/feishu/wiki/wiki.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { appRefused } from '../../contract/problems/codes.ts'
import { fetchAppToken } from '../app-identity/app-token-client.ts'
import { AppTokens } from '../app-identity/app-tokens.ts'
import { DocumentList } from '../app-identity/document-list.ts'
import type { AppIdentity, PersonIdentity } from '../app-identity/identity-configuration.ts'
import { ListedDocumentsOnly } from '../app-identity/listed-documents-only.ts'
import { addPortal } from '../app-identity/portal-routes.ts'
import { PortalTokens } from '../app-identity/portal-tokens.ts'
import type { Configuration } from '../config/configuration.ts'
import { UnusableConfiguration } from '../config/environment.ts'
import type { Site } from '../config/site.ts'
import { askFeishu } from '../feishu/ask-feishu.ts'
import type { Egress } from '../feishu/egress.ts'
import { admitAll, type Admission } from '../proxy/admission.ts'
import { theApp, type Quotas } from '../quota/quotas.ts'
import { Attempts } from '../sign-in/attempts.ts'
import { KnownBrowsers } from '../sign-in/known-browser.ts'
import { TokenTurns } from '../sign-in/token-turns.ts'
import { FeishuOAuth } from '../sign-in/feishu-oauth.ts'
import { addSignIn } from '../sign-in/sign-in-routes.ts'
import { notInCompany, type OwnRefusal } from '../server/refusal.ts'
import { openStoreApp, type StoreApp } from '../store-app/open-store-app.ts'
import type { Stores } from '../stores/open-stores.ts'
import { AccessTokens } from './access-tokens.ts'
import type { FrameBearers } from './frame-bearers.ts'
import type { Person } from './session-record.ts'
import { sessionKeyOf, type CompanyOf, type Sessions } from './sessions.ts'
import type { TokenSource } from './token-source.ts'

/** In whose name calls are made, and how people get a session. */
export interface Identity {
  readonly tokens: TokenSource
  readonly admission: Admission
  /** Adds the routes by which people sign in. */
  readonly addEntrance: (app: FastifyInstance) => void
  /** Why there is no session under an id; `null`: not known. */
  readonly whyNobody: (sessionId: string | undefined) => Promise<OwnRefusal | null>
  /** What has to be pushed before calls can be made; `null`: nothing. */
  readonly waitsFor: () => Promise<string | null>
}

interface Surroundings {
  readonly configuration: Pick<Configuration, 'app' | 'feishu' | 'identity' | 'events' | 'features' | 'clientSdkUrl'>
  readonly egress: Egress
  readonly stores: Stores
  readonly sessions: Sessions
  readonly bearers: FrameBearers
  readonly quotas: Quotas
  readonly companyOf: CompanyOf
  readonly site: Site
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
}

/** @throws {UnusableConfiguration} When Feishu refuses the app's id or secret. */
export async function openIdentity(surroundings: Surroundings): Promise<Identity> {
  const { identity, events } = surroundings.configuration
  const forget = [(tenantKey: string) => surroundings.quotas.forget(tenantKey)]
  const storeApp = events === null ? null : await openStoreApp(events, { ...surroundings, forget })
  surroundings.quotas.whenForgotten((company) => storeApp?.tokens.forgetHere(company))
  return identity.as === 'app'
    ? openAppIdentity(identity, surroundings, storeApp)
    : openPersonIdentity(identity, surroundings, storeApp)
}

/** Each person signs in, and calls are made in that person's name. */
function openPersonIdentity(
  { isStoreApp }: PersonIdentity,
  surroundings: Surroundings,
  storeApp: StoreApp | null,
): Identity {
  const { configuration, egress, stores, sessions, bearers, quotas, companyOf, site, nowMs, log } = surroundings
  if (isStoreApp && !storeApp) {
    log.info('A store app without an address for events: what a company leaves behind stays until its sessions end')
  }
  const { store, lock, seal, usedAttempts } = stores
  const oauth = new FeishuOAuth(configuration, egress, nowMs)
  const turns = new TokenTurns((...call) => quotas.of(theApp).turn(...call), nowMs)
  const tokens = new AccessTokens({
    store,
    lock,
    nowMs,
    // Companies take turns, and in a custom app its people.
    renew: (refreshToken, session) =>
      oauth.renew(refreshToken, () => turns.forRenewal(companyOf(session) || session.key)),
    onFailure: ({ code, logId }) => log.warn({ code, logId }, 'a sign-in could not be renewed'),
    onUnstored: (error) => log.error({ err: error }, 'renewed tokens could not be stored yet'),
  })
  return {
    tokens,
    admission: admitAll,
    addEntrance: (app) => {
      const attempts = new Attempts(seal, nowMs)
      const browsers = new KnownBrowsers(seal, site)
      const onSignIn = ({ tenantKey }: Person, askedAtMs: number) =>
        storeApp?.companies.hasTheApp(tenantKey, askedAtMs) ?? Promise.resolve()
      const more = { onSignIn, nowMs, attempts, usedAttempts, browsers, turns, oauth }
      addSignIn(app, { ...more, site, sessions, bearers, configuration })
      storeApp?.addEvents(app)
    },
    ...whatIsKnownBy(storeApp),
  }
}

function whatIsKnownBy(storeApp: StoreApp | null): Pick<Identity, 'whyNobody' | 'waitsFor'> {
  return {
    whyNobody: async (sessionId) => {
      const key = sessionKeyOf(sessionId)
      return key && storeApp && (await storeApp.companies.endedSession(key)) ? notInCompany : null
    },
    waitsFor: () => storeApp?.waitsFor() ?? Promise.resolve(null),
  }
}

/** A portal signs its visitors in, and calls are made in the app's own name, for listed documents only. */
async function openAppIdentity(
  identity: AppIdentity,
  surroundings: Surroundings,
  storeApp: StoreApp | null,
): Promise<Identity> {
  const { configuration, egress, stores, sessions, quotas, site, nowMs, log } = surroundings
  const { portalOrigin, portalKeys, documents, isStoreApp } = identity
  const tokens = storeApp?.tokens ?? (await openOwnTokens(surroundings))
  const lookUp = async (wikiToken: string, tenantKey: string) => {
    const token = await tokens.tokenOf(tenantKey).catch(() => ({ is: 'unavailable' }) as const)
    return token.is === 'token' ? documentBehind({ configuration, egress }, wikiToken, token.accessToken) : undefined
  }
  const portalTokens = new PortalTokens({
    issuer: portalOrigin,
    keys: portalKeys,
    audience: () => site.url,
    namesCompany: isStoreApp,
    used: stores.usedTokens,
    nowMs,
  })
  const whyNot = async (tenantKey: string): Promise<ProblemKey | null> => {
    const proof = await storeApp?.tokens.prove(tenantKey)
    return proof?.is === 'refused' && proof.refusal === notInCompany ? 'app-not-in-company' : null
  }
  const documentList = new DocumentList({ documents, lookUp, nowMs })
  quotas.whenForgotten((company) => documentList.forget(company))
  log.info(`Calls are made as the app itself, for ${documents.length} listed documents and visitors of ${portalOrigin}`)
  return {
    tokens,
    admission: new ListedDocumentsOnly(documentList),
    addEntrance: (app) => {
      addPortal(app, { site, sessions, portalOrigin, portalTokens, whyNot })
      storeApp?.addEvents(app)
    },
    ...whatIsKnownBy(storeApp),
  }
}

/** The token of a custom app, which is of one company. */
async function openOwnTokens({ configuration, egress, nowMs, log }: Surroundings): Promise<AppTokens> {
  const tokens = new AppTokens({
    fetch: () => fetchAppToken(configuration, egress, nowMs),
    nowMs,
    onFailure: ({ code, logId }) => log.warn({ code, logId }, 'Feishu gave no token for the app'),
  })
  await proveApp(tokens)
  return tokens
}

/** @throws {UnusableConfiguration} When Feishu refuses the app for a reason that waiting does not change. */
async function proveApp(tokens: AppTokens): Promise<void> {
  await tokens.token()
  const code = tokens.lastRefusal?.code ?? null
  if (code === null || !appRefused.has(code)) return
  const wrong = `and FEISHU_APP_SECRET are refused by Feishu (${code})`
  const remedy = 'Copy both from the developer console: your app, Credentials & Basic Info.'
  throw new UnusableConfiguration([{ variable: 'FEISHU_APP_ID', wrong, remedy }])
}

async function documentBehind(
  { configuration: { feishu }, egress }: Pick<Surroundings, 'configuration' | 'egress'>,
  wikiToken: string,
  accessToken: string,
): Promise<string | undefined> {
  const { route, query } = getWikiNodeRequest(wikiToken)
  const answer = await askFeishu(
    egress,
    `${feishu.openOrigin}${pathOf(route)}?${new URLSearchParams(query).toString()}`,
    {
      method: 'GET',
      headers: { authorization: `Bearer ${accessToken}` },
    },
  )
  const reading = readWikiNode(answer)
  return reading.ok ? reading.data.obj_token : undefined
}
