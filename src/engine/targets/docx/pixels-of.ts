import { pictureHeadBytes, pictureSizeOf, type PictureSize } from '../../../contract/picture-size.ts'
import type { SourceFile } from '../../files/source-file.ts'

/**
 * Size of a picture in pixels, read from the head of its file. Null when the file cannot be read any more or has an unknown format:
 * then Feishu measures the picture.
 */
export async function pixelsOf(file: SourceFile): Promise<PictureSize | null> {
  try {
    const head = (await file.open()).slice(0, pictureHeadBytes)
    return pictureSizeOf(new Uint8Array(await head.arrayBuffer()))
  } catch {
    // The bytes are at Feishu already, so a file that is gone by now is no reason to fail.
    return null
  }
}
