import { revisionsBehindMax } from '../../contract/feishu/limits.ts'
import type { Change } from './change.ts'

/** What was changed from one revision of a document to the next; as far back as an edit may be behind. */
export class History {
  #edits: { readonly revision: number; readonly changes: readonly Change[] }[] = []

  /** @param revision That the changes led to. */
  add(revision: number, changes: readonly Change[]): void {
    this.#edits.push({ revision, changes })
    if (this.#edits.length > revisionsBehindMax) this.#edits.shift()
  }

  /** Changes that came after `revision`, in their order. */
  since(revision: number): readonly Change[] {
    return this.#edits.flatMap((edit) => (edit.revision > revision ? edit.changes : []))
  }
}
