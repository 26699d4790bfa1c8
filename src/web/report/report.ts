import { problems } from '../../contract/problems/catalogue.ts'
import type { Failure } from '../../engine/job/job.ts'
import type { I18n } from '../i18n/load-language.ts'
import { visible } from '../names/hidden-characters.ts'

/** One file of a report. */
export interface ReportLine {
  readonly name: string
  readonly path: string
  /** Null where nobody knows it yet. */
  readonly sizeBytes: number | null
  readonly state: 'arrived' | 'pending' | 'failed' | 'cancelled'
  /** Milliseconds since 1970; null where it is not known. */
  readonly arrivedAtMs: number | null
  readonly documentTitle: string
  readonly documentUrl: string
  /** Where the file is seen in its document; null where that is not known. */
  readonly url: string | null
  readonly fileToken: string | null
  readonly failure: Failure | null
}

export type ReportFormat = 'csv' | 'json'

/** Byte order mark: without it Excel reads the file in the system's legacy code page and garbles Chinese. */
const byteOrderMark = '\uFEFF'

/** Files as CSV (RFC 4180), worded for people. */
export async function reportCsv(lines: readonly ReportLine[], i18n: I18n): Promise<string> {
  const { guidance } = i18n.messages
  const problemMessages = await i18n.problemMessages.load()
  const { report: say } = await i18n.queueMessages.load()
  const head = [
    ...[guidance.file, say.path, say.sizeBytes, say.state, guidance.time, guidance.document, say.documentLink],
    ...[say.link, say.token, say.reason, say.remedy, guidance.who, guidance.code, guidance.message, guidance.logId],
  ]
  const rows = lines.map((line) => {
    const { failure, sizeBytes, arrivedAtMs } = line
    return [
      ...[line.name, line.path, sizeBytes === null ? '' : String(sizeBytes), say.states[line.state]],
      ...[arrivedAtMs === null ? '' : new Date(arrivedAtMs).toISOString(), line.documentTitle, line.documentUrl],
      ...[line.url ?? '', line.fileToken ?? ''],
      ...(failure ? [problemMessages[failure.problem].title, problemMessages[failure.problem].remedy] : ['', '']),
      ...(failure ? [guidance.actors[problems[failure.problem].actor], codeOf(failure)] : ['', '']),
      ...(failure ? [failure.msg, failure.logId ?? ''] : ['', '']),
    ]
  })
  return byteOrderMark + [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** The same files as JSON, for programs: names of fields are the same in every language. */
export async function reportJson(lines: readonly ReportLine[], i18n: I18n): Promise<string> {
  const problemMessages = await i18n.problemMessages.load()
  const files = lines.map(({ failure, arrivedAtMs, ...line }) => ({
    ...line,
    arrivedAt: arrivedAtMs === null ? null : new Date(arrivedAtMs).toISOString(),
    failure: failure && {
      problem: failure.problem,
      cause: problemMessages[failure.problem].title,
      code: failure.code,
      message: failure.msg,
      logId: failure.logId,
    },
  }))
  return `${JSON.stringify(files, null, 2)}\n`
}

function codeOf({ code, problem }: Failure): string {
  return code === null ? problem : String(code)
}

/**
 * A name that begins like a formula would run as one in a spreadsheet. OWASP "CSV Injection" lists the characters,
 * full-width ones included.
 */
function cell(text: string): string {
  const shown = visible(text)
  const harmless = /^[\s␣]*[=+\-@＝＋－＠]/u.test(shown) ? `'${shown}` : shown
  return `"${harmless.replaceAll('"', '""')}"`
}

const writers = { csv: reportCsv, json: reportJson }
const mediaTypes = { csv: 'text/csv;charset=utf-8', json: 'application/json' }

/** Downloads a report. `what` becomes part of the file's name. */
export async function downloadReport(
  lines: readonly ReportLine[],
  what: 'failed' | 'queue' | 'history',
  format: ReportFormat,
  i18n: I18n,
): Promise<void> {
  const { report: say } = await i18n.queueMessages.load()
  const text = await writers[format](lines, i18n)
  const address = URL.createObjectURL(new Blob([text], { type: mediaTypes[format] }))
  const link = document.createElement('a')
  link.href = address
  // The Swedish locale formats local dates as ISO 8601.
  link.download = `${say.fileNames[what](new Date().toLocaleDateString('sv'))}.${format}`
  link.click()
  // Revoking at once is too early for some browsers, which have not begun to read by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
