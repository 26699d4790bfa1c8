import { expect, test } from 'vitest'
import { readConfiguration } from './configuration.ts'

const usable = { FEISHU_APP_ID: 'cli_a1b2', FEISHU_APP_SECRET: 'secret' }
const key = Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64')

function faultsOf(env: Record<string, string>): readonly string[] {
  const reading = readConfiguration({ ...usable, ...env })
  return reading.ok ? [] : reading.errors.map(({ variable }) => variable)
}

test('an app id and its secret are enough, and lead to Feishu', () => {
  const reading = readConfiguration(usable)
  expect(reading).toMatchObject({
    ok: true,
    configuration: {
      app: { id: 'cli_a1b2', brand: 'feishu' },
      feishu: {
        openOrigin: 'https://open.feishu.cn',
        accountsOrigin: 'https://accounts.feishu.cn',
        tokenUrl: 'https://open.feishu.cn/open-apis/authen/v2/oauth/token',
        simulated: false,
      },
      publicOrigin: null,
      port: 8080,
      sessionKeys: [],
    },
  })
})

test('C21 by default the gateway listens on this machine only', () => {
  expect(readConfiguration(usable)).toMatchObject({ configuration: { host: '127.0.0.1', metricsFrom: [] } })
})

test('the brand chooses the addresses', () => {
  const reading = readConfiguration({ ...usable, FEISHU_BRAND: 'lark' })
  expect(reading).toMatchObject({ ok: true, configuration: { feishu: { openOrigin: 'https://open.larksuite.com' } } })
})

test('a Feishu on this machine is a simulated one', () => {
  const reading = readConfiguration({ ...usable, FEISHU_OPEN_URL: 'http://localhost:8081' })
  expect(reading).toMatchObject({ ok: true, configuration: { feishu: { simulated: true } } })
})

test.each([
  [{}, 'https://lf-package-cn.feishucdn.com/obj/feishu-static/lark/op/h5-js-sdk-1.5.35.js'],
  [{ FEISHU_BRAND: 'lark' }, null],
  [{ FEISHU_OPEN_URL: 'http://localhost:8081' }, null],
  [{ CLIENT_SDK_URL: 'none' }, null],
  [{ CLIENT_SDK_URL: 'https://cdn.example.com/sdk-2.js', FEISHU_BRAND: 'lark' }, 'https://cdn.example.com/sdk-2.js'],
] as const)('with %j the SDK for signing in inside Feishu’s app is at %s', (env, clientSdkUrl) => {
  expect(readConfiguration({ ...usable, ...env })).toMatchObject({ ok: true, configuration: { clientSdkUrl } })
})

test.each([
  'http://cdn.example.com/sdk.js',
  "https://cdn.example.com/sdk.js 'unsafe-inline'",
  'https://cdn.example.com/;script-src *;/sdk.js',
  'https://cdn.example.com/',
  'sdk.js',
])('"%s" is no address of an SDK: nothing else may get into the page’s policy', (given) => {
  expect(faultsOf({ CLIENT_SDK_URL: given })).toEqual(['CLIENT_SDK_URL'])
})

test('an empty variable counts as unset', () => {
  expect(faultsOf({ PORT: '', PUBLIC_URL: ' ', SESSION_KEY: '' })).toEqual([])
})

test('all errors are named at once', () => {
  const reading = readConfiguration({
    FEISHU_BRAND: 'weixin',
    PORT: '99999',
    PUBLIC_URL: 'http://upload.example.com',
    LOG_LEVEL: 'loud',
  })
  const variables = reading.ok ? [] : reading.errors.map(({ variable }) => variable)
  expect(variables).toEqual(['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_BRAND', 'PUBLIC_URL', 'PORT', 'LOG_LEVEL'])
})

