import { useI18n } from '../i18n/i18n.ts'
import { deleteDatabases, journalName } from '../platform/databases.ts'

/** Offers to delete all stored queues, for when no queue can be opened. */
export function ForgetDatabase() {
  const { messages } = useI18n()
  const forget = () => {
    if (confirm(messages.broken.forgetAllSure)) void deleteDatabases(journalName).finally(() => location.reload())
  }
  return (
    <button type="button" className="button button-small" onClick={forget}>
      {messages.broken.forget}
    </button>
  )
}
