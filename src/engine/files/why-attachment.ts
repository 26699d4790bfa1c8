import type { Job } from '../job/job.ts'
import { familyOf } from '../targets/families.ts'
import { isBroken } from './contents.ts'
import { mediaKindOf } from './media-kind.ts'

/** Why a file that a person may take for a picture does not become one. `format`: as in `Contents`. */
export type WhyAttachment =
  | { readonly is: 'format'; readonly format: string }
  | { readonly is: 'broken' }
  | { readonly is: 'no-picture' }

/** Null for pictures, for files that nobody expects to be one, before the contents are known, and in targets without pictures. */
export function whyAttachment({ contents, kind, file, target }: Job): WhyAttachment | null {
  if (!contents || kind === 'image' || !familyOf(target).showsPictures) return null
  if (isBroken(contents)) return { is: 'broken' }
  if (contents.format !== null) return { is: 'format', format: contents.format }
  return mediaKindOf(file) === 'image' ? { is: 'no-picture' } : null
}
