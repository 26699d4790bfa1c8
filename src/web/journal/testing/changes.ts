import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Job, Stage } from '../../../engine/job/job.ts'
import type {
  JournalChange,
  JournalCreation,
  JournalDeletion,
  JournalState,
} from '../../../engine/journal/journal-change.ts'
import { inMemoryFile, listedFile } from '../../drop/page-file.ts'
import { spot, fileToken, target } from '../../testing/jobs.ts'
import { nothing } from '../journal-transaction.ts'

export function changeOf(parts: Partial<JournalChange>): JournalChange {
  return { ...nothing, ...parts }
}

export function pageFile(path: string, text = path): SourceFile {
  return inMemoryFile(new File([text], path.slice(path.lastIndexOf('/') + 1), { lastModified: 7 }), path)
}

export function listing(path: string): SourceFile {
  const file = new File(['x'], path, { lastModified: 7 })
  return listedFile(path, null, () => Promise.resolve(file))
}

export function filed(id: string, file: SourceFile = pageFile(`${id}.txt`)): Pick<Job, 'id' | 'file' | 'target'> {
  return { id, file, target }
}

export function stateAt(id: string, stage: Stage): JournalState {
  return { id, name: `${id}.txt`, target, stage, paused: false }
}

/** A creation of blocks for one file, not yet sent. */
export function creationOf(id: string): JournalCreation {
  const kinds = ['file' as const]
  const input = { documentId: target.documentId, kinds, fileView: 'card' as const, index: -1, clientToken: `for-${id}` }
  return { ids: [id], input }
}

/** A deletion by index of one job's block, not yet sent. */
export function deletionOf(id: string): JournalDeletion {
  const input = { documentId: target.documentId, index: 3, count: 1, revisionId: 7, clientToken: `of-${id}` }
  return { blockIds: [spot.topBlockId], input }
}

export const noCopies = {
  follow: () => undefined,
  takeUp: () => undefined,
  giveUp: () => Promise.resolve(false),
}

export const done: Stage = { at: 'done', spot, fileToken }
