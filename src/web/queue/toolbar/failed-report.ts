import { problems } from '../../../contract/problems/catalogue.ts'
import type { Job } from '../../../engine/job/job.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { visible } from '../../names/hidden-characters.ts'
import type { Cause, Uploads } from '../../../engine/queue/uploads.ts'
import { isSeen } from '../../../engine/files/source-file.ts'

/** Byte order mark: without it Excel reads the file in the system's legacy code page and garbles Chinese. */
const byteOrderMark = '\uFEFF'

/**
 * Failed jobs as CSV (RFC 4180).
 *
 * @param jobs Jobs that have not failed are left out.
 */
export async function failedReport(jobs: readonly Job[], i18n: I18n): Promise<string> {
  const { guidance } = i18n.messages
  const problemMessages = await i18n.problemMessages.come()
  const { failedReport: say } = await i18n.queueMessages.come()
  const head = [
    ...[guidance.file, say.path, say.sizeBytes, guidance.document, say.documentLink],
    ...[say.reason, say.remedy, guidance.who, guidance.code, guidance.message, guidance.logId],
  ]
  const rows = jobs.flatMap(({ name, file, target, stage }) => {
    if (stage.at !== 'failed') return []
    const { problem, code, msg, logId } = stage.failure
    const { title, remedy } = problemMessages[problem]
    const size = isSeen(file) ? String(file.sizeBytes) : ''
    const actor = guidance.actors[problems[problem].actor]
    return [
      [
        ...[name, file.path, size, target.title, target.url],
        ...[title, remedy, actor, code === null ? problem : String(code), msg, logId ?? ''],
      ],
    ]
  })
  return byteOrderMark + [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
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

/** Downloads a CSV of the failed jobs, cause by cause. */
export async function exportFailedFiles(uploads: Uploads, causes: readonly Cause[], i18n: I18n): Promise<void> {
  const { fileName } = (await i18n.queueMessages.come()).failedReport
  const jobs = causes.flatMap(({ ids }) => ids).flatMap((id) => uploads.getJob(id) ?? [])
  const report = await failedReport(jobs, i18n)
  const address = URL.createObjectURL(new Blob([report], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  // The Swedish locale formats local dates as ISO 8601.
  link.download = fileName(new Date().toLocaleDateString('sv'))
  link.click()
  // Revoking at once is too early for some browsers, which have not begun to read by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
