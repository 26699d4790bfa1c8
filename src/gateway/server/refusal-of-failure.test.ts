import { describe, expect, it, test } from 'vitest'
import { problemOf, problems } from '../../contract/problems/catalogue.ts'
import { CertificateNotTrusted, ProxyInTheWay } from '../feishu/egress.ts'
import { BodyBroken, FeishuSilent, FeishuUnreachable } from '../proxy/feishu-stream.ts'
import { refusalOfFailure, signInProblemOfFailure } from './refusal-of-failure.ts'
import { dayUsedUp, notSignedIn, ownRefusal, rateLimited, storeUnreachable, type OwnRefusal } from './refusal.ts'
import { failingAsStore, StoreUnreachable } from '../stores/store-unreachable.ts'

const proxy = { origin: 'http://proxy:3128', authorization: null, variable: 'HTTPS_PROXY' }

/** As the page reads it. */
function shownOf({ httpStatus, code, msg }: OwnRefusal) {
  const problem = problemOf({ httpStatus, code, msg, logId: null, scopes: [], waitMs: null })
  return [problem, problems[problem].actor]
}

describe('a failure is attributed to the part that failed', () => {
  it.each([
    ['Feishu cannot be reached', new FeishuUnreachable('connect ECONNREFUSED'), 'feishu-unreachable', 'feishu'],
    ['Feishu says nothing', new FeishuSilent('Nothing moved'), 'feishu-unreachable', 'feishu'],
    ['the proxy on the way refuses', new ProxyInTheWay('refused', proxy), 'proxy-in-the-way', 'operator'],
    ['another one signs for Feishu', new CertificateNotTrusted('self-signed'), 'certificate-not-trusted', 'operator'],
    ['the store cannot be reached', new StoreUnreachable('EACCES'), 'store-unreachable', 'operator'],
    ['the gateway itself has a bug', new TypeError('x is not a function'), 'gateway-busy', 'operator'],
    ['the page sent another body than it announced', new BodyBroken('short'), 'gateway-refused', 'app-developer'],
  ])('%s', (_what, error, problem, actor) => {
    expect(shownOf(refusalOfFailure(error))).toEqual([problem, actor])
  })
})

describe('what the gateway refuses by itself', () => {
  it.each([
    ['nobody is signed in', notSignedIn, 'not-signed-in', 'you'],
    ['too many calls', rateLimited(1000), '99991400', 'feishu'],
    ['the day is used up', dayUsedUp(1000), 'day-used-up', 'feishu'],
    ['the store is away', storeUnreachable, 'store-unreachable', 'operator'],
    ['the gateway stops', ownRefusal(503, 'stopping'), 'gateway-busy', 'operator'],
    ['a call that is not let pass', ownRefusal(403, 'no'), 'gateway-refused', 'app-developer'],
    ['the page took too long', ownRefusal(408, 'slow'), 'connection-lost', 'you'],
  ])('%s', (_what, refusal, problem, actor) => {
    expect(shownOf(refusal)).toEqual([problem, actor])
  })
})

test('a sign-in that could not be kept says who can act on it', () => {
  expect(signInProblemOfFailure(new StoreUnreachable('ENOSPC'))).toBe('store-unreachable')
  expect(signInProblemOfFailure(new Error('what?'))).toBe('gateway-busy')
})

test('every failure of a store is marked as the store’s; its answers are unchanged', async () => {
  class Store {
    readonly #kept = 'kept'
    get(key: string): Promise<string> {
      return key === '' ? Promise.reject(new Error('ECONNRESET')) : Promise.resolve(this.#kept + key)
    }
  }
  const store = failingAsStore(new Store())
  expect(await store.get('!')).toBe('kept!')
  await expect(store.get('')).rejects.toThrow(StoreUnreachable)
})
