import type { Block } from './block.ts'

/** One step of an edit, with what is needed to undo it. */
export type Change =
  /** A block was created (`before` null), deleted or changed. */
  | { readonly kind: 'block'; readonly id: string; readonly before: Block | null }
  /** At one index among the children of a block, some were removed and others added. */
  | {
      readonly kind: 'children'
      readonly parentId: string
      readonly at: number
      readonly removed: readonly string[]
      readonly inserted: readonly string[]
    }

/** Undoes the latest change. */
export function undo(blocks: Map<string, Block>, change: Change): void {
  if (change.kind === 'block') {
    if (change.before) blocks.set(change.id, change.before)
    else blocks.delete(change.id)
    return
  }
  const parent = blocks.get(change.parentId)
  if (!parent) return
  const children = parent.children.toSpliced(change.at, change.inserted.length, ...change.removed)
  blocks.set(parent.id, { ...parent, children })
}

/**
 * Carries an index among a block's children over `changes`. Blocks inserted at the index come after it; if the children around it
 * were removed, it is where they were.
 */
export function carryGap(index: number, parentId: string, changes: readonly Change[]): number {
  let gap = index
  for (const change of changes) {
    if (change.kind !== 'children' || change.parentId !== parentId) continue
    const { at, removed, inserted } = change
    if (gap >= at + removed.length && gap > at) gap += inserted.length - removed.length
    else if (gap > at) gap = at
  }
  return gap
}
