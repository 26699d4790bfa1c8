/** How often a call may be made, per app and tenant: `calls` in `perMs`. Official, "frequency control", tiers 1 to 21. */
export interface Rate {
  /** At most this many calls. */
  readonly calls: number
  /** Length of the window, in milliseconds. */
  readonly perMs: number
  /** Calls a minute, where Feishu limits those too. */
  readonly perMinute?: number
  /** Calls a day, where Feishu limits those too. */
  readonly perDay?: number
  /** Also counts against the limit of one document (`documentEditsPerSecond`). */
  readonly editsDocument?: true
  /** Calls with the same value of this path parameter must not overlap. */
  readonly oneAtATimePer?: 'spreadsheet_token' | 'table_id'
  /** The rate of uploads, which Feishu raises for an app on request (UPLOADS_PER_SECOND, UPLOADS_PER_DAY). */
  readonly isOfUploads?: true
}

const second = 1000
const minute = 60_000

/** Tiers are those of the official "frequency control" page. */
export const rates = {
  upload: { calls: 5, perMs: second, perDay: 10_000, isOfUploads: true },
  mediaDownload: { calls: 5, perMs: second, perDay: 10_000 },
  docxEdit: { calls: 3, perMs: second, editsDocument: true },
  docxRead: { calls: 5, perMs: second },
  docxCreate: { calls: 3, perMs: second },
  /** Official, drive-v1/file/create_folder, 2025-05-07: also no concurrent calls. */
  folderCreate: { calls: 5, perMs: second, perDay: 10_000 },
  tier3: { calls: 100, perMs: minute },
  tier4: { calls: 50, perMs: second, perMinute: 1000 },
  tier8: { calls: 20, perMs: second },
  /** Official, sheets overview: 100 a second, one after another in one spreadsheet. */
  cellImage: { calls: 100, perMs: second, oneAtATimePer: 'spreadsheet_token' },
  /** Official, sheets-v3, reading a single range, updated 2024-10-23. */
  cellRead: { calls: 100, perMs: second },
  /** Official, text of 1254291: no two writes of one table at once. */
  recordWrite: { calls: 50, perMs: second, oneAtATimePer: 'table_id' },
  unpublished: { calls: 10, perMs: second },
} as const satisfies Record<string, Rate>

/** One call of Feishu. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Path template: `:name` is one id, `:range` cells of one sheet. */
  readonly path: `/open-apis/${string}` | `/oauth/${string}`
  /** As documented on the page `docs`, or `rates.unpublished`. */
  readonly rate: Rate
  readonly body: 'none' | 'json' | 'multipart'
  /** Largest body that the gateway lets through, where the default for its kind of body is too small. */
  readonly bodyMaxBytes?: number
  /** `page`: the gateway lets it through for a signed-in person. `gateway`: only the gateway itself calls it. */
  readonly caller: 'page' | 'gateway'
  /** URL of the documentation. */
  readonly docs: string
}

/** Root of the Open Platform's documentation. */
export const docsRoot = 'https://open.feishu.cn/document'
/** Root of its pages about server APIs. */
export const serverDocs = `${docsRoot}/server-docs/docs`
