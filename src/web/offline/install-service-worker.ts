import { ownPath } from '../gateway/own-path.ts'

/** The one address that the page's policy lets through (gateway/page/security-headers.ts). */
const workerAddress = () => ownPath('/service-worker.js')

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: () => string },
  ) => {
    readonly createScriptURL: (input: string) => string
  }
}

/**
 * Lets the page open without a connection from now on, where the browser can: over https or on localhost, in a window of its own.
 * service-worker.ts says what it does.
 */
export async function installServiceWorker(): Promise<void> {
  // Not in a portal's frame: what a frame keeps, it keeps for that portal alone. `serviceWorker` is missing without https.
  if (!('serviceWorker' in navigator) || window.top !== window) return
  try {
    await navigator.serviceWorker.register(trusted(workerAddress()), { updateViaCache: 'none' })
  } catch {
    // A browser that lacks what the worker needs, or keeps nothing: the page works as before, with a connection.
  }
}

function trusted(address: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  if (!trustedTypes) return address
  return trustedTypes.createPolicy('service-worker', { createScriptURL: () => address }).createScriptURL(address)
}
