import type { DocumentInput, SimulatedKind } from '../world/document.ts'

/** A document of a new world. Its token is constant, so that links work in every run. */
export interface Seed extends Omit<DocumentInput, 'createdAtMs' | 'editedAtMs'> {
  readonly kind: SimulatedKind
  /** Default: created and edited when the world begins. */
  readonly editedDaysAgo?: number
  /** When its owner and editors last opened it; default: never. */
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
