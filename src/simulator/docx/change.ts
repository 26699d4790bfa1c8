import type { Block } from './block.ts'

/** One step of an edit, with what it takes to undo it. */
export type Change =
  /** A block came (`before` null), went, or holds something else. */
  | { readonly kind: 'block'; readonly id: string; readonly before: Block | null }
  /** In one place among the children of a block some went and others came. */
  | {
      readonly kind: 'children'
      readonly parentId: string
      readonly at: number
      readonly removed: readonly string[]
      readonly inserted: readonly string[]
    }

/** Undoes the change that was made last. */
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
 * Where a gap among a block's children is after `changes`; `index` counts as before them. What was put into the very gap
 * stands behind it, and the gap between children that are gone is where they stood.
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
