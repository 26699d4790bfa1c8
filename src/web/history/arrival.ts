import * as v from 'valibot'
import { RecordId, type FileToken } from '../../contract/feishu/ids.ts'
import type { ArrivedFile } from '../../engine/files/arrived-file.ts'
import { replacesOf } from '../../engine/files/replaces.ts'
import type { Done, Job } from '../../engine/job/job.ts'
import { shownAt } from '../../engine/targets/families.ts'
import type { Target } from '../../engine/targets/target.ts'
import { isTarget, Spot } from '../kept/kept-targets.ts'
import type { ReportLine } from '../report/report.ts'

/** Where a newer file could take the place of one that arrived. The engine looks at the place before it writes to it. */
const Place = v.object({
  target: v.custom<Target>(isTarget),
  spot: v.custom<Done['spot']>((value) => v.is(Spot, value)),
  /** The record of a base; absent elsewhere. */
  recordId: v.exactOptional(RecordId),
  lastModifiedMs: v.number(),
})

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
  /** Absent where no other file can take its place, and in records of earlier versions. */
  place: v.fallback(v.optional(Place), undefined),
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
    place: placeOf(job),
  }
}

function placeOf(job: Job): Arrival['place'] {
  const { target, file } = job
  const replaces = replacesOf(job, target)
  if (!replaces) return undefined
  const { spot, recordId } = replaces
  return { target, spot, ...(recordId !== undefined && { recordId }), lastModifiedMs: file.lastModifiedMs }
}

/** What the engine has to know of an arrival for another file to take its place; null where none can. */
export function arrivedFileOf({ id, path, sizeBytes, fileToken, place }: Arrival): ArrivedFile | null {
  if (!place) return null
  const { target, lastModifiedMs, ...where } = place
  const stage: Done = { at: 'done', fileToken: fileToken as FileToken | null, ...where }
  return { id, path, sizeBytes, lastModifiedMs, target, stage }
}

export function reportLineOf({ id: _, place: __, atMs, ...arrival }: Arrival): ReportLine {
  return { ...arrival, state: 'arrived', arrivedAtMs: atMs, failure: null }
}
