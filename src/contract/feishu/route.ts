/** How often a call may be made, per Feishu app and tenant. Official: "frequency control", tiers 1 to 21. */
export interface Rate {
  readonly calls: number
  readonly perMs: number
  /** Calls of one minute, where Feishu counts those too. */
  readonly perMinute?: number
  /** Calls of one day, where Feishu sets such a limit. */
  readonly perDay?: number
  /** Edits of one document share a second limit (limits.ts, `documentEditsPerSecond`). */
  readonly editsDocument?: true
  /** Calls with the same value of this path parameter may not overlap: the next one waits for the answer. */
  readonly oneAtATimePer?: 'spreadsheet_token' | 'table_id'
}

const second = 1000
const minute = 60_000

/** Tier numbers are those of the official "frequency control" page; each upload endpoint adds 10 000 calls a day. */
export const rates = {
  upload: { calls: 5, perMs: second, perDay: 10_000 },
  mediaDownload: { calls: 5, perMs: second, perDay: 10_000 },
  docxEdit: { calls: 3, perMs: second, editsDocument: true },
  docxRead: { calls: 5, perMs: second },
  docxCreate: { calls: 3, perMs: second },
  /** Official, drive-v1/file/create_folder, 2025-05-07: not to be called concurrently either. */
  folderCreate: { calls: 5, perMs: second, perDay: 10_000 },
  tier3: { calls: 100, perMs: minute },
  tier4: { calls: 50, perMs: second, perMinute: 1000 },
  tier8: { calls: 20, perMs: second },
  /** Official, sheets overview: 100 a second, strictly one after another in one spreadsheet. */
  cellImage: { calls: 100, perMs: second, oneAtATimePer: 'spreadsheet_token' },
  /** Official, sheets-v3, reading a single range, updated 2024-10-23. */
  cellRead: { calls: 100, perMs: second },
  /** Official, text of 1254291: no two writes of one table at once. */
  recordWrite: { calls: 50, perMs: second, oneAtATimePer: 'table_id' },
  unpublished: { calls: 10, perMs: second },
} as const satisfies Record<string, Rate>

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Path template; `:name` stands for one id, `:range` for cells of one sheet. */
  readonly path: `/open-apis/${string}` | `/oauth/${string}`
  readonly rate: Rate
  readonly body: 'none' | 'json' | 'multipart'
  /** Largest body the gateway lets through, where it is more than a call of its kind usually needs. */
  readonly bodyMaxBytes?: number
  /** `page`: let through by the gateway for a signed-in person. `gateway`: called by the gateway itself only. */
  readonly caller: 'page' | 'gateway'
  /** Page of the official documentation. */
  readonly docs: string
}

export const docsRoot = 'https://open.feishu.cn/document'
export const serverDocs = `${docsRoot}/server-docs/docs`
