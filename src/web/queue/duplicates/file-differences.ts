import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Job } from '../../../engine/job/job.ts'
import type { Formats } from '../../i18n/formats.ts'
import type { QueueMessages } from '../../i18n/zh-CN/queue.ts'

/** What sets a file apart from the one a job was made for, in words. */
export function differencesOf(
  { file: original, isSeen }: Job,
  file: SourceFile,
  messages: QueueMessages['needsFile'],
  formats: Formats,
): readonly string[] {
  const differences: string[] = []
  if (file.name !== original.name) differences.push(messages.name)
  if (!isSeen) return differences
  if (file.sizeBytes !== original.sizeBytes) {
    differences.push(messages.size(formats.size(original.sizeBytes), formats.size(file.sizeBytes)))
  } else if (file.lastModifiedMs !== original.lastModifiedMs) differences.push(messages.date)
  return differences
}
