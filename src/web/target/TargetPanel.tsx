import { useEffect, useRef, type ReactNode } from 'react'
import { ChosenDocument } from './ChosenDocument.tsx'
import { TargetField } from './TargetField.tsx'
import type { ChosenTarget } from './use-target.ts'
import styles from './TargetPanel.module.css'

interface TargetPanelProps {
  readonly chosen: ChosenTarget
  /** Files that failed are to go to another document: the field comes to the front. */
  readonly isAskedFor: boolean
  /** What waits for a document, in words; null when nothing does. */
  readonly waiting: string | null
  /** Finds a document by other means than its link, for the words in the field; null where a link stands. */
  readonly finder: ReactNode
  /** Where exactly files go in the document; null where there is nothing to choose. */
  readonly options: ReactNode
  /** Guidance of the problem the link has, or of a document that may only be read. */
  readonly guidance: ReactNode
}

export function TargetPanel({ chosen, isAskedFor, waiting, finder, options, guidance }: TargetPanelProps) {
  const { state } = chosen
  const field = useRef<HTMLInputElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const found = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  const isResolved = state.is === 'resolved'

  // The element that had the focus goes away with the swap; the one that takes its place gets it.
  useEffect(() => {
    if (hadFocus.current) (isResolved ? title : field).current?.focus()
  }, [isResolved])

  useEffect(() => {
    if (isAskedFor) field.current?.focus()
  }, [isAskedFor])

  return (
    <section
      className={`card ${styles['panel'] ?? ''}`}
      onFocus={() => {
        hadFocus.current = true
      }}
      onBlur={(event) => {
        hadFocus.current = event.relatedTarget === null && !document.hasFocus()
      }}
    >
      {isResolved ? (
        <ChosenDocument ref={title} target={state.target} onChange={chosen.clear} />
      ) : (
        <TargetField
          ref={field}
          text={chosen.draft}
          onText={chosen.setDraft}
          isChecking={state.is === 'checking'}
          isWrong={state.is === 'unusable'}
          isLink={chosen.isLink}
          onChoose={chosen.choose}
          onGoToResults={() => found.current?.querySelector<HTMLElement>('[data-choice]')?.focus()}
          onCancel={chosen.goBack}
        />
      )}
      {waiting !== null && (
        <p role="status" className={styles['waiting']}>
          {waiting}
        </p>
      )}
      {guidance}
      {options}
      {finder && <div ref={found}>{finder}</div>}
    </section>
  )
}
