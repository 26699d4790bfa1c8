import { baseFamily } from './base/base-family.ts'
import { docxFamily } from './docx/docx-family.ts'
import type { TargetFamily } from './family.ts'
import { isInspected } from '../files/source-file.ts'
import type { Job } from '../job/job.ts'
import { importFamily } from './import/import-family.ts'
import { sheetFamily } from './sheet/sheet-family.ts'
import type { Target } from './target.ts'

/** Every family by its targets' `is`. */
export const families: { readonly [Is in Target['is']]: TargetFamily<Extract<Target, { readonly is: Is }>> } = {
  docx: docxFamily,
  sheet: sheetFamily,
  base: baseFamily,
  import: importFamily,
}

export const allFamilies: readonly TargetFamily[] = Object.values(families)

export function familyOf(target: Target): TargetFamily {
  return families[target.is]
}

/** As `TargetFamily.targetKeyOf`. */
export function targetKeyOf(target: Target): string {
  return familyOf(target).targetKeyOf(target)
}

/** As `TargetFamily.orderKeyOf`. */
export function orderKeyOf(target: Target): string | null {
  return familyOf(target).orderKeyOf(target)
}

/** As `EngineContext.isReady`. */
export function isReady({ file, contents }: Job): boolean {
  return isInspected(file) && contents !== null
}

/**
 * Address at which a person finds a file that has arrived: the document that an import made of it, or as `TargetFamily.shownAt`.
 * Null before it has arrived, and where no address is known.
 */
export function shownAt({ stage, target }: Pick<Job, 'stage' | 'target'>): string | null {
  if (stage.at !== 'done') return null
  const url = stage.made ? stage.made.url : familyOf(target).shownAt(target, stage.spot)
  // It comes from outside, and becomes a link.
  return url !== null && /^https?:/.test(url) ? url : null
}

/** As `TargetFamily.takesBytes`. */
export function takesBytes(target: Target): boolean {
  return familyOf(target).takesBytes(target)
}
