import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'

/** A portal that signs its visitors' tokens. */
export class SmallPortal {
  readonly origin = 'https://portal.example.com'
  readonly #key = generateKeyPairSync('ed25519')

  /** Value of PORTAL_KEY. */
  get publicKey(): string {
    return this.#key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  }

  /** A valid token, with the test's changes. */
  async sign(audience: string, change: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const usual = {
      iss: this.origin,
      aud: audience,
      sub: 'u-1',
      name: '前台',
      jti: randomUUID(),
      iat: now,
      exp: now + 60,
    }
    const claims = { ...usual, ...change }
    return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(this.#key.privateKey)
  }
}
