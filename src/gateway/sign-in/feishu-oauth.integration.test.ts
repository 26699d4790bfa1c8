import { expect, onTestFinished, test } from 'vitest'
import { readConfiguration } from '../config/configuration.ts'
import { Egress } from '../feishu/egress.ts'
import { sendJson, startSmallFeishu } from '../testing/small-feishu.ts'
import { FeishuOAuth } from './feishu-oauth.ts'

/** Who an access token belongs to, asked of a Feishu that names no company. */
async function personWithoutCompany(appType: 'store' | 'custom') {
  const feishu = await startSmallFeishu((_, response) => sendJson(response, 404, {}))
  onTestFinished(() => feishu.close())
  const env = { FEISHU_APP_ID: 'cli_test', FEISHU_APP_SECRET: 'canary-secret', FEISHU_OPEN_URL: feishu.origin }
  const reading = readConfiguration({ ...env, FEISHU_APP_TYPE: appType })
  if (!reading.ok) throw new Error(JSON.stringify(reading))
  const { configuration } = reading
  const oauth = new FeishuOAuth(configuration, new Egress(configuration.egress), Date.now)
  const grant = await oauth.exchangeCode('ou_1_at_', null)
  if (!grant.ok) throw new Error(JSON.stringify(grant))
  return oauth.person(grant.data.accessToken)
}

test('a person without a company does not sign in to a store app, since nobody knows whose quota the calls count against', async () => {
  expect(await personWithoutCompany('store')).toMatchObject({
    ok: false,
    refusal: { code: null, msg: 'code 0, but not as documented: tenant_key' },
  })
})

test('a custom app is of one company, and does not ask which', async () => {
  expect(await personWithoutCompany('custom')).toMatchObject({ ok: true, data: { openId: 'ou_1_at_', tenantKey: '' } })
})
