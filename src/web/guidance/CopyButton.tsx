import { useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import { copyText } from './copy-text.ts'

interface CopyButtonProps {
  readonly label: string
  readonly text: string
}

export function CopyButton({ label, text }: CopyButtonProps) {
  const { messages } = useI18n()
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none')
  const copy = async () => {
    const copied = await copyText(text)
    setOutcome(copied ? 'copied' : 'refused')
  }
  return (
    <>
      <button type="button" className="button button-small" onClick={() => void copy()}>
        {outcome === 'copied' ? <Check aria-hidden size={15} /> : <Copy aria-hidden size={15} />}
        <span>{label}</span>
      </button>
      <span role="status" className={outcome === 'refused' ? undefined : 'visually-hidden'}>
        {outcome === 'copied' ? messages.guidance.copied : outcome === 'refused' ? messages.guidance.copyFailed : ''}
      </span>
      {outcome === 'refused' && (
        <textarea readOnly rows={4} value={text} aria-label={label} onFocus={(event) => event.target.select()} />
      )}
    </>
  )
}
