import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { leavesChoices } from '../finding/list/choices.ts'
import { useI18n } from '../i18n/i18n.ts'
import { ChosenDocument, type EditRight } from './ChosenDocument.tsx'
import { TargetField } from './TargetField.tsx'
import type { ShownDocument } from './shown-document.ts'
import type { TargetDocument } from './target-document.ts'
import type { ChosenTarget } from './use-target.ts'
import styles from './TargetPanel.module.css'

interface TargetPanelProps {
  readonly field: RefObject<HTMLInputElement | null>
  readonly chosen: ChosenTarget
  readonly right: EditRight
  /** How far the queue below is: the panel is one line above it, and once all has arrived, opening the document is next. */
  readonly queue: 'none' | 'shown' | 'arrived'
  /** The finder, for the words in the field; null when the field holds a link. */
  readonly finder: ReactNode
  /** What is said about the document, and its options. */
  readonly children: ReactNode
}

export function TargetPanel({ field, chosen, right, queue, finder, children }: TargetPanelProps) {
  const isBar = queue !== 'none'
  const { state, isCard, shown } = chosen
  const { messages } = useI18n()
  const title = useRef<HTMLHeadingElement>(null)
  const found = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)

  // The focused element disappears in the swap; its replacement gets the focus.
  useEffect(() => {
    if (hadFocus.current) (isCard ? title : field).current?.focus()
  }, [isCard, field])

  return (
    <section
      className={`card ${styles['panel'] ?? ''}`}
      data-is-bar={isBar && isCard}
      onFocus={() => {
        hadFocus.current = true
      }}
      onBlur={(event) => {
        hadFocus.current = event.relatedTarget === null && !document.hasFocus()
      }}
    >
      {!isBar && (
        <h2 className="step">
          <span>1</span> <span>{messages.target.step}</span>
        </h2>
      )}
      {isCard && shown ? (
        <ChosenDocument
          ref={title}
          shown={state.is === 'resolved' ? shownAs(state.target) : shown}
          chosen={chosen}
          right={right}
          isPrimary={queue === 'arrived'}
        />
      ) : (
        <TargetField
          ref={field}
          chosen={chosen}
          onGoToResults={() => found.current?.querySelector<HTMLElement>('[data-choice]')?.focus()}
        />
      )}
      {children}
      {finder && (
        <div
          ref={found}
          onKeyDown={(event) => {
            if (!leavesChoices(event)) return
            event.preventDefault()
            field.current?.focus()
          }}
        >
          {finder}
        </div>
      )}
    </section>
  )
}

/** The room that the finder takes, so that nothing below moves when it comes. */
export function ComingFinder() {
  return <div className={styles['coming']} />
}

/** What waits for a document. */
export function WaitingNote({ text }: { readonly text: string }) {
  return (
    <p role="status" className={styles['waiting']}>
      {text}
    </p>
  )
}

function shownAs({ body, title, isInWiki }: TargetDocument): ShownDocument {
  return { family: body.is, title, isInWiki }
}
