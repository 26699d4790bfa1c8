import { useMemo } from 'react'
import { CircleAlert } from 'lucide-react'
import type { Action } from '../../contract/problems/problem.ts'
import { WithMessages } from '../boundary/Lazy.tsx'
import { useProblemMessages, useI18n } from '../i18n/i18n.ts'
import { ActionButton } from './ActionButton.tsx'
import { CopyButton } from './CopyButton.tsx'
import { detailsOf, detailsText, firstSeenMs, hasDetails, type Occurrence } from './details-text.ts'
import { Details } from './Details.tsx'
import { offeredActions, type GuidanceSurface } from './offered-actions.ts'
import { useActorText } from './use-actor-text.ts'
import styles from './Guidance.module.css'

interface GuidanceProps {
  readonly occurrence: Occurrence
  readonly surface: GuidanceSurface
  /** Additional text after the remedy. */
  readonly note?: string
  readonly documentUrl: string | null
  /** Name of the person who can act; empty when unknown. */
  readonly actorName?: string
  /** Carries out an action; not called for those handled here (copying, opening links). */
  readonly onAction: (action: Action) => void
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
  const { occurrence, surface, note, documentUrl, actorName = '', onAction } = props
  const i18n = useI18n()
  const problemMessages = useProblemMessages()
  const { messages } = i18n
  const { failure } = occurrence
  const atMs = useMemo(() => firstSeenMs(failure), [failure])
  const said = problemMessages[failure.problem]
  const { title: cause } = said
  const details = detailsOf(occurrence, atMs, i18n)
  const actor = useActorText(failure.problem, actorName)

  return (
    <div className={styles['guidance']} data-surface={surface} role="alert">
      <CircleAlert aria-hidden size={18} />
      <div className={styles['text']}>
        <h3>{cause}</h3>
        <p>{said.what}</p>
        {surface !== 'queue-for-a-while' && <p>{said.remedy}</p>}
        {failure.problem === 'link-redirect' && <p>{messages.target.leadsOver(failure.msg)}</p>}
        {note !== undefined && <p>{note}</p>}
        <p className={styles['who']}>
          <span>{messages.guidance.who}</span>
          <span>{actor}</span>
        </p>
        <div className={styles['actions']}>
          {offeredActions(failure.problem, surface, hasDetails(failure)).map((action, index) =>
            action === 'copy-details' ? (
              <CopyButton key={action} label={messages.guidance.actions[action]} text={detailsText(cause, details)} />
            ) : (
              <ActionButton
                key={action}
                action={action}
                surface={surface}
                isFirst={index === 0 && surface !== 'sign-in'}
                occurrence={occurrence}
                documentUrl={documentUrl}
                onAction={onAction}
              />
            ),
          )}
        </div>
        {hasDetails(failure) && (
          <details>
            <summary>{messages.guidance.details}</summary>
            <Details details={details} />
          </details>
        )}
      </div>
    </div>
  )
}
