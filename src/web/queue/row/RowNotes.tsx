import { Suspense } from 'react'
import { isBroken } from '../../../engine/files/contents.ts'
import { mediaKindOf } from '../../../engine/files/media-kind.ts'
import type { Job } from '../../../engine/job/job.ts'
import { familyOf } from '../../../engine/targets/families.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'

interface NoteProps {
  readonly job: Job
}

/** Why a file that a person may take for a picture does not become one. `format`: as in `Contents`. */
export type WhyAttachment =
  | { readonly is: 'format'; readonly format: string }
  | { readonly is: 'broken' }
  | { readonly is: 'no-picture' }

/** Null for pictures, for files that nobody expects to be one, before the contents are known, and in targets without pictures. */
export function whyAttachment({ contents, kind, file, target }: Job): WhyAttachment | null {
  if (!contents || kind === 'image' || !familyOf(target).showsPictures) return null
  if (isBroken(contents)) return { is: 'broken' }
  if (contents.format !== null) return { is: 'format', format: contents.format }
  return mediaKindOf(file) === 'image' ? { is: 'no-picture' } : null
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
