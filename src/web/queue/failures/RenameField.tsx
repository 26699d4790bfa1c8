import { useId, useState } from 'react'
import { fileNameMaxCharacters } from '../../../contract/feishu/limits.ts'
import { isForInputMethod } from '../../platform/input-method.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { cleanNameOf } from '../../names/hidden-characters.ts'
import styles from './RenameField.module.css'

interface RenameFieldProps {
  /** Hidden characters cannot be seen in a field, so it starts without them. */
  readonly name: string
  readonly onRename: (name: string) => void
  readonly onCancel: () => void
}

export function RenameField({ name, onRename, onCancel }: RenameFieldProps) {
  const { messages, formats } = useI18n()
  const id = useId()
  const [text, setText] = useState(() => cleanNameOf(name) ?? name)
  const characters = Array.from(text).length
  const isUsable = text.trim() !== '' && characters <= fileNameMaxCharacters

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isUsable) onRename(text.trim())
      }}
    >
      <label htmlFor={id}>{messages.guidance.newName}</label>
      <input
        id={id}
        type="text"
        value={text}
        autoFocus
        aria-describedby={`${id}-count`}
        aria-invalid={!isUsable}
        onFocus={(event) => selectStem(event.target)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isForInputMethod(event)) onCancel()
        }}
      />
      <span id={`${id}-count`} className={styles['count']} data-too-long={characters > fileNameMaxCharacters}>
        {`${formats.number(characters)} / ${formats.number(fileNameMaxCharacters)}`}
      </span>
      <button type="submit" className="button-primary button-small" disabled={!isUsable}>
        {messages.guidance.save}
      </button>
      <button type="button" className="button button-small" onClick={onCancel}>
        {messages.guidance.cancel}
      </button>
    </form>
  )
}

/** Selects the name without its extension, so that typing keeps the extension. */
function selectStem(field: HTMLInputElement): void {
  const dot = field.value.lastIndexOf('.')
  field.setSelectionRange(0, dot > 0 ? dot : field.value.length)
}
