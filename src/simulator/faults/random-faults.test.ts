import { expect, test } from 'vitest'
import type { EndpointName } from '../http/endpoints.ts'
import { Weather, weatherKinds, type Forecast, type WeatherKind } from './random-faults.ts'

const oldToken = 60_000

function met(forecast: Partial<Forecast>, route: EndpointName, calls = 1000, tokenAgeMs: number | null = oldToken) {
  const weather = new Weather()
  weather.change({ seed: 1, share: 1, kinds: weatherKinds, ...forecast })
  return Array.from({ length: calls }, () => weather.next({ route, tokenAgeMs }))
}

function kindsAt(route: EndpointName, tokenAgeMs: number | null = oldToken): readonly WeatherKind[] {
  const kinds = new Set(met({}, route, 1000, tokenAgeMs).map((gust) => gust?.kind))
  return weatherKinds.filter((kind) => kinds.has(kind))
}

test('about the share asked for of all calls is met', () => {
  const calls = met({ share: 0.2 }, 'uploadAll', 5000).filter((gust) => gust !== undefined).length
  expect(calls).toBeGreaterThan(0.18 * 5000)
  expect(calls).toBeLessThan(0.22 * 5000)
})

test('no weather, or a share of nothing, meets no call', () => {
  expect(new Weather().next({ route: 'uploadAll', tokenAgeMs: null })).toBeUndefined()
  expect(met({ share: 0 }, 'uploadAll').filter((gust) => gust !== undefined)).toEqual([])
})

test('the same seed meets the same calls of a route, whatever other routes are called between them', () => {
  const forecast: Forecast = { seed: 7, share: 0.3, kinds: weatherKinds }
  const weather = new Weather()
  weather.change(forecast)
  const between = Array.from({ length: 200 }, (_, at) => {
    if (at % 3 === 0) weather.next({ route: 'createBlocks', tokenAgeMs: oldToken })
    return weather.next({ route: 'uploadPart', tokenAgeMs: oldToken })
  })
  expect(between).toEqual(met(forecast, 'uploadPart', 200))
  expect(between).not.toEqual(met({ ...forecast, seed: 8 }, 'uploadPart', 200))
})

test('each route meets what it can meet at Feishu, and all of it', () => {
  const anywhere = ['cut-before', 'cut-after', 'html-before', 'html-after'] as const
  const later = ['rate-limit', 'slow', 'token-expiry'] as const
  expect(kindsAt('uploadPart')).toEqual(weatherKinds)
  expect(kindsAt('uploadFinish')).toEqual(weatherKinds)
  expect(kindsAt('uploadAll')).toEqual([...anywhere, 'internal-error', 'crowded', ...later])
  expect(kindsAt('batchUpdateBlocks')).toEqual([...anywhere, 'internal-error', ...later])
  expect(kindsAt('queryMetas')).toEqual([...anywhere, ...later])
  expect(kindsAt('downloadMedia')).toEqual([...anywhere, 'internal-error', ...later])
})

test.each(['exchangeToken', 'exchangeTokenV3'] as const)(
  '%s never loses an answer that nobody can ask for again',
  (route) => {
    expect(kindsAt(route, null)).toEqual(['cut-before', 'html-before', 'internal-error', 'rate-limit', 'slow'])
  },
)

test('a token that was only just issued does not end', () => {
  expect(kindsAt('uploadAll', 14_999)).not.toContain('token-expiry')
  expect(met({ kinds: ['token-expiry'] }, 'uploadAll', 1, 15_000)).toMatchObject([{ kind: 'token-expiry' }])
  expect(met({ kinds: ['token-expiry'] }, 'uploadAll', 1, 14_999)).toEqual([undefined])
})

test.each([
  ['uploadAll', 1061001],
  ['createBlocks', 1771001],
  ['writeCellImage', 1315201],
  ['createRecord', 1255001],
  ['createImportTask', 1069901],
  ['exchangeTokenV3', 20050],
] as const)('%s stumbles with the code of its own service', (route, code) => {
  expect(met({ kinds: ['internal-error'] }, route, 1)).toMatchObject([{ trouble: { kind: 'code', code } }])
})
