import { useEffect, useState } from 'react'
import { copyText } from '../../guidance/copy-text.ts'
import { useI18n } from '../../i18n/i18n.ts'
import styles from './Copied.module.css'

interface Copying {
  readonly text: string
  /** Null until the browser has answered. */
  readonly isCopied: boolean | null
}

/** Long enough to read it. */
const toldForMs = 4_000

export function useCopying() {
  const [copied, setCopied] = useState<Copying | null>(null)
  const isCopied = copied?.isCopied === true
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(null), toldForMs)
    return () => clearTimeout(timer)
  }, [isCopied, copied])
  const copy = (text: string) => {
    setCopied({ text, isCopied: null })
    void copyText(text).then((done) => setCopied({ text, isCopied: done }))
  }
  return { copied, copy, leave: () => setCopied(null) }
}

/**
 * Positioned beside the buttons without moving them. The live region exists before its text, since screen readers announce only
 * changes.
 */
export function Copied({ text, isCopied, onLeave }: Copying & { readonly onLeave: () => void }) {
  const { messages } = useI18n()
  const { guidance } = messages
  return (
    <div className={styles['copied']} data-is-empty={isCopied === null}>
      <span role="status">{isCopied === null ? '' : isCopied ? guidance.copied : guidance.copyFailed}</span>
      {isCopied === false && (
        <textarea
          ref={selectWhole}
          readOnly
          rows={Math.min(6, text.split('\n').length)}
          value={text}
          aria-label={guidance.copyFailed}
          onBlur={onLeave}
          onKeyDown={({ key }) => {
            if (key === 'Escape') onLeave()
          }}
        />
      )}
    </div>
  )
}

/** So that it can be copied by the keyboard. */
function selectWhole(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.select()
}
