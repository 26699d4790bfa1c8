import { FileUnreadable, type DroppedFile, type SourceFile } from './source-file.ts'

/** Files looked at beside each other: enough to keep a disk busy, few enough that the first facts show at once. */
export const looksAtOnce = 64

/** A file with its facts, or why it has none. */
export type Looked = SourceFile | FileUnreadable

/** Looks at files, some beside each other; one that has its facts already is given back as it is. */
export async function lookAt(files: readonly DroppedFile[]): Promise<readonly Looked[]> {
  const looked: Looked[] = []
  for (let start = 0; start < files.length; start += looksAtOnce) {
    looked.push(...(await Promise.all(files.slice(start, start + looksAtOnce).map(look))))
  }
  return looked
}

async function look(file: DroppedFile): Promise<Looked> {
  if ('open' in file) return file
  try {
    return await file.look()
  } catch (cause: unknown) {
    return cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause })
  }
}
