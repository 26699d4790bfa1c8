import { expect, test } from 'vitest'
import { readEgress } from '../config/egress-configuration.ts'
import { Egress } from './egress.ts'

/** What is reached how, and what is wrong with the variables. */
function read(env: Readonly<Record<string, string>>) {
  const errors: string[] = []
  const configuration = readEgress({ env, report: (variable, wrong) => void errors.push(`${variable} ${wrong}`) })
  const egress = new Egress(configuration)
  const proxyFor = (address: string) => egress.proxyFor(new URL(address))?.origin ?? 'directly'
  return { configuration, errors, proxyFor }
}

const feishu = 'https://open.feishu.cn'
const proxy = { HTTPS_PROXY: 'http://proxy.example:3128' }

test.each([
  ['HTTPS_PROXY', { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'http://b:2' }, 'http://a:1'],
  ['https_proxy, before its upper case', { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, 'http://a:1'],
  ['HTTP_PROXY where only that is set', { HTTP_PROXY: 'http://b:2' }, 'http://b:2'],
  ['http_proxy', { http_proxy: 'http://b:2' }, 'http://b:2'],
  ['a proxy that speaks https itself', { HTTPS_PROXY: 'https://a' }, 'https://a'],
  ['an address without a scheme', { HTTPS_PROXY: 'a.example:3128' }, 'http://a.example:3128'],
  ['nothing', {}, 'directly'],
  ['an empty one', { HTTPS_PROXY: ' ' }, 'directly'],
])('%s decides how Feishu is reached', (_what, env: Record<string, string>, way) => {
  const { errors, proxyFor } = read(env)
  expect([errors, proxyFor(feishu)]).toEqual([[], way])
})

test.each([
  ['*', true],
  ['feishu.cn', true],
  ['.feishu.cn', true],
  ['*.feishu.cn', true],
  ['open.feishu.cn', true],
  ['OPEN.Feishu.CN', true],
  ['localhost, 10.0.0.0/8,open.feishu.cn:443', true],
  ['localhost open.feishu.cn', true],
  ['open.feishu.cn:8443', false],
  ['shu.cn', false],
  ['feishu.com', false],
  ['10.0.0.0/8', false],
  ['.', false],
  [',', false],
  ['fd00::1,[fd00::2]:443', false],
])('NO_PROXY=%s names open.feishu.cn: %s', (given, isNamed) => {
  expect(read({ ...proxy, NO_PROXY: given }).proxyFor(feishu)).toBe(isNamed ? 'directly' : proxy.HTTPS_PROXY)
})

test('no_proxy comes before NO_PROXY, and addresses may be named too', () => {
  expect(read({ ...proxy, no_proxy: 'feishu.cn', NO_PROXY: 'other' }).proxyFor(feishu)).toBe('directly')
  const { proxyFor } = read({ ...proxy, NO_PROXY: '10.1.2.3,[fd00::2]:443,fd00::3' })
  expect(proxyFor('https://10.1.2.3')).toBe('directly')
  expect(proxyFor('https://[fd00::2]')).toBe('directly')
  expect(proxyFor('https://[fd00::3]:8443')).toBe('directly')
  expect(proxyFor('https://10.1.2.4')).toBe(proxy.HTTPS_PROXY)
})

test.each(['http://localhost:8081', 'http://127.0.0.1:8081', 'http://[::1]:8081', 'http://feishu.localhost'])(
  'what is on this machine is no matter of a proxy: %s',
  (address) => {
    expect(read(proxy).proxyFor(address)).toBe('directly')
  },
)

test('user and password are kept apart from the address', () => {
  const { configuration } = read({ HTTPS_PROXY: 'http://us%40er:p%3Ass@proxy:3128' })
  const authorization = `Basic ${Buffer.from('us@er:p:ss').toString('base64')}`
  expect(configuration.proxy).toEqual({ origin: 'http://proxy:3128', authorization, variable: 'HTTPS_PROXY' })
})

test.each([
  ['http://', 'is no address of a proxy'],
  ['http://pro xy', 'is no address of a proxy'],
  ['socks5://user:canary@proxy:1080', 'names no HTTP proxy'],
  ['http://user:canary@proxy/proxy.pac', 'names a file'],
  ['http://user:can%ary@proxy:3128', 'has a % in user or password'],
])('C20 HTTPS_PROXY=%s is an error, which does not repeat it', (given, wrong) => {
  const { errors } = read({ HTTPS_PROXY: given })
  expect(errors[0]).toContain(`HTTPS_PROXY ${wrong}`)
  expect(errors[0]).not.toMatch(/canary|can%ary/)
})
