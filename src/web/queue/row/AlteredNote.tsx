import type { Job } from '../../../engine/job/job.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'

/** What was done to a picture, and how large it was before. */
export function AlteredNote({ job: { altered } }: { readonly job: Job }) {
  const { formats } = useI18n()
  const { imageOptions: say } = useQueueMessages()
  if (!altered) return null
  const how = altered.how.flatMap((each) => (Object.hasOwn(say.how, each) ? [say.how[each]] : []))
  return <span>{say.altered(how, formats.size(altered.fromBytes))}</span>
}
