import { useSpeech } from '../i18n/speech.ts'
import { forgetJournal } from '../journal/forget-journal.ts'

/** Where a queue can not even be opened, all that this browser keeps of queues goes. */
export function ForgetDatabase() {
  const { words } = useSpeech()
  const forget = () => {
    if (confirm(words.broken.forgetAllSure)) void forgetJournal().finally(() => location.reload())
  }
  return (
    <button type="button" className="button button-small" onClick={forget}>
      {words.broken.forget}
    </button>
  )
}
