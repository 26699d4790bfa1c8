import * as v from 'valibot'
import { readAnswer, type Reading } from '../../contract/feishu/api.ts'
import { pathOf } from '../../contract/feishu/routes.ts'
import type { Configuration } from '../config/configuration.ts'
import { askFeishu } from '../feishu/ask-feishu.ts'
import type { Egress } from '../feishu/egress.ts'
import { lifeSeconds, token } from '../sign-in/token-answer.ts'

/** The app's own token, and when it ends, in milliseconds since 1970. */
export interface AppToken {
  readonly accessToken: string
  readonly endsAtMs: number
}

/** Flat like all token answers (official, tenant_access_token_internal, 2026-05-24). */
const TenantToken = v.object({ tenant_access_token: token, expire: lifeSeconds })

/**
 * Asks Feishu for the token of a custom app. Feishu answers the same token until half an hour before its end
 * (official, tenant_access_token_internal, 2026-05-24). Never throws, and no refusal's text contains a token.
 */
export async function fetchAppToken(
  { app, feishu }: Pick<Configuration, 'app' | 'feishu'>,
  egress: Egress,
  nowMs: () => number,
): Promise<Reading<AppToken>> {
  const body = { app_id: app.id, app_secret: app.secret }
  const reading = await askForToken(egress, `${feishu.openOrigin}${pathOf('getTenantToken')}`, body, TenantToken)
  if (!reading.ok) return reading
  const { tenant_access_token: accessToken, expire } = reading.data
  return { ok: true, data: { accessToken, endsAtMs: nowMs() + expire * 1000 } }
}

/** One of the calls by which an app gets its tokens. Never throws, and no refusal's text contains a token. */
export async function askForToken<const Schema extends v.GenericSchema>(
  egress: Egress,
  url: string,
  body: Readonly<Record<string, string>>,
  schema: Schema,
): Promise<Reading<v.InferOutput<Schema>>> {
  const answer = await askFeishu(egress, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  })
  const reading = readAnswer(answer, schema, 'flat')
  return reading.ok ? reading : { ok: false, refusal: { ...reading.refusal, msg: '' } }
}
