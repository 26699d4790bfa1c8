import * as v from 'valibot'
import { isOldClient, readClientRefusal, type ClientBridge } from '../../../contract/feishu/client/bridge.ts'
import {
  clientPaths,
  ClientRedeemAnswer,
  ClientSignInAnswer,
  type ClientRedeemRequest,
} from '../../../contract/own-api/client-sign-in.ts'
import type { AskGateway } from '../../gateway/ask-gateway.ts'
import type { ClientSignInEnd } from './client-sign-in-end.ts'

/** The world that the bridge is in. */
export interface BridgeDoors {
  readonly globals: ClientBridge
  /** Rejects when the script cannot be loaded. */
  readonly loadScript: (address: string) => Promise<void>
  readonly sleep: (delayMs: number) => Promise<void>
}

/** After this long without the SDK or its `ready`, there is no bridge. */
const bridgeWithinMs = 10_000

const Code = v.object({ code: v.string(), state: v.optional(v.string()) })

/** What the app said: a code, or why not. */
type Said = { readonly result: unknown } | { readonly refusal: unknown }

/** Signs in by a code that Feishu's app gives to the page, which the gateway exchanges. */
export async function signInByBridge(
  ask: AskGateway,
  missing: readonly string[],
  doors: BridgeDoors = browserDoors,
): Promise<ClientSignInEnd> {
  const post = async (path: `/${string}`, body: unknown) => {
    const response = await ask(path, { method: 'POST', body: JSON.stringify(body) })
    return response.ok ? ((await response.json()) as unknown) : null
  }
  try {
    const begun = v.safeParse(ClientSignInAnswer, await post(clientPaths.begin, { scopes: missing }))
    if (!begun.success) return notThere
    const attempt = begun.output
    const tt = await openBridge(attempt.sdkUrl, doors)
    const access = await requestAccess(tt, attempt)
    const isOlder = !access || isTooOld(access)
    // The older function takes no scopes: where some are missing, the consent page has to ask for them.
    const said = isOlder && missing.length === 0 ? await requestAuthCode(tt, attempt) : access
    if (!said) return notThere
    if ('refusal' in said) return { is: 'failed', refusal: readClientRefusal(said.refusal) }
    const code = codeIn(said.result, attempt.state)
    if (code === null) return failed('sign-in-incomplete')
    const request: ClientRedeemRequest = { state: attempt.state, code }
    const end = v.parse(ClientRedeemAnswer, await post(clientPaths.redeem, request))
    if (end.state === 'failed') return failed(end.problem)
    return isOlder && end.isLackingScopes ? notThere : { is: 'signed-in' }
  } catch {
    return failed('nothing-answers')
  }
}

/** Null: there is none, or it is the answer to another request. */
function codeIn(result: unknown, ours: string): string | null {
  const reading = v.safeParse(Code, result)
  return reading.success && (reading.output.state ?? ours) === ours ? reading.output.code : null
}

function isTooOld(said: Said): boolean {
  return 'refusal' in said && isOldClient(said.refusal)
}

const notThere: ClientSignInEnd = { is: 'not-there' }

function failed(problem: string): ClientSignInEnd {
  return { is: 'failed', refusal: { problem, code: null, msg: '' } }
}

/** The app's functions, once its SDK says that they are ready; undefined: there are none. */
async function openBridge(
  sdkUrl: string,
  { globals, loadScript, sleep }: BridgeDoors,
): Promise<ClientBridge['tt'] | undefined> {
  const ready = async () => {
    if (!globals.h5sdk) await loadScript(sdkUrl)
    const { h5sdk } = globals
    await new Promise<void>((resolve, reject) => {
      if (!h5sdk) throw new Error('No SDK')
      h5sdk.error(() => reject(new Error('The SDK failed')))
      h5sdk.ready(resolve)
    })
    return globals.tt
  }
  return Promise.race([ready().catch(() => undefined), sleep(bridgeWithinMs).then(() => undefined)])
}

/** Without a time limit: a person reads what is asked for. */
async function requestAccess(
  tt: ClientBridge['tt'],
  { appId, scopes, state }: ClientSignInAnswer,
): Promise<Said | undefined> {
  return (
    tt?.requestAccess &&
    new Promise((resolve) => {
      tt.requestAccess?.({ appID: appId, scopeList: scopes, state, ...heard(resolve) })
    })
  )
}

async function requestAuthCode(tt: ClientBridge['tt'], { appId }: ClientSignInAnswer): Promise<Said | undefined> {
  return tt?.requestAuthCode && new Promise((resolve) => tt.requestAuthCode?.({ appId, ...heard(resolve) }))
}

function heard(hear: (said: Said) => void) {
  return { success: (result: unknown) => hear({ result }), fail: (refusal: unknown) => hear({ refusal }) }
}

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (input: string) => string },
  ) => { readonly createScriptURL: (input: string) => string }
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined

/** The page's policy lets in the one address that the gateway names (gateway/page/security-headers.ts). */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('feishu-client', { createScriptURL: (given) => given })
  return policy?.createScriptURL(address) ?? address
}

const browserDoors: BridgeDoors = {
  globals: globalThis as ClientBridge,
  loadScript: (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.src = trusted(address)
      script.referrerPolicy = 'no-referrer'
      script.addEventListener('load', () => resolve())
      script.addEventListener('error', () => reject(new Error('The SDK could not be loaded')))
      document.head.append(script)
    }),
  sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
}
