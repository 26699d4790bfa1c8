import type { SourceFile } from '../../engine/doors.ts'
import type { Job } from '../../engine/job.ts'
import type { Speech } from '../words/load-language.ts'

/** What sets a file apart from the one a job was made for, in words. */
export function differencesOf({ file: original, isSeen }: Job, file: SourceFile, speech: Speech): readonly string[] {
  const { words, formats } = speech
  const { needsFile } = words
  const differences: string[] = []
  if (file.name !== original.name) differences.push(needsFile.name)
  if (!isSeen) return differences
  if (file.sizeBytes !== original.sizeBytes) {
    differences.push(needsFile.size(formats.size(original.sizeBytes), formats.size(file.sizeBytes)))
  } else if (file.lastModifiedMs !== original.lastModifiedMs) differences.push(needsFile.date)
  return differences
}
