import { own } from '../../own.ts'
import type { Brand } from '../document-links.ts'

/**
 * The bridge to Feishu's app: what its H5 JS SDK puts into a page in the app's web view. `requestAccess` and `requestAuthCode` need no
 * signature (`h5sdk.config`) before them. Official: uYjL24iN/uEzM4YjLxMDO24SMzgjN, uYjL24iN/uUzMuUzMuUzM/requestaccess and
 * uYjL24iN/uUzMuUzMuUzM/20220308, 2026-11-30.
 */
export interface ClientBridge {
  readonly h5sdk?: {
    readonly ready: (whenReady: () => void) => void
    readonly error: (whenFailed: (error: unknown) => void) => void
  }
  readonly tt?: {
    /** From 6.9.0 of the app (Harmony: 7.35). The code is good for 3 minutes, once. */
    readonly requestAccess?: (
      request: { readonly appID: string; readonly scopeList: readonly string[]; readonly state: string } & Heard,
    ) => void
    /** No longer maintained, from 5.1 of the app: takes no scopes. The code is good for 5 minutes, once. */
    readonly requestAuthCode?: (request: { readonly appId: string } & Heard) => void
  }
}

interface Heard {
  readonly success: (result: unknown) => void
  readonly fail: (refusal: unknown) => void
}

/** What the app answered instead of a code. */
export interface ClientRefusal {
  /** Key of the catalogue, unless the code is not in it. */
  readonly problem: string
  readonly code: number | null
  /** The app's own text, cut to a length that can be shown. */
  readonly msg: string
}

/** A page whose address is not among the app's redirect URLs. Official for requestAuthCode (old_webapp_login_process, 2026-11-30). */
const pageNotRegistered = 10_236

/** The same as reported of requestAccess: within `errString`, beside an `errno` of its own (docs/feishu.md, U46). */
const redirectUriInvalid = 20_029

/** "This app does not have the function", as reported (U46). */
const notSupported = 103

const msgMaxLength = 500

/** Whether the app refused because it is too old for this function. */
export function isOldClient(refusal: unknown): boolean {
  return codesIn(refusal).includes(notSupported)
}

/**
 * Reads what `fail` was called with. Its fields are documented as `errCode` and `errMsg`; `errno` and `errString`, with a code of signing
 * in inside, are reported (U46).
 */
export function readClientRefusal(refusal: unknown): ClientRefusal {
  const codes = codesIn(refusal)
  const [said] = codes
  const ofSigningIn = codes.find((code) => code === pageNotRegistered || (code >= 20_000 && code < 20_100))
  const code = ofSigningIn === redirectUriInvalid ? pageNotRegistered : (ofSigningIn ?? null)
  return {
    problem: code === null ? 'client-sign-in-failed' : String(code),
    code: ofSigningIn ?? said ?? null,
    msg: (textOf(refusal, 'errString') ?? textOf(refusal, 'errMsg') ?? '').slice(0, msgMaxLength),
  }
}

function codesIn(refusal: unknown): readonly number[] {
  const inner = /Error code: (\d{1,9})\b/i.exec(textOf(refusal, 'errString')?.slice(0, msgMaxLength) ?? '')?.[1]
  const named = ['errCode', 'errno', 'errorCode'].map((name) => fieldOf(refusal, name))
  return [...named, inner].filter((code) => /^\d{1,9}$/.test(String(code))).map(Number)
}

function textOf(value: unknown, name: string): string | undefined {
  const text = fieldOf(value, name)
  return typeof text === 'string' && text !== '' ? text : undefined
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? own(value as Readonly<Record<string, unknown>>, name) : undefined
}

/**
 * Address of the H5 JS SDK. Official for Feishu (quickly-create-a-login-free-web-app/introduction-to-sample-code,
 * 2026-11-30); an address for Lark was not found (docs/feishu.md, U45).
 */
export const clientSdkAddress: Readonly<Record<Brand, string | null>> = {
  feishu: 'https://lf-package-cn.feishucdn.com/obj/feishu-static/lark/op/h5-js-sdk-1.5.35.js',
  lark: null,
}
