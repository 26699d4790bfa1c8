import * as v from 'valibot'
import type { Job } from '../../engine/job/job.ts'
import { shownAt } from '../../engine/targets/families.ts'
import type { ReportLine } from '../report/report.ts'

/** The stored record of a file that arrived. Records are in people's browsers: add fields, never rename them. */
const Arrival = v.object({
  id: v.string(),
  /** Milliseconds since 1970. */
  atMs: v.number(),
  name: v.string(),
  path: v.string(),
  sizeBytes: v.number(),
  documentTitle: v.string(),
  documentUrl: v.string(),
  /** Where the file is seen in its document; null where that is not known. */
  url: v.nullable(v.string()),
  /** Null for a picture in a cell, which has none. */
  fileToken: v.nullable(v.string()),
})
export type Arrival = v.InferOutput<typeof Arrival>

/** Null for what another version wrote, or for a job whose record a person has cleared. */
export function readArrival(value: unknown): Arrival | null {
  const read = v.safeParse(Arrival, value)
  return read.success ? read.output : null
}

/** Null for a job that has not arrived. */
export function arrivalOf(job: Job, atMs: number): Arrival | null {
  const { id, name, file, target, stage } = job
  if (stage.at !== 'done') return null
  const { title: documentTitle, url: documentUrl } = target
  const { path, sizeBytes } = file
  return {
    ...{ id, atMs, name, path, sizeBytes, documentTitle, documentUrl },
    url: shownAt(job),
    fileToken: stage.fileToken,
  }
}

export function reportLineOf({ id: _, atMs, ...arrival }: Arrival): ReportLine {
  return { ...arrival, state: 'arrived', arrivedAtMs: atMs, failure: null }
}
