import { Suspense } from 'react'
import type { Job, Stays } from '../../../engine/job/job.ts'
import { familyOf } from '../../../engine/targets/families.ts'
import { useProblemMessages, useQueueMessages } from '../../i18n/i18n.ts'

/** What is left in the target of a file that was taken out, or could not be. */
export function TakenOutNote({ job: { stage, target } }: { readonly job: Job }) {
  const { takeOut: say } = useQueueMessages()
  if (stage.at === 'cancelled' && stage.takenOut?.left) {
    const { spot, left } = stage.takenOut
    return (
      <>
        <span>{say.left[left]}</span>
        <Look url={familyOf(target).shownAt(target, spot)} />
      </>
    )
  }
  if (stage.at !== 'done' || !stage.stays) return null
  return (
    <>
      <Suspense>
        <Why stays={stage.stays} />
      </Suspense>
      <Look url={stage.made ? stage.made.url : familyOf(target).shownAt(target, stage.spot)} />
    </>
  )
}

function Why({ stays: { failure, isUnclear } }: { readonly stays: Stays }) {
  const { takeOut: say } = useQueueMessages()
  const { title: words } = useProblemMessages()[failure.problem]
  return (
    <>
      <span>{words}</span>
      {isUnclear && <span>{say.unclear}</span>}
    </>
  )
}

function Look({ url }: { readonly url: string | null }) {
  const { takeOut: say } = useQueueMessages()
  if (url === null || !/^https?:/.test(url)) return null
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {say.look}
    </a>
  )
}
