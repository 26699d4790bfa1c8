/**
 * Tracks a document's revisions, to know whether anybody else edited it since it was last read as a whole. Each edit makes the next
 * revision (official, docx/document-block, `document_revision_id` of each answer).
 */
export class Revisions {
  #last: number | null = null
  /** Somebody else edited since the last read, or may have. */
  #isShared = false
  /** This page edited since the last read. */
  #isEdited = false
  /** It could not be read since. */
  #isUnread = false

  /** An earlier page edited the document; edits of others since are unknown. */
  restored(): void {
    this.#isShared = true
    this.#isEdited = true
  }

  /**
   * This page made an edit, or may have.
   *
   * @param revisionId Revision that the edit made; null where no answer named it.
   * @param readAt Revision in which the edit's index was read, for an edit by index.
   * @returns Whether it is certain that nobody else edited since `readAt`.
   */
  edited(revisionId: number | null, readAt: number | null = null): boolean {
    const last = this.#last
    if (revisionId === null || (last !== null && revisionId !== last + 1)) this.#isShared = true
    this.#isEdited = true
    this.#last = Math.max(revisionId ?? 0, last ?? 0)
    return revisionId !== null && readAt !== null && revisionId === readAt + 1
  }

  /** The whole document was read, in this revision. */
  looked(revisionId: number): void {
    this.#last = revisionId
    this.#isShared = false
    this.#isEdited = false
    this.#isUnread = false
  }

  /** The document could not be read as a whole; not tried again before the next edit, or `goesOn`. */
  unreadable(): void {
    this.#isShared = true
    this.#isEdited = false
    this.#isUnread = true
  }

  /** Something is to be done in the document, so that one that could not be read is tried again. */
  goesOn(): void {
    this.#isEdited ||= this.#isUnread
    this.#isUnread = false
  }

  /** Whether the document has not been read since this page's last edit. */
  get isUnseen(): boolean {
    return this.#isEdited
  }

  /** Whether every edit since the last read, up to this newest revision, is this page's own. */
  isAllOurs(revisionId: number): boolean {
    return !this.#isShared && revisionId === this.#last
  }
}
