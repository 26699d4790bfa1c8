/** Names of the page's IndexedDB databases: queues, and what was uploaded. */
export const journalName = 'feishu-uploader'
export const historyName = 'feishu-uploader-history'

/** Deletes databases without reading them, for when reading is what fails. Never rejects. */
export async function deleteDatabases(...names: readonly string[]): Promise<void> {
  await Promise.all(names.map(deleteDatabase))
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    // If another tab has it open, the browser deletes it once that tab closes it.
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}
