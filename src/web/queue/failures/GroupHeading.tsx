import { useEffect, useMemo, useRef, type Ref } from 'react'
import { CircleAlert } from 'lucide-react'
import { targetKeyOf } from '../../../engine/targets/families.ts'
import { useWorkspace } from '../../app/workspace-context.ts'
import { detailsOf, detailsText, firstSeenMs, hasDetails, type Occurrence } from '../../guidance/details-text.ts'
import { useActorText } from '../../guidance/use-actor-text.ts'
import { useI18n, useProblemMessages, useQueueMessages } from '../../i18n/i18n.ts'
import { actOnJobs, importableOf } from '../state/act-on-jobs.ts'
import type { RowSurroundings } from '../row/UploadRow.tsx'
import type { FailureGroup } from './failure-groups.ts'
import { StepBar } from './StepBar.tsx'
import { stepsFor } from './steps.ts'
import styles from './GroupHeading.module.css'
import type { Failure } from '../../../engine/job/job.ts'

interface GroupHeadingProps {
  readonly ref?: Ref<HTMLElement>
  /** Id of the heading, which names the group's list. */
  readonly id: string
  /** Position of the heading in a list that is not rendered whole. */
  readonly index?: number
  readonly group: FailureGroup
  /** What the rows of the list have in common: the heading names another document than the one above the queue. */
  readonly list: Pick<RowSurroundings, 'uploads' | 'whys' | 'currentTargetKey'>
  /** Whether the heading takes the focus as it appears; called once. */
  readonly takesFocus: () => boolean
}

/** Why the files below failed, in a sentence, and what to do about all of them. */
export function GroupHeading(props: GroupHeadingProps) {
  const [first] = props.group.ids
  const stage = first === undefined ? undefined : props.list.uploads.getJob(first)?.stage
  // A file may be under way again before the list knows.
  const failure = stage?.at === 'failed' ? stage.failure : null
  return <Heading {...props} failure={failure} />
}

function Heading(props: GroupHeadingProps & { readonly failure: Failure | null }) {
  const { ref, id, index, group, list, takesFocus, failure } = props
  const { cause, ids } = group
  const { messages, formats } = useI18n()
  const { failures } = useQueueMessages()
  const said = useProblemMessages()[cause.problem]
  const { title: words } = said
  const actor = useActorText(cause.problem)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus()) title.current?.focus()
  }, [takesFocus])
  return (
    <header ref={ref} data-index={index} data-group={group.key} className={styles['heading']}>
      <CircleAlert aria-hidden size={18} />
      <div className={styles['text']}>
        <h3 ref={title} id={id} tabIndex={-1}>
          <span>{words}</span> <span className={styles['count']}>{failures.files(formats.number(ids.length))}</span>
          {targetKeyOf(cause.target) !== list.currentTargetKey && (
            <>
              {' '}
              <span className={styles['count']}>
                {messages.uploads.into(cause.target.title || messages.families[cause.target.is].untitled)}
              </span>
            </>
          )}
        </h3>
        <p>
          <span>{`${said.what}${failures.gap}${said.remedy}`}</span>{' '}
          <span className={styles['who']}>
            <span>{messages.guidance.who}</span> <span>{actor}</span>
          </span>
        </p>
      </div>
      {failure && <GroupSteps group={group} list={list} failure={failure} words={words} />}
    </header>
  )
}

interface GroupStepsProps extends Pick<GroupHeadingProps, 'group' | 'list'> {
  readonly failure: Failure
  readonly words: string
}

function GroupSteps({ group: { cause, ids }, list, failure, words }: GroupStepsProps) {
  const { uploads, whys } = list
  const i18n = useI18n()
  const { actions } = useWorkspace()
  const occurrence: Occurrence = { failure, fileName: null, documentTitle: cause.target.title }
  const atMs = useMemo(() => firstSeenMs(failure), [failure])
  const importable = useMemo(() => importableOf(uploads, ids).length, [uploads, ids])
  return (
    <StepBar
      steps={stepsFor({ problem: cause.problem, files: ids.length, hasDetails: hasDetails(failure), importable })}
      files={ids.length}
      importable={importable}
      occurrence={occurrence}
      documentUrl={cause.target.url}
      detailsText={detailsText(words, detailsOf(occurrence, atMs, i18n))}
      onStep={(step) => {
        if (step === 'one-by-one' || step === 'rename') whys.walk(ids)
        else actOnJobs(uploads, ids, step, actions)
      }}
    />
  )
}
