import { useId, type Ref } from 'react'
import { LoaderCircle, Search, X } from 'lucide-react'
import { isForInputMethod } from '../platform/input-method.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { ChosenTarget } from './use-target.ts'
import styles from './TargetField.module.css'

interface TargetFieldProps {
  readonly ref?: Ref<HTMLInputElement>
  readonly chosen: Pick<ChosenTarget, 'state' | 'draft' | 'setDraft' | 'isLink' | 'choose' | 'goBack'>
  /** Moves on to the results: of search words, or of several documents. */
  readonly onGoToResults: () => void
}

export function TargetField({ ref, chosen, onGoToResults }: TargetFieldProps) {
  const { state, draft: text, setDraft: onText, isLink, choose: onChoose, goBack: onCancel } = chosen
  const isChecking = state.is === 'checking'
  // Several documents are listed below the field, as results.
  const isSeveral = state.is === 'several'
  const { messages } = useI18n()
  const id = useId()

  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isLink(text) && !isSeveral) onChoose(text)
        else onGoToResults()
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {messages.target.label}
      </label>
      <div className={styles['line']}>
        <span className={styles['field']}>
          {isChecking ? <LoaderCircle aria-hidden className="spin" size={18} /> : <Search aria-hidden size={18} />}
          <input
            ref={ref}
            id={id}
            type="text"
            enterKeyHint="search"
            autoComplete="off"
            spellCheck={false}
            placeholder={messages.target.placeholder}
            value={text}
            aria-describedby={`${id}-hint`}
            aria-invalid={state.is === 'unusable'}
            onPaste={(event) => {
              // A pasted link replaces the field's text and is chosen at once.
              const pasted = event.clipboardData.getData('text/plain')
              if (event.clipboardData.files.length > 0 || !isLink(pasted)) return
              event.preventDefault()
              onChoose(pasted)
            }}
            onChange={(event) => {
              onText(event.target.value)
              if (isPaste(event.nativeEvent) && isLink(event.target.value)) onChoose(event.target.value)
            }}
            onKeyDown={(event) => {
              if (isForInputMethod(event)) return
              if (event.key === 'ArrowDown') {
                event.preventDefault()
                onGoToResults()
              }
              if (event.key === 'Escape') onText('')
            }}
          />
          {text !== '' && <ClearButton onClear={() => onText('')} />}
        </span>
        {isLink(text) && !isSeveral && (
          <button type="submit" className="button-primary">
            {messages.target.use}
          </button>
        )}
        {onCancel && (
          <button type="button" className="button-quiet" onClick={onCancel}>
            {messages.target.cancelChange}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className={styles['hint']}>
        {messages.target.hint}
      </p>
      <div aria-live="polite" className="visually-hidden">
        {isChecking && messages.target.checking}
      </div>
    </form>
  )
}

function ClearButton({ onClear }: { readonly onClear: () => void }) {
  const { messages } = useI18n()
  return (
    <button
      type="button"
      className="button-icon"
      aria-label={messages.target.clear}
      data-tip={messages.target.clear}
      onClick={(event) => {
        onClear()
        // This button disappears with the text.
        event.currentTarget.parentElement?.querySelector('input')?.focus()
      }}
    >
      <X aria-hidden size={16} />
    </button>
  )
}

function isPaste(event: Event): boolean {
  return event instanceof InputEvent && (event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop')
}
