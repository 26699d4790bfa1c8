import type { Cause, Uploads } from '../../../engine/queue/uploads.ts'
import { Guidance } from '../../guidance/Guidance.tsx'
import { useProblemMessages, useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { useWorkspace } from '../../app/workspace-context.ts'
import { actOnJobs } from '../state/act-on-jobs.ts'

interface CauseGuidanceProps {
  readonly cause: Cause
  readonly uploads: Uploads
  /** Whether the list shows only the files of this cause. */
  readonly isAlone: boolean
  readonly onAlone: (isAlone: boolean) => void
}

/** Guidance for all files that failed for the same cause. */
export function CauseGuidance({ cause, uploads, isAlone, onAlone }: CauseGuidanceProps) {
  const { messages, formats } = useI18n()
  const { filters } = useQueueMessages()
  const { actions } = useWorkspace()
  const problemMessages = useProblemMessages()
  const [first] = cause.ids
  const stage = first === undefined ? undefined : uploads.getJob(first)?.stage
  if (stage?.at !== 'failed') return null
  return (
    <Guidance
      surface="group"
      title={messages.guidance.group(problemMessages[cause.problem].title, formats.number(cause.ids.length))}
      occurrence={{ failure: stage.failure, fileName: null, documentTitle: cause.target.title }}
      documentUrl={cause.target.url}
      onAction={(action) => actOnJobs(uploads, cause.ids, action, actions)}
    >
      <button type="button" className="button button-small" aria-pressed={isAlone} onClick={() => onAlone(!isAlone)}>
        {filters.onlyCause}
      </button>
    </Guidance>
  )
}
