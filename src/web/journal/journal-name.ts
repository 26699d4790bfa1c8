/** The database that queues are kept in. */
export const journalName = 'feishu-uploader'