test.each([
  ['FEISHU_APP_ID', 'abc'],
  ['FEISHU_APP_SECRET', 'two words'],
  ['FEISHU_OPEN_URL', 'http://open.feishu.cn'],
  ['FEISHU_OPEN_URL', 'https://open.feishu.cn/open-apis'],
  ['FEISHU_ACCOUNTS_URL', 'accounts.feishu.cn'],
  ['FEISHU_TOKEN_URL', 'http://example.com/token'],
  ['PUBLIC_URL', 'http://192.168.1.5:8080'],
  ['PUBLIC_URL', 'https://upload.example.com/app?x=1'],
  ['PUBLIC_URL', 'https://upload.example.com/app#x'],
  ['PUBLIC_URL', 'https://upload.example.com/a/../b'],
  ['PUBLIC_URL', 'https://upload.example.com/a//b'],
  ['PUBLIC_URL', 'https://upload.example.com/上传'],
  ['PUBLIC_URL', 'https://upload.example.com/%61pp'],
  ['PUBLIC_URL', 'https://upload.example.com/api'],
  ['PUBLIC_URL', 'https://upload.example.com/auth/uploader'],
  ['PUBLIC_URL', 'https://user:pass@upload.example.com/app'],
  ['PUBLIC_URL', 'https://user:pass@upload.example.com'],
  ['PORT', '80a'],
  ['SESSION_KEY', 'c2hvcnQ='],
  ['SESSION_KEY', Buffer.alloc(32).toString('base64')],
  ['SESSION_KEY', `${key},!`],
  ['CUSTOM_DOMAINS', 'https://docs.example.com'],
  ['CUSTOM_DOMAINS', 'docs.example.com,*.example.org'],
  ['CUSTOM_DOMAINS', 'localhost'],
  ['EMBED_ORIGINS', 'https://portal.example.com,*'],
  ['EMBED_ORIGINS', 'http://portal.example.com'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['METRICS_FROM', '*'],
  ['METRICS_FROM', '10.0.0.0/33'],
  ['METRICS_FROM', 'prometheus.internal'],
  ['UPLOADS_PER_SECOND', '0'],
  ['SMALL_FILES_BY_PARTS', 'yes'],
  ['UPLOADS_PER_DAY', 'many'],
  ['IDLE_SIGN_OUT_MINUTES', '0'],
  ['IDLE_SIGN_OUT_MINUTES', '1.5'],
  ['IDLE_SIGN_OUT_MINUTES', '1441'],
  ['UPLOADS_PER_SECOND', '1001'],
  ['UPLOADS_PER_DAY', '10000001'],
  ['REDIS_URL', 'localhost:6379'],
  ['REDIS_URL', 'http://localhost'],
  ['REDIS_MODE', 'ring'],
  ['METRICS_COMPANIES', '-1'],
  ['METRICS_COMPANIES', '1001'],
  ['HTTPS_PROXY', 'socks5://proxy:1080'],
  ['https_proxy', 'http://proxy/proxy.pac'],
  ['HTTP_PROXY', 'http://'],
])('C20 %s=%s is an error', (variable, value) => {
  expect(faultsOf({ [variable]: value })).toContain(variable)
})

test.each([
  ['PUBLIC_URL', 'https://upload.example.com'],
  ['PUBLIC_URL', 'http://app.localhost:8080'],
  ['PUBLIC_URL', 'https://intranet.example.com/tools/uploader/'],
  ['SESSION_KEY', `${key}, ${key}`],
  ['CUSTOM_DOMAINS', 'docs.example.com, Feishu.Example.org'],
  ['EMBED_ORIGINS', 'https://portal.example.com, http://localhost:3000'],
  ['TRUSTED_PROXIES', '10.0.0.0/8,::1,192.168.0.1'],
  ['METRICS_FROM', '10.1.2.3,fd00::/8'],
  ['UPLOADS_PER_SECOND', '20'],
  ['SMALL_FILES_BY_PARTS', 'off'],
  ['HTTPS_PROXY', 'http://user:password@proxy:3128'],
  ['NO_PROXY', 'localhost,10.0.0.0/8,.internal'],
])('%s=%s is fine', (variable, value) => {
  expect(faultsOf({ [variable]: value })).toEqual([])
})

test.each([
  ['https://intranet.example.com/tools/up-loader.v2', '/tools/up-loader.v2'],
  ['https://intranet.example.com/tools/uploader//', '/tools/uploader'],
  ['https://tools.example.com/tools', '/tools'],
  ['https://intranet.example.com/', ''],
  ['https://intranet.example.com', ''],
])('the address %s has the path "%s"', (PUBLIC_URL, publicPath) => {
  const configuration = { publicOrigin: new URL(PUBLIC_URL).origin, publicPath }
  expect(readConfiguration({ ...usable, PUBLIC_URL })).toMatchObject({ configuration })
})

test('a company’s own addresses are hosts, whatever their case', () => {
  const reading = readConfiguration({ ...usable, CUSTOM_DOMAINS: 'Docs.Example.com, feishu.example.org' })
  expect(reading).toMatchObject({ configuration: { customDomains: ['docs.example.com', 'feishu.example.org'] } })
})

test('replicas must share one session key', () => {
  expect(faultsOf({ REDIS_URL: 'redis://localhost' })).toEqual(['SESSION_KEY'])
  expect(faultsOf({ REDIS_MODE: 'cluster', SESSION_KEY: key })).toEqual(['REDIS_URL'])
  expect(faultsOf({ REDIS_MODE: 'cluster', REDIS_URL: 'redis://a,b', SESSION_KEY: key })).toEqual(['REDIS_URL'])
  expect(faultsOf({ REDIS_MODE: 'cluster', REDIS_URL: 'redis://a, redis://b:7000', SESSION_KEY: key })).toEqual([])
  expect(faultsOf({ REDIS_URL: 'redis://:a,b@host', SESSION_KEY: key })).toEqual([])
  expect(faultsOf({ REDIS_SENTINEL_MASTER: 'm', REDIS_URL: 'redis://a', SESSION_KEY: key })).toEqual([
    'REDIS_SENTINEL_MASTER',
  ])
  expect(faultsOf({ REDIS_URL: 'rediss://user:password@redis.internal:6380/2', SESSION_KEY: key })).toEqual([])
})

test('C20 no error repeats a secret', () => {
  const reading = readConfiguration({
    FEISHU_APP_SECRET: 'canary secret',
    SESSION_KEY: 'canary!',
    REDIS_URL: 'http://user:canary@redis',
  })
  expect(JSON.stringify(reading)).not.toContain('canary')
})
