import { Suspense } from 'react'
import { whyAttachment, type WhyAttachment } from '../../../engine/files/why-attachment.ts'
import type { Job } from '../../../engine/job/job.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'

interface NoteProps {
  readonly job: Job
}

/** Why a file that looks like a picture becomes an attachment. */
export function AsAttachment({ job }: NoteProps) {
  const why = whyAttachment(job)
  if (!why) return null
  return (
    <Suspense>
      <WhyAttachmentText why={why} />
    </Suspense>
  )
}

function WhyAttachmentText({ why }: { readonly why: WhyAttachment }) {
  const { asAttachment } = useQueueMessages()
  return <span>{why.is === 'format' ? asAttachment.format(why.format.toUpperCase()) : asAttachment[why.is]}</span>
}

/** That a file is to take an earlier one's place, or why it was added as another one instead. */
export function ReplaceNote({ job: { replaces, notReplaced } }: NoteProps) {
  const { replacing: say } = useQueueMessages()
  if (replaces) return <span>{say.isTo}</span>
  return notReplaced ? <span>{say.not[notReplaced]}</span> : null
}

/** What was done to a picture, and how large it was before. */
export function AlteredNote({ job: { altered } }: NoteProps) {
  const { formats } = useI18n()
  const { imageOptions: say } = useQueueMessages()
  if (!altered) return null
  const how = altered.how.flatMap((each) => (Object.hasOwn(say.how, each) ? [say.how[each]] : []))
  return <span>{say.altered(how, formats.size(altered.fromBytes))}</span>
}
