import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { temporaryLinkLifeMs } from '../../contract/feishu/limits.ts'
import type { Media } from './media-store.ts'

/**
 * Links that give one file each to whoever has them, for a day. A link names neither the file nor who asked for it: its code is a
 * random name, the end of its life and a signature of both and the file.
 */
export class TemporaryLinks {
  readonly #key = randomBytes(32)
  readonly #medias = new Map<string, Media>()

  /** The code of a new link. */
  make(media: Media, nowMs: number): string {
    const name = randomBytes(18).toString('base64url')
    const endsAt = (nowMs + temporaryLinkLifeMs).toString(36)
    this.#medias.set(name, media)
    return `${name}.${endsAt}.${this.#sign(name, endsAt, media)}`
  }

  /** The file of a code; `undefined` if it is not one of these, or too old. */
  open(code: string, nowMs: number): Media | undefined {
    const [name = '', endsAt = '', signature = ''] = code.split('.')
    const media = this.#medias.get(name)
    if (!media) return undefined
    const expected = Buffer.from(this.#sign(name, endsAt, media))
    const given = Buffer.from(signature)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
    if (Number.parseInt(endsAt, 36) > nowMs) return media
    this.#medias.delete(name)
    return undefined
  }

  #sign(name: string, endsAt: string, { token }: Media): string {
    return createHmac('sha256', this.#key).update(`${name}.${endsAt}.${token}`).digest('base64url')
  }
}
