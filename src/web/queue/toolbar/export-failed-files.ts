import type { Cause, Uploads } from '../../../engine/queue/uploads.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { failedReport } from './failed-report.ts'

/** Lets the browser save a table of what failed, cause by cause. */
export async function exportFailedFiles(uploads: Uploads, causes: readonly Cause[], i18n: I18n): Promise<void> {
  const { fileName } = (await i18n.queueMessages.come()).failedReport
  const jobs = causes.flatMap(({ ids }) => ids).flatMap((id) => uploads.getJob(id) ?? [])
  const report = await failedReport(jobs, i18n)
  const address = URL.createObjectURL(new Blob([report], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  // Swedish writes local days the ISO way.
  link.download = fileName(new Date().toLocaleDateString('sv'))
  link.click()
  // The browser has begun to read by then; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
