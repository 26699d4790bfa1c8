import { FileUnreadable, type SourceFile } from './source-file.ts'

/** Files inspected at once: enough to keep a disk busy, few enough that the first results show immediately. */
export const inspectedAtOnce = 64

/** A file with its size, date and type, or why they cannot be read. */
export type InspectedFile = SourceFile | FileUnreadable

/**
 * Inspects files, `inspectedAtOnce` in parallel, and returns the results in the same order. A file that has them already is
 * returned as it is.
 */
export async function inspectFiles(files: readonly SourceFile[]): Promise<readonly InspectedFile[]> {
  const inspected: InspectedFile[] = []
  for (let start = 0; start < files.length; start += inspectedAtOnce) {
    inspected.push(...(await Promise.all(files.slice(start, start + inspectedAtOnce).map(inspect))))
  }
  return inspected
}

async function inspect(file: SourceFile): Promise<InspectedFile> {
  if (!file.inspect) return file
  try {
    return await file.inspect()
  } catch (cause: unknown) {
    return cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause })
  }
}
