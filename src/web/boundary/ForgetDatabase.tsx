import { useI18n } from '../i18n/i18n.ts'
import { forgetJournal } from '../journal/forget-journal.ts'

/** Offers to delete all stored queues, for when no queue can be opened. */
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
