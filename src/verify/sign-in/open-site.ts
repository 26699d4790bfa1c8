import { fetchAppToken } from '../../gateway/app-identity/app-token-client.ts'
import type { Configuration } from '../../gateway/config/configuration.ts'
import { Egress } from '../../gateway/feishu/egress.ts'
import { FeishuOAuth } from '../../gateway/sign-in/feishu-oauth.ts'
import { Sender } from '../calls/send.ts'
import type { Site } from '../doors.ts'
import { consent, openCallback, redirectUriOf, scopesToAsk, signIn, SignInFailed, type SignInParts } from './sign-in.ts'

/** A token for calls, and what is known of Feishu and the app. */
export interface OpenedSite {
  readonly accessToken: string
  readonly site: Site
  readonly close: () => void
}

export interface OpenSiteParts {
  readonly configuration: Configuration
  readonly openBrowser: SignInParts['openBrowser']
  /** Calls back for each line that is typed; returns what ends that. */
  readonly typed: (onLine: (line: string) => void) => () => void
  readonly stopped: AbortSignal
  /** Scopes to ask for besides those of the product. */
  readonly moreScopes: readonly string[]
  /** Another redirect address to examine than the one that is used; for the simulator. */
  readonly registeredRedirect?: string
}

/** Gets a token as `npm start` would: by a person's consent, or as the app. @throws {SignInFailed} */
export async function openSite(parts: OpenSiteParts): Promise<OpenedSite> {
  const { configuration } = parts
  return configuration.identity.as === 'app' ? asTheApp(parts) : asAPerson(parts)
}

async function asTheApp({ configuration, registeredRedirect }: OpenSiteParts): Promise<OpenedSite> {
  const { identity } = configuration
  if (identity.as === 'app' && identity.isStoreApp)
    throw new SignInFailed(
      'A store app is given tokens only by events, which come to the gateway: use IDENTITY=person.',
    )
  const reading = await fetchAppToken(configuration, new Egress(configuration.egress), Date.now)
  if (!reading.ok) throw new SignInFailed(`Feishu gave the app no token: code ${reading.refusal.code ?? 'none'}.`)
  const { accessToken, endsAtMs } = reading.data
  const tokenLifeSeconds = Math.round((endsAtMs - Date.now()) / 1000)
  const site = siteOf(configuration, registeredRedirect ?? redirectUriOf(configuration, configuration.port), {
    identity: 'app',
    tokenLifeSeconds,
    exchangeAtV3: null,
  })
  return { accessToken, site, close: () => undefined }
}

async function asAPerson({
  configuration,
  openBrowser,
  typed,
  moreScopes,
  registeredRedirect,
  stopped,
}: OpenSiteParts): Promise<OpenedSite> {
  const oauth = new FeishuOAuth(configuration, new Egress(configuration.egress), Date.now)
  const callback = await openCallback(configuration, typed)
  const scopes = scopesToAsk(configuration, moreScopes)
  try {
    const { accessToken, lifeSeconds } = await signIn({ oauth, callback, scopes, openBrowser, stopped })
    const exchangeAtV3 = async () => {
      // Consents add up, so that a single scope is enough.
      const { code, codeVerifier, redirectUri } = await consent({
        oauth,
        callback,
        openBrowser,
        stopped,
        scopes: scopes.slice(0, 2),
      })
      const { id, secret } = configuration.app
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: id,
        client_secret: secret,
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      }).toString()
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return new Sender(configuration.egress).page(`${configuration.feishu.accountsOrigin}/oauth/v3/token`, {
        method: 'POST',
        headers,
        body,
      })
    }
    const site = siteOf(configuration, registeredRedirect ?? callback.redirectUri, {
      identity: 'person',
      tokenLifeSeconds: lifeSeconds,
      exchangeAtV3,
    })
    return { accessToken, site, close: callback.close }
  } catch (error) {
    callback.close()
    throw error
  }
}

type OfIdentity = Pick<Site, 'identity' | 'tokenLifeSeconds' | 'exchangeAtV3'>

function siteOf(configuration: Configuration, redirectUri: string, ofIdentity: OfIdentity): Site {
  const { app, feishu } = configuration
  const oauth = new FeishuOAuth(configuration, new Egress(configuration.egress), Date.now)
  return {
    ...ofIdentity,
    openOrigin: feishu.openOrigin,
    accountsOrigin: feishu.accountsOrigin,
    redirectUri,
    brand: app.brand,
    authorizeUrl: (other) =>
      oauth.authorizeUrl({
        scopes: ['offline_access'],
        state: 'verify',
        codeChallenge: 'A'.repeat(43),
        redirectUri: other,
      }),
  }
}
