/**
 * What this page knows of a document's revisions: whether anybody else edited it since all of it was looked at. Each edit makes
 * the next revision (official, docx/document-block, `document_revision_id` of each answer).
 */
export class Revisions {
  #last: number | null = null
  /** Somebody else edited since, or may have. */
  #isShared = false
  /** This page edited since. */
  #isEdited = false

  /** Edits of an earlier page were made here, and nobody knows what came after them. */
  restored(): void {
    this.#isShared = true
    this.#isEdited = true
  }

  /**
   * An edit of ours was made, or may have been.
   *
   * @param revisionId Null where no answer told.
   * @param readAt Revision at which its place was read, for an edit that names one.
   * @returns Whether surely nobody else edited since then.
   */
  edited(revisionId: number | null, readAt: number | null = null): boolean {
    const last = this.#last
    if (revisionId === null || (last !== null && revisionId !== last + 1)) this.#isShared = true
    this.#isEdited = true
    this.#last = Math.max(revisionId ?? 0, last ?? 0)
    return revisionId !== null && readAt !== null && revisionId === readAt + 1
  }

  /** All was looked at, in this revision. */
  looked(revisionId: number): void {
    this.#last = revisionId
    this.#isShared = false
    this.#isEdited = false
  }

  /** The document did not let itself be looked at: not tried again before the next edit. */
  unreadable(): void {
    this.#isEdited = false
  }

  /** Whether there is anything to look at: nobody looked since this page's last edit. */
  get isUnseen(): boolean {
    return this.#isEdited
  }

  /** Whether all there is up to this revision, the newest, is this page's own doing. */
  isAllOurs(revisionId: number): boolean {
    return !this.#isShared && revisionId === this.#last
  }
}
