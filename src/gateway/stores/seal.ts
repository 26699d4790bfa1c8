import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

const ivBytes = 12
const tagBytes = 16

interface NamedKey {
  readonly id: string
  readonly bytes: Buffer
}

/** Encrypts texts at rest with AES-256-GCM. Each sealed text names its key, so that keys can be rotated. */
export class Seal {
  readonly #first: NamedKey
  readonly #keys: ReadonlyMap<string, NamedKey>

  /** @param keys At least one, 32 bytes each; the first one seals, all of them open. */
  constructor(keys: readonly Buffer[]) {
    const named = keys.map((bytes) => ({ id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }))
    const [first] = named
    if (!first) throw new RangeError('A seal needs a key')
    this.#first = first
    this.#keys = new Map(named.map((key) => [key.id, key]))
  }

  /** A seal whose keys are good for one purpose only. */
  derive(purpose: string): Seal {
    return new Seal([...this.#keys.values()].map(({ bytes }) => createHmac('sha256', bytes).update(purpose).digest()))
  }

  /** @param name What the text belongs to; the same name is needed to open it, so that sealed texts cannot be swapped. */
  seal(text: string, name: string): string {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#first.bytes, iv).setAAD(Buffer.from(name))
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${this.#first.id}.${sealed.toString('base64url')}`
  }

  /** `undefined` when the key is gone, the name is another, or a bit was changed. */
  open(sealed: string, name: string): string | undefined {
    const [id = '', body = ''] = sealed.split('.')
    const key = this.#keys.get(id)
    const bytes = Buffer.from(body, 'base64url')
    if (!key || bytes.length < ivBytes + tagBytes) return undefined
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(name))
      .setAuthTag(bytes.subarray(-tagBytes))
    try {
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8')
    } catch {
      return undefined
    }
  }
}
