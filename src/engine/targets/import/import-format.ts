import { importFormatsOf, type ImportFormat } from '../../../contract/feishu/import/import.ts'
import type { ImportTarget } from '../target.ts'

/** The import format for a file of this name: of the two for tables, the one that a person chose. Undefined when there is none. */
export function importFormatFor(name: string, tablesAs: ImportTarget['tablesAs']): ImportFormat | undefined {
  const formats = importFormatsOf(name)
  return formats.find(({ type }) => type === tablesAs) ?? formats[0]
}
