import { Suspense } from 'react'
import { isBroken } from '../../../engine/files/contents.ts'
import { mediaKindOf } from '../../../engine/files/media-kind.ts'
import type { Job } from '../../../engine/job/job.ts'
import { familyOf } from '../../../engine/targets/families.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'

interface NoteProps {
  readonly job: Job
}

/** What its bytes say of a file: why one that a person may take for a picture does not become one, or that it is cut. `format`: as in `Contents`. */
export type BytesNote =
  | { readonly is: 'format'; readonly format: string }
  | { readonly is: 'broken' }
  | { readonly is: 'no-picture' }
  | { readonly is: 'cut' }

/** Null for pictures, for files of which nothing is known to tell, before the contents are known, and in targets without pictures unless cut. */
export function bytesNote({ contents, kind, file, target }: Job): BytesNote | null {
  if (!contents || kind === 'image') return null
  if (contents.flaw === 'cut' && contents.format === null) return { is: 'cut' }
  if (!familyOf(target).showsPictures) return null
  if (isBroken(contents)) return { is: 'broken' }
  if (contents.format !== null) return { is: 'format', format: contents.format }
  return mediaKindOf(file) === 'image' ? { is: 'no-picture' } : null
}

/** What a person may not expect of a file: that it becomes an attachment, or is incomplete. */
export function FromBytes({ job }: NoteProps) {
  const note = bytesNote(job)
  if (!note) return null
  return (
    <Suspense>
      <BytesNoteText note={note} />
    </Suspense>
  )
}

function BytesNoteText({ note }: { readonly note: BytesNote }) {
  const { fromBytes } = useQueueMessages()
  return <span>{note.is === 'format' ? fromBytes.format(note.format.toUpperCase()) : fromBytes[note.is]}</span>
}

/** That a file is to take an earlier one's place, or why it was added as another one instead. */
export function ReplaceNote({ job: { replaces, notReplaced } }: NoteProps) {
  const { replacing: say } = useQueueMessages()
  if (replaces) return <span>{say.isTo}</span>
  return notReplaced ? <span>{say.not[notReplaced]}</span> : null
}

/** What was done to a picture, and how large it was before. */
export function AlteredNote({ job: { altered } }: NoteProps) {
  const { formats } = useI18n()
  const { imageOptions: say } = useQueueMessages()
  if (!altered) return null
  const how = altered.how.flatMap((each) => (Object.hasOwn(say.how, each) ? [say.how[each]] : []))
  return <span>{say.altered(how, formats.size(altered.fromBytes))}</span>
}
