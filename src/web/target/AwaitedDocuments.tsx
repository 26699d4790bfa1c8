import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Target } from '../../engine/targets/target.ts'
import type { IntakeSnapshot } from '../drop/intake/intake-snapshot.ts'
import { useQueueMessages, useI18n } from '../i18n/i18n.ts'
import { type TargetDocument, isWritable } from './target-document.ts'
import { usualTargetOf } from './use-chosen-target.ts'
import { targetQuery, type ChosenTarget, type Seeker } from './use-target.ts'
import styles from './TargetNotice.module.css'

interface AwaitedDocumentsProps {
  readonly seeker: Seeker
  readonly chosen: ChosenTarget
  /** Target in the chosen document; null while it is unknown, or if the document takes no files. */
  readonly target: Target | null
  readonly awaited: IntakeSnapshot['awaited']
  /** Releases the files waiting for a document to its target; null: to the next document that takes files. */
  readonly onResolve: (link: string, target: Target | null) => void
}

/**
 * Resolves the documents that dropped files wait for, also after another document has been chosen, and shows those that
 * need the person's help.
 */
export function AwaitedDocuments({ awaited, ...props }: AwaitedDocumentsProps) {
  return awaited.map((each) => <AwaitedDocument key={each.link} awaited={each} {...props} />)
}

interface AwaitedDocumentProps extends Omit<AwaitedDocumentsProps, 'awaited'> {
  readonly awaited: Awaited
}

function AwaitedDocument({ seeker, chosen, target, awaited, onResolve }: AwaitedDocumentProps) {
  const { link, title, files } = awaited
  const [linkOptions] = useState(() => new URLSearchParams(location.search))
  const answer = useQuery(targetQuery(seeker, link))
  const state = link === chosen.link ? stateOfChosen(chosen, target) : stateOf(answer, linkOptions)
  const resolved = state.is === 'resolved' ? state.target : undefined

  useEffect(() => {
    if (resolved !== undefined) onResolve(link, resolved)
  }, [resolved, link, onResolve])

  if (state.is !== 'left' || files === 0) return null
  return (
    <LeftBehind
      awaited={awaited}
      lacks={state.lacks}
      target={target}
      onGoTo={() => chosen.pick(link, title)}
      onLetGo={() => onResolve(link, target)}
    />
  )
}

type Awaited = IntakeSnapshot['awaited'][number]

type AwaitedState =
  | { readonly is: 'resolved'; readonly target: Target | null }
  /** The chosen document has its own display. */
  | { readonly is: 'shown' }
  /** `place`: the person must choose where in this kind of document. */
  | { readonly is: 'left'; readonly lacks: 'answer' | 'right' | 'place' }

function stateOfChosen({ state }: ChosenTarget, target: Target | null): AwaitedState {
  const takesNone = state.is === 'unusable' || (state.is === 'resolved' && !isWritable(state.target))
  return target !== null || takesNone ? { is: 'resolved', target } : { is: 'shown' }
}

function stateOf(
  { data, error }: { readonly data: TargetDocument | undefined; readonly error: Error | null },
  linkOptions: URLSearchParams,
): AwaitedState {
  if (error) return { is: 'left', lacks: 'right' }
  if (!data) return { is: 'left', lacks: 'answer' }
  if (!isWritable(data)) return { is: 'left', lacks: 'right' }
  const target = usualTargetOf(data, linkOptions)
  return target ? { is: 'resolved', target } : { is: 'left', lacks: 'place' }
}

interface LeftBehindProps {
  readonly awaited: Awaited
  readonly lacks: 'answer' | 'right' | 'place'
  readonly target: Target | null
  readonly onGoTo: () => void
  readonly onLetGo: () => void
}

/** Notice of files dropped for another document than the chosen one. */
function LeftBehind({ awaited: { title, files }, lacks, target, onGoTo, onLetGo }: LeftBehindProps) {
  const { formats } = useI18n()
  const { leftBehind } = useQueueMessages()
  return (
    <div role="status" className={styles['notice']}>
      <p>
        <span>{leftBehind.what(formats.number(files), title)}</span>
        <span>{leftBehind.lacks[lacks]}</span>
      </p>
      <div className={styles['ways']}>
        <button type="button" className="button button-small" onClick={onGoTo}>
          {leftBehind.goTo(title)}
        </button>
        <button type="button" className="button button-small" onClick={onLetGo}>
          {target && target.title !== '' ? leftBehind.putInto(target.title) : leftBehind.putElsewhere}
        </button>
      </div>
    </div>
  )
}
