import type { IdentityConfiguration } from '../app-identity/identity-configuration.ts'
import { list, text, type Reader } from '../config/environment.ts'
import type { EventKeys } from './open-event.ts'

const names = ['FEISHU_EVENT_VERIFICATION_TOKEN', 'FEISHU_EVENT_ENCRYPT_KEY'] as const

const remedy =
  'Set both, or neither: developer console, your app, Events & Callbacks, Encryption strategy (Encrypt Key, Verification Token). While one is changed there, write both: NEW,OLD.'

/** The new one, and the old one until the console has been changed and nothing is repeated under it any more. */
const mostKeys = 2

/**
 * Reads the keys with which Feishu signs and encrypts a store app's events. Without an Encrypt Key Feishu signs nothing, and anybody
 * could send events who knows the Verification Token, so both are required.
 */
export function readEventKeys({ env, report }: Reader, { as, isStoreApp }: IdentityConfiguration): EventKeys | null {
  const [verificationTokens = [], encryptKeys = []] = names.map((name) => list(env, name))
  const isAnyGiven = names.some((name) => text(env, name) !== undefined)
  for (const name of names) {
    const isGiven = text(env, name) !== undefined
    if (isGiven && !isStoreApp)
      report(name, 'is set, but FEISHU_APP_TYPE is not store', 'Only a store app is pushed events here: remove it.')
    else if (isGiven) checkKeys(list(env, name), (wrong) => report(name, wrong, remedy))
    else if (isStoreApp && as === 'app')
      report(name, 'is not set, but a store app is given its own tokens by an event only', remedy)
    else if (isAnyGiven) report(name, 'is not set, but the other key of events is', remedy)
  }
  return verificationTokens.length > 0 && encryptKeys.length > 0 ? { verificationTokens, encryptKeys } : null
}

function checkKeys(keys: readonly string[], report: (wrong: string) => void): void {
  if (keys.length === 0) report('has no key')
  else if (keys.length > mostKeys) report(`has ${keys.length} keys`)
  else if (keys.some((key) => /\s/.test(key))) report('has white space inside')
}
