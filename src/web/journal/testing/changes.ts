import type { DroppedFile } from '../../../engine/doors.ts'
import type { Stage } from '../../../engine/job.ts'
import type { JournalChange, JournalFile, JournalState } from '../../../engine/journal-change.ts'
import { heldFile, listedFile } from '../../drop/source-file.ts'
import { spot, fileToken, target } from '../../testing/jobs.ts'

export function changeOf(parts: Partial<JournalChange>): JournalChange {
  return {
    files: [],
    states: [],
    removed: [],
    order: null,
    creations: [],
    settled: [],
    discards: [],
    discarded: [],
    ...parts,
  }
}

export function pageFile(path: string, text = path): DroppedFile {
  return heldFile(new File([text], path.slice(path.lastIndexOf('/') + 1), { lastModified: 7 }), path)
}

export function listing(path: string): DroppedFile {
  const file = new File(['x'], path, { lastModified: 7 })
  return listedFile(path, null, () => Promise.resolve(file))
}

export function filed(id: string, file: DroppedFile = pageFile(`${id}.txt`)): JournalFile {
  return { id, file, target }
}

export function stateAt(id: string, stage: Stage): JournalState {
  return { id, name: `${id}.txt`, target, stage, paused: false }
}

export const done: Stage = { at: 'done', spot, fileToken }
