import type { IdentityConfiguration } from '../app-identity/identity-configuration.ts'
import { text, type Reader } from '../config/environment.ts'
import type { EventKeys } from './open-event.ts'

const names = ['FEISHU_EVENT_VERIFICATION_TOKEN', 'FEISHU_EVENT_ENCRYPT_KEY'] as const

const remedy =
  'Set both, or neither: developer console, your app, Events & Callbacks, Encryption strategy (Encrypt Key, Verification Token).'

/**
 * Reads the keys with which Feishu signs and encrypts a store app's events. Without an Encrypt Key Feishu signs nothing, and anybody
 * could send events who knows the Verification Token, so both are required.
 */
export function readEventKeys({ env, report }: Reader, { as, isStoreApp }: IdentityConfiguration): EventKeys | null {
  const [verificationToken, encryptKey] = names.map((name) => text(env, name))
  const needed = isStoreApp && as === 'app'
  for (const name of names) {
    const given = text(env, name)
    if (given !== undefined && !isStoreApp)
      report(name, 'is set, but FEISHU_APP_TYPE is not store', 'Only a store app is pushed events here: remove it.')
    else if (given === undefined && needed)
      report(name, 'is not set, but a store app is given its own tokens by an event only', remedy)
    else if (given === undefined && (verificationToken ?? encryptKey) !== undefined)
      report(name, 'is not set, but the other key of events is', remedy)
    else if (given !== undefined && /\s/.test(given)) report(name, 'has white space inside', remedy)
  }
  return verificationToken !== undefined && encryptKey !== undefined ? { verificationToken, encryptKey } : null
}
