import type { MediaKind } from '../../contract/feishu/docx/block.ts'
import type { PictureSize } from '../../contract/picture-size.ts'

/** What a file is by its bytes. Kept in the journal: a later page must not decide otherwise while the file is on its way. */
export interface Contents {
  /** How Feishu gets it: a picture only if its format is known to be shown and its size was found. */
  readonly kind: MediaKind
  /** Format of a picture, named by its usual suffix in lower case; null for a file that is no picture. */
  readonly format: string | null
  /** Null where `kind` is not `image`. */
  readonly pixels: PictureSize | null
  /** What keeps it from being opened, where that is known and it is no picture of a supported format. */
  readonly flaw?: Flaw
}

/** `cut`: it ends before its end. `locked`: an Office file that is protected by a password, which no import takes (`import-100`). */
export type Flaw = 'cut' | 'locked'

const shownFormats: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'bmp', 'webp'])

/** Whether an image block is known to show pictures of this format (docs/feishu.md, U7). */
export function isShownFormat(format: string | null): boolean {
  return format !== null && shownFormats.has(format)
}

/** Whether a file begins like a picture but is not a valid one, as far as that is known of its format. */
export function isBroken({ kind, format, flaw }: Contents): boolean {
  return kind === 'file' && (isShownFormat(format) || (format !== null && flaw === 'cut'))
}
