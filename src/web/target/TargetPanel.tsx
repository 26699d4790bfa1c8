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
  /** One line above the queue. */
  readonly isBar: boolean
  /** Everything has arrived. */
  readonly isOver: boolean
  /** Failed files are to go to another document: focuses the field. */
  readonly isAskedFor: boolean
  /** Text about what waits for a document; null when nothing does. */
  readonly waiting: string | null
  /** Notices about other documents. */
  readonly notices: ReactNode
  /** The finder, for the words in the field; null when the field holds a link. */
  readonly finder: ReactNode
  /** Options of the chosen document; null when there is nothing to choose. */
  readonly options: ReactNode
  /** Guidance for a problem of the link, or for a read-only document. */
  readonly guidance: ReactNode
}

export function TargetPanel(props: TargetPanelProps) {
  const { field, chosen, right, isBar, isOver, isAskedFor, waiting, notices, finder, options, guidance } = props
  const { state, isCard, shown } = chosen
  const { messages } = useI18n()
  const title = useRef<HTMLHeadingElement>(null)
  const found = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)

  // The focused element disappears in the swap; its replacement gets the focus.
  useEffect(() => {
    if (hadFocus.current) (isCard ? title : field).current?.focus()
  }, [isCard, field])

  useEffect(() => {
    if (isAskedFor) field.current?.focus()
  }, [isAskedFor, field])

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
          url={state.is === 'resolved' ? state.target.url : ''}
          right={right}
          isPrimary={isOver}
          onChange={chosen.clear}
          onCheckAgain={chosen.lookAgain}
        />
      ) : (
        <TargetField
          ref={field}
          text={chosen.draft}
          onText={chosen.setDraft}
          isChecking={state.is === 'checking'}
          isWrong={state.is === 'unusable'}
          isLink={chosen.isLink}
          isSeveral={state.is === 'several'}
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
      {notices}
      {guidance}
      {options}
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

function shownAs({ body, title, isInWiki }: TargetDocument): ShownDocument {
  return { family: body.is, title, isInWiki }
}
