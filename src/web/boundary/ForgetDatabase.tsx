import { useI18n } from '../i18n/i18n.ts'
import { forgetJournal } from '../journal/forget-journal.ts'

/** Where a queue can not even be opened, all that this browser keeps of queues goes. */
export function ForgetDatabase() {
  const { messages } = useI18n()
  const forget = () => {
    if (confirm(messages.broken.forgetAllSure)) void forgetJournal().finally(() => location.reload())
  }
  return (
    <button type="button" className="button button-small" onClick={forget}>
      {messages.broken.forget}
    </button>
  )
}
