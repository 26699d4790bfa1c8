import type { Change } from './change.ts'

/** Whoever is farther behind is refused with 1770021 (docx error tables, 2025-07): older changes are of no use. */
export const revisionsKept = 1000

/** What was changed from one revision of a document to the next. */
export class History {
  #edits: { readonly revision: number; readonly changes: readonly Change[] }[] = []

  /** @param revision That the changes led to. */
  add(revision: number, changes: readonly Change[]): void {
    this.#edits.push({ revision, changes })
    if (this.#edits.length > revisionsKept) this.#edits.shift()
  }

  /** Changes that came after `revision`, in their order. */
  since(revision: number): readonly Change[] {
    return this.#edits.flatMap((edit) => (edit.revision > revision ? edit.changes : []))
  }
}
