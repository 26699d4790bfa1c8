import { expect, test } from 'vitest'
import type { ClientBridge } from '../../../contract/feishu/client/bridge.ts'
import type { ClientRedeemAnswer } from '../../../contract/own-api/client-sign-in.ts'
import type { AskGateway } from '../../gateway/ask-gateway.ts'
import { signInByBridge, type BridgeDoors } from './sign-in-by-bridge.ts'

const attempt = { sdkUrl: 'https://sdk.example/sdk.js', appId: 'cli_test', scopes: ['docx:document'], state: 's1' }
const signedIn: ClientRedeemAnswer = { state: 'signed-in', isLackingScopes: false }

type Tt = NonNullable<ClientBridge['tt']>
type Access = NonNullable<Tt['requestAccess']>
type AuthCode = NonNullable<Tt['requestAuthCode']>

/** The gateway, and Feishu's app around the page, whose bridge comes with the SDK. */
function open(tt: Tt | undefined, answer: ClientRedeemAnswer | number = signedIn) {
  const asked: unknown[] = []
  const ask: AskGateway = (path, init) => {
    asked.push([path, JSON.parse(init?.body as string)])
    const given = path === '/auth/client' ? attempt : answer
    return Promise.resolve(typeof given === 'number' ? new Response('', { status: given }) : Response.json(given))
  }
  const globals: { -readonly [Name in keyof ClientBridge]: ClientBridge[Name] } = {}
  const never = () => undefined
  const doors: BridgeDoors = {
    globals,
    loadScript: (address) => {
      asked.push(address)
      globals.h5sdk = { ready: (run) => run(), error: never }
      if (tt) globals.tt = tt
      return Promise.resolve()
    },
    sleep: () => new Promise(never),
  }
  const signIn = (missing: readonly string[] = [], other: Partial<BridgeDoors> = {}) =>
    signInByBridge(ask, missing, { ...doors, ...other })
  return { asked, ask, globals, signIn }
}

const agrees: Access = ({ success, state }) => success({ code: 'c1', state })

test('the app is asked for a code with what the gateway says, and the gateway gets the code', async () => {
  const requests: unknown[] = []
  const { asked, signIn } = open({
    requestAccess: (request) => {
      const { appID, scopeList, state } = request
      requests.push({ appID, scopeList, state })
      agrees(request)
    },
  })
  expect(await signIn(['docx:document'])).toEqual({ is: 'signed-in' })
  expect(asked).toEqual([
    ['/auth/client', { scopes: ['docx:document'] }],
    attempt.sdkUrl,
    ['/auth/client/redeem', { state: 's1', code: 'c1' }],
  ])
  expect(requests).toEqual([{ appID: 'cli_test', scopeList: ['docx:document'], state: 's1' }])
})

test('an SDK that is there already is not loaded again', async () => {
  const { asked, globals, signIn } = open(undefined)
  Object.assign(globals, { h5sdk: { ready: (run: () => void) => run(), error: () => undefined } })
  Object.assign(globals, { tt: { requestAccess: agrees } })
  expect(await signIn()).toEqual({ is: 'signed-in' })
  expect(asked).not.toContain(attempt.sdkUrl)
})

const older: AuthCode = ({ success, appId }) => success({ code: `old of ${appId}` })

test.each([
  ['lacks it', undefined],
  ['says that it lacks it', (({ fail }) => fail({ errno: 103 })) satisfies Access],
])('where the app %s, the older function is asked', async (_, requestAccess) => {
  const { asked, signIn } = open({ ...(requestAccess && { requestAccess }), requestAuthCode: older })
  expect(await signIn()).toEqual({ is: 'signed-in' })
  expect(asked.at(-1)).toEqual(['/auth/client/redeem', { state: 's1', code: 'old of cli_test' }])
})

test('the older function cannot ask for scopes: the consent page has to', async () => {
  const lacking = open({ requestAuthCode: older }, { state: 'signed-in', isLackingScopes: true })
  expect(await lacking.signIn()).toEqual({ is: 'not-there' })
  const missing = open({ requestAuthCode: older })
  expect(await missing.signIn(['docx:document'])).toEqual({ is: 'not-there' })
  expect(missing.asked.map((each) => (Array.isArray(each) ? (each[0] as unknown) : each))).not.toContain(
    '/auth/client/redeem',
  )
})

test('a page whose address is not registered is told by the app’s code', async () => {
  const { signIn } = open({ requestAccess: ({ fail }) => fail({ errCode: 10_236, errMsg: 'invalid url' }) })
  expect(await signIn()).toEqual({
    is: 'failed',
    refusal: { problem: '10236', code: 10_236, msg: 'invalid url' },
  })
})

test.each<readonly [string, Tt, ClientRedeemAnswer | number, string]>([
  ['another state', { requestAccess: ({ success }) => success({ code: 'c', state: 'x' }) }, 200, 'sign-in-incomplete'],
  ['no code', { requestAccess: ({ success }) => success({}) }, 200, 'sign-in-incomplete'],
  ['a code that Feishu refuses', { requestAccess: agrees }, { state: 'failed', problem: '20004' }, '20004'],
  ['a gateway that fails', { requestAccess: agrees }, 500, 'nothing-answers'],
])('%s ends with a problem that has words', async (_, tt, answer, problem) => {
  expect(await open(tt, answer).signIn()).toEqual({ is: 'failed', refusal: { problem, code: null, msg: '' } })
})

test('without a network it says so', async () => {
  const ask = () => Promise.reject(new TypeError('Failed to fetch'))
  expect(await signInByBridge(ask, [])).toMatchObject({ is: 'failed', refusal: { problem: 'nothing-answers' } })
})

test.each<readonly [string, Partial<BridgeDoors>]>([
  ['a gateway that does not offer it', {}],
  ['a script that cannot be loaded', { loadScript: () => Promise.reject(new Error('blocked')) }],
  ['a script that brings nothing', { loadScript: () => Promise.resolve() }],
  ['an SDK that fails', { globals: { h5sdk: { ready: () => undefined, error: (run) => run(null) } } }],
  [
    'an SDK that never says it is ready',
    {
      globals: { h5sdk: { ready: () => undefined, error: () => undefined } },
      sleep: () => Promise.resolve(),
    },
  ],
])('%s is no bridge', async (what, doors) => {
  const ask: AskGateway = () =>
    Promise.resolve(what.startsWith('a gateway') ? new Response('', { status: 404 }) : Response.json(attempt))
  const without: BridgeDoors = {
    globals: {},
    loadScript: () => Promise.resolve(),
    sleep: () => new Promise(() => undefined),
  }
  expect(await signInByBridge(ask, [], { ...without, ...doors })).toEqual({ is: 'not-there' })
})
