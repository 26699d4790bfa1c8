import { useEffect, useRef, type ReactNode } from 'react'
import { LoaderCircle } from 'lucide-react'
import type { Failure } from '../../engine/job/job.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { BrowseLocation } from './browse.ts'
import { moveAmongChoices } from './choices.ts'
import { DocumentLine, type OnChoose } from './DocumentLine.tsx'
import type { FoundList } from './use-found.ts'
import styles from './Finder.module.css'

/** Renders a problem with a button to try again. */
export type RenderProblem = (failure: Failure, again: () => void) => ReactNode

interface LineListProps {
  readonly label: string
  readonly list: FoundList
  readonly empty: string
  readonly onChoose: OnChoose
  readonly onEnter?: (title: string, location: BrowseLocation) => void
  readonly renderProblem: RenderProblem
}

/** A list of documents and locations, with its loading, empty and error states. */
export function LineList({ label, list, empty, onChoose, onEnter, renderProblem }: LineListProps) {
  const { messages } = useI18n()
  const { lines, isLoading, isStale, error, more, isLoadingMore, again } = list
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
      {error && renderProblem(error.failure, again)}
      {isLoading && (
        <p className={styles['note']}>
          <LoaderCircle aria-hidden className="spin" size={16} /> <span>{messages.finder.loading}</span>
        </p>
      )}
      {!isLoading && !error && lines.length === 0 && !isStale && <p className={styles['note']}>{empty}</p>}
      {lines.length > 0 && (
        <ul ref={shown} aria-label={label} aria-busy={isStale} className={styles['lines']} onKeyDown={moveAmongChoices}>
          {lines.map((line) => (
            <DocumentLine key={line.key} line={line} onChoose={onChoose} onEnter={onEnter} />
          ))}
        </ul>
      )}
      {more && (
        <button type="button" className="button button-small" aria-disabled={isLoadingMore} onClick={showMore}>
          {isLoadingMore ? messages.finder.loading : messages.finder.more}
        </button>
      )}
    </>
  )
}
