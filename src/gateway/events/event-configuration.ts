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
  const [verificationTokens, encryptKeys] = names.map((name) => list(env, name))
  const needed = isStoreApp && as === 'app'
  const isAnyGiven = names.some((name) => text(env, name) !== undefined)
  for (const name of names) {
    const given = text(env, name)
    const keys = list(env, name)
    if (given !== undefined && !isStoreApp)
      report(name, 'is set, but FEISHU_APP_TYPE is not store', 'Only a store app is pushed events here: remove it.')
    else if (given === undefined && needed)
      report(name, 'is not set, but a store app is given its own tokens by an event only', remedy)
    else if (given === undefined && isAnyGiven) report(name, 'is not set, but the other key of events is', remedy)
    else if (keys.some((key) => /\s/.test(key))) report(name, 'has white space inside', remedy)
    else if (keys.length > mostKeys) report(name, `has ${keys.length} keys`, remedy)
    else if (given !== undefined && keys.length === 0) report(name, 'has no key', remedy)
  }
  return verificationTokens?.length && encryptKeys?.length ? { verificationTokens, encryptKeys } : null
}
