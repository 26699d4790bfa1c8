/** The database that queues are kept in. */
export const journalName = 'feishu-uploader'

/** Deletes whatever this browser keeps of queues, unread: for the case that reading it is what fails. Never rejects. */
export function forgetJournal(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(journalName)
    // Another tab may hold it open; it is deleted when that one lets go.
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}
