import { useMemo, useState, type ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import { problems } from '../../contract/problems/catalogue.ts'
import type { Action } from '../../contract/problems/problem.ts'
import { WithMessages } from '../boundary/Lazy.tsx'
import { useProblemMessages, useI18n } from '../i18n/i18n.ts'
import { ActionButton } from './ActionButton.tsx'
import { detailsOf, detailsText, type Occurrence } from './details-text.ts'
import { offeredActions, type Surface } from './offered-actions.ts'
import { RenameField } from './RenameField.tsx'
import styles from './Guidance.module.css'
import type { Failure } from '../../engine/job/job.ts'

interface GuidanceProps {
  readonly occurrence: Occurrence
  readonly surface: Surface
  /** Heading instead of the problem's own title. */
  readonly title?: string
  /** Additional text after the remedy. */
  readonly note?: string
  readonly documentUrl: string | null
  /** Name of the person who can act; empty when unknown. */
  readonly actorName?: string
  /** Carries out an action; not called for those handled here (copying, opening links, showing the rename field). */
  readonly onAction: (action: Action) => void
  readonly onRename?: (name: string) => void
  /** Additional buttons. */
  readonly children?: ReactNode
}

/** What happened, what to do, who can do it, and the buttons that do it. */
export function Guidance(props: GuidanceProps) {
  const { problemMessages } = useI18n()
  return (
    <WithMessages lazy={problemMessages}>
      <GuidanceInMessages {...props} />
    </WithMessages>
  )
}

function GuidanceInMessages(props: GuidanceProps) {
  const { occurrence, surface, title, note, documentUrl, actorName = '', onAction, onRename, children } = props
  const i18n = useI18n()
  const problemMessages = useProblemMessages()
  const { messages } = i18n
  const [isRenaming, setRenaming] = useState(false)
  const { failure } = occurrence
  const atMs = useMemo(() => firstSeenMs(failure), [failure])
  const said = problemMessages[failure.problem]
  const details = detailsOf(occurrence, atMs, i18n)
  const hasDetails = failure.code !== null || failure.msg !== '' || failure.logId !== null
  const heading = title ?? said.title
  const actor = messages.guidance.actors[problems[failure.problem].actor]

  return (
    <div className={styles['guidance']} data-surface={surface} role={surface === 'file' ? undefined : 'alert'}>
      <CircleAlert aria-hidden size={18} />
      <div className={styles['text']}>
        {/* A group's heading counts its files: announced when it appears, but not with each further file. */}
        <h3 aria-live={surface === 'group' ? 'off' : undefined}>{heading}</h3>
        <p>{said.what}</p>
        {surface !== 'queue-for-a-while' && <p>{said.remedy}</p>}
        {note !== undefined && <p>{note}</p>}
        <p className={styles['who']}>
          <span>{messages.guidance.who}</span>
          <span>{actorName === '' ? actor : messages.guidance.actorNamed(actor, actorName)}</span>
        </p>
        {isRenaming && onRename ? (
          <RenameField
            name={occurrence.fileName ?? ''}
            onCancel={() => setRenaming(false)}
            onRename={(name) => {
              setRenaming(false)
              onRename(name)
            }}
          />
        ) : (
          <div className={styles['actions']}>
            {offeredActions(failure.problem, surface, hasDetails).map((action, index) => (
              <ActionButton
                key={action}
                action={action}
                surface={surface}
                isFirst={index === 0 && surface !== 'sign-in'}
                occurrence={occurrence}
                documentUrl={documentUrl}
                detailsText={detailsText(heading, details)}
                onAction={(chosen) => (chosen === 'rename' ? setRenaming(true) : onAction(chosen))}
              />
            ))}
            {children}
          </div>
        )}
        {hasDetails && (
          <details>
            <summary>{messages.guidance.details}</summary>
            <dl>
              {details.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </div>
  )
}

const seen = new WeakMap<Failure, number>()

/** When the page first showed this failure, in milliseconds since 1970; the same on later calls. */
function firstSeenMs(failure: Failure): number {
  const known = seen.get(failure)
  if (known !== undefined) return known
  const nowMs = Date.now()
  seen.set(failure, nowMs)
  return nowMs
}
