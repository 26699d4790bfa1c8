import type { SourceFile } from '../../../engine/doors.ts'
import type { Job } from '../../../engine/job/job.ts'
import type { Formats } from '../../i18n/formats.ts'
import type { QueueWords } from '../../i18n/zh-CN/queue.ts'

/** What sets a file apart from the one a job was made for, in words. */
export function differencesOf(
  { file: original, isSeen }: Job,
  file: SourceFile,
  words: QueueWords['needsFile'],
  formats: Formats,
): readonly string[] {
  const differences: string[] = []
  if (file.name !== original.name) differences.push(words.name)
  if (!isSeen) return differences
  if (file.sizeBytes !== original.sizeBytes) {
    differences.push(words.size(formats.size(original.sizeBytes), formats.size(file.sizeBytes)))
  } else if (file.lastModifiedMs !== original.lastModifiedMs) differences.push(words.date)
  return differences
}
