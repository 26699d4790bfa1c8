import type { FileToken, RecordId } from '../../../contract/feishu/ids.ts'

/** What one attempt was to write to a cell. */
export interface Write {
  readonly tokens: readonly FileToken[]
  /** Those of `tokens` that are ours and were not in the cell yet. */
  readonly added: readonly FileToken[]
  /** What they replace: not in `tokens` any more. */
  readonly replaced: readonly FileToken[]
}

/** What is known about the cells of one batch, kept from one read to the next. */
export interface CellStates {
  /** What each cell was to keep when it was last read: its content, and what earlier writes took from it. */
  readonly read: Map<RecordId, readonly FileToken[]>
  /** What the current attempt is to write. */
  readonly writing: Map<RecordId, Write>
  /** Writes of attempts that got no answer and may still take effect. */
  readonly unanswered: Map<RecordId, readonly Write[]>
  /** Attachments that the answer to a write lacked: they are written back. */
  readonly owed: Map<RecordId, readonly FileToken[]>
}

/** Whether a write of this file to this record got no answer and may still take effect. */
export function isUnanswered({ unanswered }: CellStates, recordId: RecordId, fileToken: FileToken): boolean {
  return (unanswered.get(recordId) ?? []).some(({ tokens }) => tokens.includes(fileToken))
}

/**
 * Returns what the cell held at the last read, if a write without an answer took effect since and overwrote it: then the cell holds
 * exactly what that write contained. A write whose files were seen has taken effect and is forgotten; what goes missing after that,
 * others removed.
 */
export function overtakenBy(
  { read, unanswered }: CellStates,
  recordId: RecordId,
  standing: readonly FileToken[],
): readonly FileToken[] {
  const attempts = unanswered.get(recordId) ?? []
  const landed = attempts.find(({ tokens }) => isSame(tokens, standing))
  const isOnlyIn = (write: Write, token: FileToken) =>
    attempts.every((each) => each === write || !each.added.includes(token))
  const hasLanded = (write: Write) =>
    write === landed || write.added.some((token) => standing.includes(token) && isOnlyIn(write, token))
  unanswered.set(
    recordId,
    attempts.filter((write) => !hasLanded(write)),
  )
  return landed ? (read.get(recordId) ?? []).filter((token) => !landed.replaced.includes(token)) : []
}

function isSame(some: readonly FileToken[], others: readonly FileToken[]): boolean {
  return some.length === others.length && some.every((token, at) => token === others[at])
}

/** A cell's content with each replaced file's successor in its place, and nowhere else. */
export function swapped(tokens: readonly FileToken[], swaps: ReadonlyMap<FileToken, FileToken>): readonly FileToken[] {
  const coming = new Set(swaps.values())
  return tokens.filter((token) => !coming.has(token)).map((token) => swaps.get(token) ?? token)
}
