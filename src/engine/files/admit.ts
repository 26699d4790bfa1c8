import { importFormatsOf } from '../../contract/feishu/import/import.ts'
import { attachmentMaxBytes, fileNameMaxCharacters, sheetImageMaxBytes } from '../../contract/feishu/limits.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { isCellImageName } from '../../contract/feishu/sheet/sheets.ts'
import { mediaKindOf } from './media-kind.ts'
import type { Target } from '../targets/target.ts'

export type Admission = { readonly ok: true } | { readonly ok: false; readonly problem: ProblemKey }

/** What is known of a file before anything is done for it. */
export interface Admitted {
  /** As it is called in the target. */
  readonly name: string
  /** Null when nobody knows it yet: the name alone is judged. */
  readonly sizeBytes: number | null
  /** Media type as the browser guesses it; empty when unknown. */
  readonly type: string
}

/**
 * Tells whether a target could take a file at all, before anything is done for it. Feishu does not say whether a name's
 * characters are UTF-16 units or code points; code points are counted, and the rare name between the two is Feishu's to refuse.
 */
export function admit(file: Admitted, target: Target): Admission {
  const { name, sizeBytes } = file
  if (name.trim() === '') return refused('file-name-empty')
  if (Array.from(name).length > fileNameMaxCharacters) return refused('file-name-too-long')
  if (sizeBytes === 0) return refused('file-empty')
  switch (target.is) {
    case 'docx':
      return admitted
    case 'sheet':
      return admitToSheet(file, target.as)
    case 'base':
      return isLarger(sizeBytes, attachmentMaxBytes) ? refused('file-too-large') : admitted
    case 'import':
      return admitToImport(file, target.tablesAs)
  }
}

const admitted: Admission = { ok: true }

function admitToSheet(file: Admitted, as: 'cells' | 'floats'): Admission {
  // A HEIC picture shows in a cell (values_image names it), but is not known to float.
  const isPicture = as === 'cells' ? isCellImageName(file.name) : mediaKindOf(file) === 'image'
  if (!isPicture) return refused(mediaKindOf(file) === 'image' ? 'sheet-picture-kind' : 'sheet-pictures-only')
  return isLarger(file.sizeBytes, sheetImageMaxBytes) ? refused('file-too-large') : admitted
}

function admitToImport({ name, sizeBytes }: Admitted, tablesAs: 'sheet' | 'bitable'): Admission {
  const formats = importFormatsOf(name)
  const format = formats.find(({ type }) => type === tablesAs) ?? formats[0]
  if (!format) return refused('import-kind')
  return isLarger(sizeBytes, format.maxBytes) ? refused('file-too-large') : admitted
}

function isLarger(sizeBytes: number | null, maxBytes: number): boolean {
  return sizeBytes !== null && sizeBytes > maxBytes
}

function refused(problem: ProblemKey): Admission {
  return { ok: false, problem }
}
