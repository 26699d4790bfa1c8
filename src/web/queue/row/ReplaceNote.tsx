import type { Job } from '../../../engine/job/job.ts'
import { useQueueMessages } from '../../i18n/i18n.ts'

/** That a file is to take an earlier one's place, or why it was added as another one instead. */
export function ReplaceNote({ job: { replaces, notReplaced } }: { readonly job: Job }) {
  const { replacing: say } = useQueueMessages()
  if (replaces) return <span>{say.isTo}</span>
  return notReplaced ? <span>{say.not[notReplaced]}</span> : null
}
