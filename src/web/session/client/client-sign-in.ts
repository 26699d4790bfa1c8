import { focusManager } from '@tanstack/react-query'
import { isFeishuClient } from '../../../contract/feishu/client/user-agent.ts'
import { Subscribable } from '../../../engine/subscribable.ts'
import { LazyModule } from '../../lazy/lazy-module.ts'
import { askGateway } from '../../gateway/ask-gateway.ts'
import { isFramed } from '../framed/is-framed.ts'
import type { ClientRefusal } from '../../../contract/feishu/client/bridge.ts'
import type { ClientSignInEnd } from './client-sign-in-end.ts'

export type ClientSignInState =
  | { readonly is: 'idle' | 'asking' }
  | { readonly is: 'failed'; readonly refusal: ClientRefusal }

interface ClientSignInDoors {
  /** The page is in the web view of Feishu's app. */
  readonly isInClient: () => boolean
  readonly signIn: (missing: readonly string[]) => Promise<ClientSignInEnd>
  readonly readSession: () => void
  readonly leave: (address: string) => void
}

const idle: ClientSignInState = { is: 'idle' }

/**
 * Signing in inside Feishu's app, without leaving the page. Tried once; while it is tried and after it has failed the page signs in as in
 * any browser, which works there too.
 */
export class ClientSignIn {
  readonly #doors: ClientSignInDoors
  readonly #changes = new Subscribable()
  #state: ClientSignInState = idle
  #isThere = true

  constructor(doors: ClientSignInDoors) {
    this.#doors = doors
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#changes.subscribe(listener)
  readonly getSnapshot = (): ClientSignInState => this.#state

  /** Whether the next sign-in goes this way. */
  get isNext(): boolean {
    return this.#isThere && this.#state.is === 'idle' && this.#doors.isInClient()
  }

  /**
   * @param missing Scopes to ask for; empty for an ordinary sign-in.
   * @param otherwise Address to go to where the app has no bridge; null: the page has to stay.
   */
  async begin(missing: readonly string[], otherwise: string | null): Promise<void> {
    this.#become({ is: 'asking' })
    const end = await this.#doors.signIn(missing)
    this.#isThere = end.is !== 'not-there'
    if (end.is === 'signed-in') {
      this.#become(idle)
      this.#doors.readSession()
    } else if (end.is === 'failed') this.#become(end)
    else if (otherwise === null)
      this.#become({ is: 'failed', refusal: { problem: 'client-sign-in-failed', code: null, msg: '' } })
    else this.#doors.leave(otherwise)
  }

  /** Somebody has signed in meanwhile. */
  readonly forget = (): void => {
    if (this.#state.is === 'failed') this.#become(idle)
  }

  #become(state: ClientSignInState): void {
    this.#state = state
    this.#changes.publish()
  }
}

const byBridge = new LazyModule(async () => (await import('./sign-in-by-bridge.ts')).signInByBridge)

export const clientSignIn = new ClientSignIn({
  isInClient: () => isFeishuClient(navigator.userAgent) && !isFramed(),
  signIn: async (missing) => (await byBridge.load())(askGateway, missing),
  // Has every query read again that is read on focus: the session among them.
  readSession: () => focusManager.onFocus(),
  leave: (address) => location.assign(address),
})
