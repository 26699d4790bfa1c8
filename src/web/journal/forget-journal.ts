/** Name of the IndexedDB database. */
export const journalName = 'feishu-uploader'

/** Deletes the database without reading it, for when reading is what fails. Never rejects. */
export function forgetJournal(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(journalName)
    // If another tab has it open, the browser deletes it once that tab closes it.
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}
