import { useSpeech } from '../i18n/speech.ts'

export function ReloadButton() {
  const { words } = useSpeech()
  return (
    <button type="button" className="button button-small" onClick={() => location.reload()}>
      {words.version.reload}
    </button>
  )
}
