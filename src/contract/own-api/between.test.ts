import { expect, test } from 'vitest'
import { gatewayMark, problemBetween } from './between.ts'

const answer = (status: number, text: string, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  text,
  header: (name: string) => new Headers(headers).get(name),
})
const mark = { [gatewayMark.name]: gatewayMark.value }

test.each([
  [200, '<html>Sign in to the network</html>', 'not-feishus-answer'],
  [200, '', 'not-feishus-answer'],
  [511, '{"error":"network authentication required"}', 'not-feishus-answer'],
  // Firewalls and API gateways write JSON that looks like Feishu's.
  [403, '{"code":403,"msg":"forbidden"}', 'not-feishus-answer'],
  [401, '{"code":401,"msg":"未登录","data":null}', 'not-feishus-answer'],
  [200, '{"code":10086,"msg":"请先认证"}', 'not-feishus-answer'],
  // A network sign-in that says that all is well.
  [200, '{"code":0,"msg":"success","data":{}}', 'not-feishus-answer'],
  [413, '{"code":413,"msg":"Request Entity Too Large"}', 'too-large-on-the-way'],
  [502, '<html><center>nginx</center></html>', 'uploader-away'],
])('HTTP %d with %s comes from between', (status, text, problem) => {
  expect(problemBetween(answer(status, text))).toBe(problem)
})

test.each([
  ['a code that Feishu is known to give, without the mark', 400, '{"code":1061045,"msg":"frequency limit"}', {}],
  ['a success with the mark', 200, '{"code":0,"msg":"success","data":{}}', mark],
  ['a refusal of the gateway', 503, '{"code":-503,"msg":"no turn"}', {}],
  ['a code that nobody knows yet, with the mark', 400, '{"code":403,"msg":"new"}', mark],
  ['what is no JSON, with the mark', 500, '<html>Feishu’s own page</html>', mark],
])('%s does not', (_what, status, text, headers) => {
  expect(problemBetween(answer(status, text, headers))).toBeNull()
})
