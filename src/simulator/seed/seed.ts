import type { DocumentInput, SimulatedKind } from '../world/document.ts'

/** A document of a fresh world. Its token is a constant, so that a link stays good from one run to the next. */
export interface Seed extends Omit<DocumentInput, 'createdAtMs' | 'editedAtMs'> {
  readonly kind: SimulatedKind
  /** Default: made and edited as the world begins. */
  readonly editedDaysAgo?: number
  /** When its owner, and whoever may edit it, opened it last; never when absent. */
  readonly openedHoursAgo?: number
}

const tokenPrefixes: Readonly<Record<SimulatedKind, string>> = {
  docx: 'SimDocx',
  doc: 'SimDoc',
  sheet: 'SimSheet',
  bitable: 'SimBase',
  folder: 'SimFldr',
  file: 'SimFile',
  mindnote: 'SimMind',
  slides: 'SimSlides',
}

/** A token that is the same in every world. */
export function seedToken(kind: SimulatedKind, number: number): string {
  const prefix = tokenPrefixes[kind]
  return prefix + String(number).padStart(27 - prefix.length, '0')
}
