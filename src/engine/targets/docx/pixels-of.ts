import type { PictureSize } from '../../../contract/picture-size.ts'
import { pictureSizeIn } from '../../files/picture-size-in.ts'
import type { SourceFile } from '../../files/source-file.ts'

/**
 * Size in pixels of a picture whose contents were not recorded, by an earlier version of the app. Null when the file cannot be read any more or has an unknown format:
 * then Feishu measures the picture.
 */
export async function pixelsOf(file: SourceFile): Promise<PictureSize | null> {
  try {
    return await pictureSizeIn(await file.open())
  } catch {
    // The bytes are at Feishu already, so a file that is gone by now is no reason to fail.
    return null
  }
}
