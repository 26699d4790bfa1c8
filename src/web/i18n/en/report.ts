import type { QueueMessages } from '../zh-CN/queue.ts'

export const reportMessages = {
  exports: { csv: 'Export list of files (CSV)', json: 'Export list of files (JSON)' },
  fileNames: {
    failed: (day) => `Failed files ${day}`,
    queue: (day) => `Uploaded files ${day}`,
    history: (day) => `Upload history ${day}`,
  },
  path: 'Path',
  sizeBytes: 'Size (bytes)',
  state: 'State',
  states: { arrived: 'In place', pending: 'Not finished', failed: 'Failed', cancelled: 'Cancelled' },
  documentLink: 'Document link',
  link: 'Place of the file',
  token: 'File token',
  reason: 'Reason',
  remedy: 'What to do',
} satisfies QueueMessages['report']
