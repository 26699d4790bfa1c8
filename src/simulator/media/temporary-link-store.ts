import { randomBytes } from 'node:crypto'
import { temporaryLinkLifeMs } from '../../contract/feishu/limits.ts'
import type { Media } from './media-store.ts'

interface TemporaryLink {
  readonly media: Media
  readonly endsAtMs: number
}

/** Links that give one file each to whoever has them, for a day. A link names neither the file nor who asked for it: its code is random. */
export class TemporaryLinks {
  readonly #links = new Map<string, TemporaryLink>()

  /** The code of a new link. */
  make(media: Media, nowMs: number): string {
    const code = randomBytes(24).toString('base64url')
    this.#links.set(code, { media, endsAtMs: nowMs + temporaryLinkLifeMs })
    return code
  }

  /** The file of a code; `undefined` if it is not one of these, or too old. */
  open(code: string, nowMs: number): Media | undefined {
    const link = this.#links.get(code)
    if (link && link.endsAtMs > nowMs) return link.media
    this.#links.delete(code)
    return undefined
  }
}
