import { importFormatsOf, type ImportFormat } from '../../../contract/feishu/import/import.ts'
import type { Job } from '../../job/job.ts'
import type { ImportTarget } from '../target.ts'

/** The import format for a file of this name: of the two for tables, the one that a person chose. Undefined when there is none. */
export function importFormatFor(name: string, tablesAs: ImportTarget['tablesAs']): ImportFormat | undefined {
  const formats = importFormatsOf(name)
  return formats.find(({ type }) => type === tablesAs) ?? formats[0]
}

/** Whether a file can become an online document of some kind. */
export function isImportable({ name, file }: Pick<Job, 'name' | 'file'>): boolean {
  return importFormatsOf(name).some(({ maxBytes }) => file.sizeBytes <= maxBytes)
}
