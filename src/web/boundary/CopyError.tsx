import { useState } from 'react'
import { copyText } from '../guidance/copy-text.ts'
import { useI18n } from '../i18n/i18n.ts'

/** Copies details for support; names and addresses of documents are left out. */
function textOf(error: unknown): string {
  const said = error instanceof Error ? (error.stack ?? String(error)) : String(error)
  return [new Date().toISOString(), navigator.userAgent, said].join('\n')
}

export function CopyError({ error }: { readonly error: unknown }) {
  const { messages } = useI18n()
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  const copy = () => void copyText(textOf(error)).then((copied) => setOutcome(copied ? 'copied' : 'refused'))
  return (
    <>
      <button type="button" className="button button-small" onClick={copy}>
        {outcome === 'copied' ? messages.guidance.copied : messages.guidance.actions['copy-details']}
      </button>
      {outcome === 'refused' && <textarea readOnly rows={4} value={textOf(error)} />}
    </>
  )
}
