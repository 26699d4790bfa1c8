import { expect, test } from 'vitest'
import type { EndpointName } from '../http/endpoints.ts'
import { RandomFaults, randomFaultKinds, type FaultPlan, type RandomFaultKind } from './random-faults.ts'

const oldToken = 60_000

function met(plan: Partial<FaultPlan>, route: EndpointName, calls = 1000, tokenAgeMs: number | null = oldToken) {
  const randomFaults = new RandomFaults()
  randomFaults.change({ seed: 1, share: 1, kinds: randomFaultKinds, ...plan })
  return Array.from({ length: calls }, () => randomFaults.next({ route, tokenAgeMs }))
}

function kindsAt(route: EndpointName, tokenAgeMs: number | null = oldToken): readonly RandomFaultKind[] {
  const kinds = new Set(met({}, route, 1000, tokenAgeMs).map((fault) => fault?.kind))
  return randomFaultKinds.filter((kind) => kinds.has(kind))
}

test('about the requested share of all calls meets a fault', () => {
  const calls = met({ share: 0.2 }, 'uploadAll', 5000).filter((fault) => fault !== undefined).length
  expect(calls).toBeGreaterThan(0.18 * 5000)
  expect(calls).toBeLessThan(0.22 * 5000)
})

test('without random faults, or with a share of 0, no call meets one', () => {
  expect(new RandomFaults().next({ route: 'uploadAll', tokenAgeMs: null })).toBeUndefined()
  expect(met({ share: 0 }, 'uploadAll').filter((fault) => fault !== undefined)).toEqual([])
})

test('the same seed meets the same calls of a route, whatever other routes are called between them', () => {
  const plan: FaultPlan = { seed: 7, share: 0.3, kinds: randomFaultKinds }
  const randomFaults = new RandomFaults()
  randomFaults.change(plan)
  const between = Array.from({ length: 200 }, (_, at) => {
    if (at % 3 === 0) randomFaults.next({ route: 'createBlocks', tokenAgeMs: oldToken })
    return randomFaults.next({ route: 'uploadPart', tokenAgeMs: oldToken })
  })
  expect(between).toEqual(met(plan, 'uploadPart', 200))
  expect(between).not.toEqual(met({ ...plan, seed: 8 }, 'uploadPart', 200))
})

test('each route meets what it can meet at Feishu, and all of it', () => {
  const anywhere = ['cut-before', 'cut-after', 'html-before', 'html-after'] as const
  const later = ['rate-limit', 'slow', 'token-expiry'] as const
  expect(kindsAt('uploadPart')).toEqual(randomFaultKinds)
  expect(kindsAt('uploadFinish')).toEqual(randomFaultKinds)
  expect(kindsAt('uploadAll')).toEqual([...anywhere, 'internal-error', 'crowded', ...later])
  expect(kindsAt('batchUpdateBlocks')).toEqual([...anywhere, 'internal-error', ...later])
  expect(kindsAt('queryMetas')).toEqual([...anywhere, ...later])
  expect(kindsAt('downloadMedia')).toEqual([...anywhere, 'internal-error', ...later])
})

test.each(['exchangeToken', 'exchangeTokenV3'] as const)(
  '%s never loses an answer that cannot be asked for again',
  (route) => {
    expect(kindsAt(route, null)).toEqual(['cut-before', 'html-before', 'internal-error', 'rate-limit', 'slow'])
  },
)

test('a freshly issued token does not expire', () => {
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
] as const)('%s fails with the code of its own service', (route, code) => {
  expect(met({ kinds: ['internal-error'] }, route, 1)).toMatchObject([{ fault: { kind: 'code', code } }])
})
