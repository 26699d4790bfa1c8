import * as v from 'valibot'
import {
  framedPaths,
  framedSignInMessage,
  RedeemAnswer,
  type FramedSignInRequest,
} from '../../../contract/own-api/framed-sign-in.ts'
import type { AskGateway } from '../../gateway/ask-gateway.ts'

/** Interval of asking whether the sign-in window is done: it cannot always tell, since Feishu's pages may cut it off from the frame. */
const askEveryMs = 1_500

/** Time that the consent page can be answered. */
const attemptLifeMs = 10 * 60 * 1000

/** Well before a bearer ends, and after it counts as fresh (gateway, frame-bearers.ts). */
const renewEveryMs = 15 * 60 * 1000

const Ask = v.object({ type: v.literal(framedSignInMessage.ask) })

/** From modules of the first paint: imported here, each would become a file of its own. */
export interface FrameSignInDoors {
  readonly ask: AskGateway
  readonly setBearer: (bearer: string | null) => void
  /** Reads the session again; with a bearer this renews it. */
  readonly readSession: () => void
}

/** The attempt in progress; a new one ends it. */
let current = new AbortController()
let renewing: ReturnType<typeof setInterval> | undefined

/**
 * Signs in a page in a frame: answers the sign-in window that it has opened with the hash of a secret, and asks the gateway for the
 * session by the secret until it is there. The page reads its session again then.
 *
 * @param missing Scopes to ask for; empty for an ordinary sign-in.
 */
export async function signInForFrame(doors: FrameSignInDoors, missing: readonly string[]): Promise<void> {
  current.abort()
  current = new AbortController()
  const { signal } = current
  const secret = base64Url(crypto.getRandomValues(new Uint8Array(32)))
  const request: FramedSignInRequest = { redeemKey: await sha256Hex(secret), scopes: [...missing] }
  const answerWindow = ({ source, origin, data }: MessageEvent<unknown>) => {
    // A window of this origin whose opener is this frame: it can only have been opened here.
    if (origin !== location.origin || !source || !v.is(Ask, data)) return
    source.postMessage({ type: framedSignInMessage.answer, request }, { targetOrigin: location.origin })
  }
  addEventListener('message', answerWindow, { signal })
  const endsAtMs = Date.now() + attemptLifeMs
  while (!signal.aborted && Date.now() < endsAtMs) {
    const answer = await redeem(doors.ask, secret, signal)
    if (answer?.state === 'signed-in') {
      current.abort()
      keepBearer(doors, answer.bearer)
      doors.readSession()
      return
    }
    await sleep(askEveryMs)
  }
  current.abort()
}

async function redeem(ask: AskGateway, secret: string, signal: AbortSignal): Promise<RedeemAnswer | null> {
  try {
    const response = await ask(framedPaths.redeem, { method: 'POST', body: JSON.stringify({ secret }), signal })
    const answer = v.safeParse(RedeemAnswer, response.ok ? await response.json() : null)
    return answer.success ? answer.output : null
  } catch {
    // Asked again after the pause.
    return null
  }
}

function keepBearer({ setBearer, readSession }: FrameSignInDoors, bearer: string | null): void {
  setBearer(bearer)
  clearInterval(renewing)
  if (bearer !== null) renewing = setInterval(readSession, renewEveryMs)
}

async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}
