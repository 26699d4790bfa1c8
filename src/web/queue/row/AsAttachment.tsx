import { Suspense } from 'react'
import { whyAttachment, type WhyAttachment } from '../../../engine/files/why-attachment.ts'
import type { Job } from '../../../engine/job/job.ts'
import { useQueueMessages } from '../../i18n/i18n.ts'

/** Why a file that looks like a picture becomes an attachment. */
export function AsAttachment({ job }: { readonly job: Job }) {
  const why = whyAttachment(job)
  if (!why) return null
  return (
    <Suspense>
      <Why why={why} />
    </Suspense>
  )
}

function Why({ why }: { readonly why: WhyAttachment }) {
  const { asAttachment } = useQueueMessages()
  return <span>{why.is === 'format' ? asAttachment.format(why.format.toUpperCase()) : asAttachment[why.is]}</span>
}
