import { useI18n } from '../i18n/i18n.ts'

export function ReloadButton() {
  const { messages } = useI18n()
  return (
    <button type="button" className="button button-small" onClick={() => location.reload()}>
      {messages.version.reload}
    </button>
  )
}
