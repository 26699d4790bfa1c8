import { shownFormatOf, type PictureSize } from '../../contract/picture-size.ts'
import type { MediaKind } from '../../contract/feishu/docx/docx.ts'
import type { SourceFile } from './source-file.ts'
import { FileUnreadable } from './source-file.ts'
import { openFile } from '../upload/read-file.ts'
import { ByteWindow } from './byte-window.ts'
import { pictureSizeIn } from './picture-size-in.ts'

/** What a file is by its bytes. Kept in the journal: a later page must not decide otherwise while the file is on its way. */
export interface Contents {
  /** How Feishu gets it: a picture only if its format is known to be shown and its size was found. */
  readonly kind: MediaKind
  /** Format of a picture, named by its usual suffix in lower case; null for a file that is no picture. */
  readonly format: string | null
  /** Null where `kind` is not `image`. */
  readonly pixels: PictureSize | null
}

/** Names the format of a picture by the first `headBytes` bytes, as in `Contents`; null for any other file. */
export type FormatOf = (head: Uint8Array) => Promise<string | null>

export const headBytes = 4100

const shownFormats: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'bmp', 'webp'])

/** Whether an image block is known to show pictures of this format (docs/feishu.md, U7). */
export function isShownFormat(format: string | null): boolean {
  return format !== null && shownFormats.has(format)
}

/** Whether a file begins like a picture of a format that is shown, and is none. */
export function isBroken({ kind, format }: Contents): boolean {
  return kind === 'file' && isShownFormat(format)
}

/**
 * Finds out what a file is, from a few KB of it.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readContents(file: SourceFile, formatOf: FormatOf): Promise<Contents> {
  const blob = await openFile(file)
  try {
    return await contentsOf(new ByteWindow(blob), blob, formatOf)
  } catch (cause) {
    // A browser gives no reason when a file changed during the read; opening it again throws with the reason.
    await openFile(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

async function contentsOf(bytes: ByteWindow, blob: Blob, formatOf: FormatOf): Promise<Contents> {
  const head = await bytes.read(0, headBytes)
  const named = await formatOf(head)
  // The formats that are shown are recognised more strictly here: a text that begins with "BM" is no bitmap.
  const format = named !== null && !isShownFormat(named) ? named : shownFormatOf(head)
  const pixels = isShownFormat(format) ? await pictureSizeIn(blob, bytes) : null
  return { kind: pixels ? 'image' : 'file', format, pixels }
}
