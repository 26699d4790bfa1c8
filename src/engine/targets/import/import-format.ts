import { importFormatsOf, type ImportFormat } from '../../../contract/feishu/import/import.ts'
import type { ImportTarget } from '../target.ts'

/** What Feishu makes of a file of this name: the kind a person chose for tables where both are possible. */
export function importFormatFor(name: string, tablesAs: ImportTarget['tablesAs']): ImportFormat | undefined {
  const formats = importFormatsOf(name)
  return formats.find(({ type }) => type === tablesAs) ?? formats[0]
}
