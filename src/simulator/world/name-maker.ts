import { randomBytes, randomInt } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A token in Feishu's form: `prefix`, filled up with letters and digits to 27 characters. */
export function makeToken(prefix: string): string {
  return prefix + makeLetters(27 - prefix.length)
}

/** An upload_id: decimal digits, as in the official sample. */
export function makeUploadId(): string {
  return `7${Array.from({ length: 18 }, () => randomInt(10)).join('')}`
}

/** The value of X-Tt-Logid: a time in digits, then hex. */
export function makeLogId(nowMs: number): string {
  const digits = new Date(nowMs).toISOString().replace(/\D/g, '').slice(0, 14)
  return digits + randomBytes(10).toString('hex').toUpperCase()
}

/** Random letters and digits. */
export function makeLetters(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

/** A token in the form of Feishu's v2 user tokens: `eyJ…`, three parts, 1 to 2 KB. It contains nothing; the world knows its owner. */
export function makeJwtLikeToken(type: 'access_token' | 'refresh_token', nowMs: number): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { typ: type, iat: Math.floor(nowMs / 1000), jti: makeLetters(32), sim: makeLetters(600) }
  return [part({ alg: 'ES256', typ: 'JWT' }), part(claims), randomBytes(96).toString('base64url')].join('.')
}
