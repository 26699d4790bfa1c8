import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routes } from '../../contract/feishu/routes.ts'
import { judgeBody } from '../proxy/body-rule.ts'
import { variablesReadFrom } from '../testing/variables-read.ts'
import { usualTimeouts } from '../server/timeouts.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const compose = read('compose.yaml')
const nginx = read('docs/deploy/nginx.conf')
const unit = read('docs/deploy/feishu-uploader.service')

/** The number that follows a setting's name. */
function numberIn(text: string, setting: RegExp): number {
  return Number(new RegExp(`${setting.source}(\\d+)`).exec(text)?.[1])
}

test('compose.yaml and the Dockerfile set variables that the gateway reads', () => {
  const known = variablesReadFrom({ IDENTITY: 'app' })
  const environment = /environment:\n((?: {4}\w+: .*\n)+)/.exec(compose)?.[1] ?? ''
  const inCompose = [...environment.matchAll(/(\w+): /g)].map(([, name = '']) => name)
  const inImage = [
    ...(/^ENV (.*)$/m.exec(read('Dockerfile').split('FROM').at(-1) ?? '')?.[1] ?? '').matchAll(/(\w+)=/g),
  ]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'NODE_ENV')
  expect(inCompose).toContain('SESSION_KEY')
  expect(inImage).toContain('DATA_DIR')
  expect([...inCompose, ...inImage].filter((name) => !known.includes(name))).toEqual([])
})

test('Node is started alike by hand, in a container and as a service', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } }
  const [, optionsInImage = ''] = /^CMD \["node", (.*)"dist\/gateway\/main\.js"\]$/m.exec(read('Dockerfile')) ?? []
  const [, optionsOfUnit] =
    /^ExecStart=\/usr\/bin\/node (.*)\/opt\/feishu-uploader\/dist\/gateway\/main\.js$/m.exec(unit) ?? []
  const [, options = ''] = /^node (.*)dist\/gateway\/main\.js$/.exec(scripts.start) ?? []
  expect(options).toContain('--initial-heap-size=')
  expect(optionsInImage.replaceAll(/["]|, /g, (mark) => (mark === '"' ? '' : ' '))).toBe(options)
  expect(optionsOfUnit).toBe(options)
})

test('containers and services are given the time in which the gateway stops', () => {
  const stopsWithinSeconds = (usualTimeouts.noticeMs + usualTimeouts.drainMs) / 1000
  expect(numberIn(compose, /stop_grace_period: /)).toBeGreaterThan(stopsWithinSeconds)
  expect(numberIn(unit, /TimeoutStopSec=/)).toBeGreaterThan(stopsWithinSeconds)
})

test('nginx accepts every body that the gateway accepts, and waits as long', () => {
  const tooLargeBytes = numberIn(nginx, /client_max_body_size /) * 1024 * 1024 + 1
  const refusals = Object.values(routes).map((route) => judgeBody(route, { 'content-length': String(tooLargeBytes) }))
  expect(refusals.length).toBeGreaterThan(20)
  expect(refusals.filter((refusal) => refusal?.httpStatus !== 413)).toEqual([])
  for (const setting of [/proxy_read_timeout /, /proxy_send_timeout /, /client_body_timeout /]) {
    expect(numberIn(nginx, setting) * 1000).toBeGreaterThanOrEqual(usualTimeouts.pageSilenceMs)
  }
})

/** What nginx sends to the next server although the last one may have done it already (proxy_next_upstream, non_idempotent). */
const repeatedByNginx = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']

test('nginx repeats no call that changes something', () => {
  const once = new RegExp(/if \(\$request_method ~ "([^"]+)"\)/.exec(nginx)?.[1] ?? '^$')
  const changing = new Set(Object.values(routes).map(({ method }) => method))
  changing.delete('GET')
  expect([...changing]).toContain('DELETE')
  expect([...changing].filter((method) => repeatedByNginx.includes(method) && !once.test(method))).toEqual([])
})

test('every image that is fetched is pinned by its digest', () => {
  const images = [
    ...read('Dockerfile').matchAll(/^FROM (\S+)/gm),
    ...read('compose.yaml').matchAll(/^ +image: (?!feishu-uploader$)(\S+)/gm),
  ].map(([, image]) => image)
  expect(images.length).toBeGreaterThan(4)
  for (const image of images) expect(image).toMatch(/^[\w/]+:[\w.-]+@sha256:[0-9a-f]{64}$/)
})

test('the file that holds the secrets gets into neither the image nor the repository', () => {
  expect(compose).toContain('env_file: .env\n')
  expect(read('.dockerignore').split('\n')).toContain('.env*')
  expect(read('.gitignore').split('\n')).toContain('.env')
})
