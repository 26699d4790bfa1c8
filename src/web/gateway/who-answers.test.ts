import { expect, test } from 'vitest'
import { whoAnswers } from './who-answers.ts'

const answering = (response: Response) => () => Promise.resolve(response)

test.each([
  ['a session', 200, JSON.stringify(session()), { is: 'gateway' }],
  ['a refusal of the gateway', 503, '{"code":-503001,"msg":"store"}', { is: 'gateway' }],
  ['a page of a network', 200, '<html>Please sign in</html>', { is: 'other', httpStatus: 200 }],
  ['a page of a proxy', 502, '<html>Bad gateway</html>', { is: 'other', httpStatus: 502 }],
  ['JSON of a firewall in our own form', 403, '{"code":403,"msg":"forbidden"}', { is: 'other', httpStatus: 403 }],
  ['JSON of a network in our own form', 200, '{"code":0,"msg":"ok","data":{}}', { is: 'other', httpStatus: 200 }],
  ['JSON of somebody else', 403, '{"error":"blocked"}', { is: 'other', httpStatus: 403 }],
])('%s (HTTP %s) shows who answers', async (_, status, text, who) => {
  expect(await whoAnswers(answering(new Response(text, { status })))).toEqual(who)
})

test('A redirect to another site counts as somebody else’s answer', async () => {
  const redirect = new Response(null)
  Object.defineProperty(redirect, 'type', { value: 'opaqueredirect' })
  expect(await whoAnswers(answering(redirect))).toEqual({ is: 'other', httpStatus: null })
})

test('No answer means that nobody answers', async () => {
  expect(await whoAnswers(() => Promise.reject(new TypeError('Failed to fetch')))).toEqual({ is: 'nobody' })
})

function session() {
  return {
    person: null,
    signedInAtMs: null,
    app: {
      brand: 'feishu',
      portalUrl: null,
      consoleUrl: 'https://open.feishu.cn/app/cli_1',
      documentOrigin: null,
      simulated: true,
      customDomains: [],
      features: [],
      forgetsOnSignOut: false,
      idleSignOutMinutes: null,
    },
  }
}
