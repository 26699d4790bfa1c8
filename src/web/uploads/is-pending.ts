import type { QueueSnapshot } from '../../engine/uploads.ts'

/** Whether files are still to arrive, paused ones among them. */
export function isPending({ counts }: Pick<QueueSnapshot, 'counts'>): boolean {
  return counts.waiting + counts.active + counts.paused + counts['needs-file'] > 0
}
