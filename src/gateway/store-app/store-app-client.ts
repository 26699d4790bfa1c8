import * as v from 'valibot'
import type { Reading } from '../../contract/feishu/api.ts'
import { storeAppRoutes } from '../../contract/feishu/store-app/store-app-routes.ts'
import { askForToken, type AppToken } from '../app-identity/app-token-client.ts'
import type { Configuration } from '../config/configuration.ts'
import type { Egress } from '../feishu/egress.ts'
import { lifeSeconds, token } from '../sign-in/token-answer.ts'

const NothingMore = v.object({})
const AppAccessToken = v.object({ app_access_token: token, expire: lifeSeconds })
const TenantAccessToken = v.object({ tenant_access_token: token, expire: lifeSeconds })

/** The three calls by which a store app gets its tokens. Never throws, and no refusal's text contains a token. */
export class StoreAppClient {
  readonly #configuration: Pick<Configuration, 'app' | 'feishu'>
  readonly #egress: Egress
  readonly #nowMs: () => number

  constructor(configuration: Pick<Configuration, 'app' | 'feishu'>, egress: Egress, nowMs: () => number) {
    this.#configuration = configuration
    this.#egress = egress
    this.#nowMs = nowMs
  }

  /** Asks for the ticket, which then comes by push. */
  resendTicket(): Promise<Reading<object>> {
    return this.#ask('resendAppTicket', this.#credentials(), NothingMore)
  }

  async appToken(appTicket: string): Promise<Reading<AppToken>> {
    const body = { ...this.#credentials(), app_ticket: appTicket }
    const reading = await this.#ask('getStoreAppToken', body, AppAccessToken)
    return reading.ok ? this.#tokenOf(reading.data.app_access_token, reading.data.expire) : reading
  }

  async tenantToken(appAccessToken: string, tenantKey: string): Promise<Reading<AppToken>> {
    const body = { app_access_token: appAccessToken, tenant_key: tenantKey }
    const reading = await this.#ask('getStoreTenantToken', body, TenantAccessToken)
    return reading.ok ? this.#tokenOf(reading.data.tenant_access_token, reading.data.expire) : reading
  }

  #credentials() {
    const { id, secret } = this.#configuration.app
    return { app_id: id, app_secret: secret }
  }

  #tokenOf(accessToken: string, expireSeconds: number): Reading<AppToken> {
    return { ok: true, data: { accessToken, endsAtMs: this.#nowMs() + expireSeconds * 1000 } }
  }

  #ask<const Schema extends v.GenericSchema>(
    name: keyof typeof storeAppRoutes,
    body: Readonly<Record<string, string>>,
    schema: Schema,
  ): Promise<Reading<v.InferOutput<Schema>>> {
    const url = `${this.#configuration.feishu.openOrigin}${storeAppRoutes[name].path}`
    return askForToken(this.#egress, url, body, schema)
  }
}
