import { useEffect, useRef, type ReactNode } from 'react'
import { LoaderCircle } from 'lucide-react'
import type { Failure } from '../../../engine/job/job.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { BrowseLocation } from '../browse.ts'
import { choiceMark } from './choices.ts'
import { DocumentLine, type OnChoose } from './DocumentLine.tsx'
import type { EntryTime } from '../entry.ts'
import type { FoundList } from '../use-found.ts'
import styles from '../Finder.module.css'

/** Renders a problem with a button to try again. */
export type RenderProblem = (failure: Failure, again: () => void) => ReactNode

interface LineListProps {
  readonly label: string
  readonly list: FoundList
  /** Shown when the list is empty. */
  readonly empty: ReactNode
  readonly openId: string
  readonly evident?: EntryTime['of']
  readonly onChoose: OnChoose
  readonly onEnter?: (title: string, location: BrowseLocation) => void
}

/** A list of documents and locations inside `Choices`, with its loading and empty states. */
export function LineList({ label, list, empty, openId, evident, onChoose, onEnter }: LineListProps) {
  const { messages } = useI18n()
  const { lines, isLoading, isStale, error, more, isLoadingMore } = list
  const shown = useRef<HTMLUListElement>(null)
  const linesBefore = useRef<number | null>(null)

  // The button moves or disappears when lines are added: the first new line takes the focus.
  useEffect(() => {
    if (linesBefore.current === null || lines.length <= linesBefore.current) return
    shown.current?.children[linesBefore.current]?.querySelector('button')?.focus()
    linesBefore.current = null
  }, [lines.length])

  const showMore = () => {
    if (isLoadingMore) return
    linesBefore.current = lines.length
    more?.()
  }
  return (
    <>
      {isLoading && (
        <p className={styles['note']}>
          <LoaderCircle aria-hidden className="spin" size={16} /> <span>{messages.finder.loading}</span>
        </p>
      )}
      {!isLoading && !error && lines.length === 0 && !isStale && <div className={styles['note']}>{empty}</div>}
      {lines.length > 0 && (
        <ul ref={shown} aria-label={label} aria-busy={isStale} className={styles['lines']}>
          {lines.map((line) => (
            <DocumentLine
              key={line.key}
              line={line}
              openId={openId}
              evident={evident}
              onChoose={onChoose}
              onEnter={onEnter}
            />
          ))}
        </ul>
      )}
      {more && (
        <button
          type="button"
          className={`button-quiet button-small ${styles['more'] ?? ''}`}
          tabIndex={-1}
          {...choiceMark}
          aria-disabled={isLoadingMore}
          onClick={showMore}
        >
          {isLoadingMore ? messages.finder.loading : messages.finder.more}
        </button>
      )}
    </>
  )
}
