import { pictureHeadBytes, pictureSizeOf, type PictureSize } from '../../../contract/picture-size.ts'
import type { SourceFile } from '../../files/source-file.ts'

/**
 * Real size of a picture, read from the head of its file; null where that can not be read any more, or is none that is known:
 * Feishu then finds the size out by itself.
 */
export async function pixelsOf(file: SourceFile): Promise<PictureSize | null> {
  try {
    const head = (await file.open()).slice(0, pictureHeadBytes)
    return pictureSizeOf(new Uint8Array(await head.arrayBuffer()))
  } catch {
    // Its bytes are at Feishu already: a file that went away meanwhile is no reason to fail.
    return null
  }
}
